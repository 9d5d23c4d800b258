namespace Webmail.Protocols.Imap;

/// <summary>The server said NO or BAD to a command. The connection is fine and can be used on.</summary>
public sealed class ImapCommandException : Exception
{
    internal ImapCommandException(string command, ResponseStatus status, ResponseCode? code, string text)
        : base($"{command}: {status.ToString().ToUpperInvariant()} {(code is null ? "" : $"[{code}] ")}{text}")
    {
        Command = command;
        Status = status;
        Code = code;
        Text = text;
    }

    /// <summary>The command's name without arguments: "UID FETCH".</summary>
    public string Command { get; }

    /// <summary><see cref="ResponseStatus.No"/> or <see cref="ResponseStatus.Bad"/>.</summary>
    public ResponseStatus Status { get; }

    /// <summary>What stood in brackets; null when nothing did.</summary>
    public ResponseCode? Code { get; }

    /// <summary>The code's kind; <see cref="ResponseCodeKind.Other"/> without a code.</summary>
    public ResponseCodeKind Kind => Code?.Kind ?? ResponseCodeKind.Other;

    /// <summary>The server's words, with any password struck out; may be empty.</summary>
    public string Text { get; }
}
