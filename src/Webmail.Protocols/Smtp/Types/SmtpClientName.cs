using System.Diagnostics.CodeAnalysis;

namespace Webmail.Protocols.Smtp;

/// <summary>The argument of EHLO: a domain or an address literal (RFC 5321 section 4.1.1.1). Cannot hold anything else.</summary>
public sealed record SmtpClientName
{
    private SmtpClientName(string text) => Text = text;

    /// <summary>"[127.0.0.1]".</summary>
    public static SmtpClientName Anonymous { get; } = new("[127.0.0.1]");

    internal string Text { get; }

    /// <exception cref="FormatException">Neither a domain nor an address literal.</exception>
    public static SmtpClientName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException("Neither a domain name nor an address in brackets.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out SmtpClientName? name)
    {
        name = text is not null && SmtpDomain.ToAscii(text) is { } ascii ? new SmtpClientName(ascii) : null;
        return name is not null;
    }

    public override string ToString() => Text;
}
