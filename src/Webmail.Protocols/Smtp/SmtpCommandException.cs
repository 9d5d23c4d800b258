namespace Webmail.Protocols.Smtp;

/// <summary>The server said 4xx or 5xx to a command. The connection is fine, except after 421 (<see cref="SmtpConnection.IsOpen"/>).</summary>
public sealed class SmtpCommandException : Exception
{
    internal SmtpCommandException(string command, SmtpReply reply)
        : base($"{command}: {reply}") => (Command, Reply) = (command, reply);

    /// <summary>The command's name without arguments: "AUTH".</summary>
    public string Command { get; }

    /// <summary>What the server answered, with any password struck out.</summary>
    public SmtpReply Reply { get; }
}
