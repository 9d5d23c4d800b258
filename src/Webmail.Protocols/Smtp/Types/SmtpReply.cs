using System.Globalization;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Smtp;

/// <summary>One reply of the server, all its lines (RFC 5321 section 4.2). What it says is the server's claim and for people to read.</summary>
public sealed class SmtpReply
{
    internal SmtpReply(int code, IReadOnlyList<string> lines, int textLength)
    {
        Code = code;
        Lines = lines;
        var texts = new List<string>(lines.Count);
        foreach (var line in lines)
        {
            var length = 0;
            if (EnhancedStatus.TryRead(line, out var status, out length) && status.Class == code / 100)
            {
                Enhanced ??= status;
            }
            else
            {
                length = 0;
            }

            texts.Add(line[length..]);
        }

        var text = string.Join(' ', texts).Trim();
        Text = text.Length <= textLength ? text : text[..textLength] + "…";
    }

    /// <summary>200 to 599.</summary>
    public int Code { get; }

    /// <summary>RFC 2034; null when the server gives none, or one that contradicts <see cref="Code"/>.</summary>
    public EnhancedStatus? Enhanced { get; }

    /// <summary>The server's words without codes, on one line, no control characters, bounded; may be empty.</summary>
    public string Text { get; }

    /// <summary>2xx.</summary>
    public bool IsDone => Code / 100 == 2;

    /// <summary>3xx: the server waits for more.</summary>
    public bool IsMore => Code / 100 == 3;

    /// <summary>4xx: it may work later.</summary>
    public bool IsTemporary => Code / 100 == 4;

    /// <summary>5xx: it will not work.</summary>
    public bool IsPermanent => Code / 100 == 5;

    /// <summary>The texts as they came, enhanced codes included.</summary>
    internal IReadOnlyList<string> Lines { get; }

    /// <summary>True for 421: the server hangs up after it, whatever was asked (RFC 5321 section 3.8).</summary>
    internal bool IsGoodbye => Code == 421;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Code}{(Enhanced is { } status ? $" {status}" : "")}{(Text.Length > 0 ? $" {Text}" : "")}");

    /// <summary>The same with a secret struck out: some servers repeat what they refuse.</summary>
    internal SmtpReply Without(string secret) => new(Code, [.. Lines.Select(line => SecretMask.Strike(line, secret))], Text.Length + 1);
}
