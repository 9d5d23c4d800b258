using System.Globalization;

namespace Webmail.Mail.Accounts;

/// <summary>
/// An address as typed at sign-in: enough of it understood to find a server and to make a key, no more. It can't hold a
/// control character, so it can't break out of a protocol line or a log line.
/// </summary>
public sealed record MailAddressText
{
    /// <summary>RFC 5321 section 4.5.3.1.3: 256 octets with the angle brackets.</summary>
    public const int MaxLength = 254;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    private MailAddressText(string local, string domain)
    {
        Local = local;
        Domain = domain;
    }

    public string Local { get; }

    /// <summary>In lower case and in its ASCII form (xn--).</summary>
    public string Domain { get; }

    /// <summary>What a key is made of: servers fold the case of login names, and one person must not become two.</summary>
    public string Key => $"{Local.ToLowerInvariant()}@{Domain}";

    public override string ToString() => $"{Local}@{Domain}";

    /// <returns>Null when it is no address of the form local@domain.</returns>
    public static MailAddressText? TryParse(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c)))
            return null;
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1)
            return null;
        var domain = FoldDomain(text[(at + 1)..]);
        return domain.Length == 0 || domain.Contains('@', StringComparison.Ordinal) ? null : new MailAddressText(text[..at], domain);
    }

    /// <returns>Empty when it is no domain name.</returns>
    internal static string FoldDomain(string domain)
    {
        try
        {
            return Idn.GetAscii(domain.Trim().TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return "";
        }
    }
}
