using System.Buffers;
using System.Globalization;
using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Writing;

/// <summary>Addresses in the forms that headers and SMTP take.</summary>
public static class AddressForms
{
    private static readonly SearchValues<char> NoDomain = SearchValues.Create(" \t()[]\\\",:;@<>");

    // Header lines can be folded between words only, and have 998 characters at most.
    private const int LongestAtom = 200;

    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>True when the local part is not ASCII: such an address can only be used with SMTPUTF8 (RFC 6531).</summary>
    public static bool NeedsUtf8(MailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return !Ascii.IsValid(address.LocalPart);
    }

    /// <summary><c>local@domain</c> for a header or an SMTP command: the local part quoted where it must be, the domain in punycode unless <paramref name="utf8"/>.</summary>
    /// <exception cref="FormatException">The address is incomplete, its domain is no domain, or it needs UTF-8 and may not use it.</exception>
    public static string Spec(MailAddress address, bool utf8)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsComplete) throw new FormatException("The address has no domain.");
        if (!utf8 && NeedsUtf8(address)) throw new FormatException("The address can only be written with SMTPUTF8.");
        var local = address.LocalPart;
        if (!IsDotAtom(local) && !IsQuoted(local)) local = Quote(local);
        return $"{local}@{Domain(address.Domain, utf8)}";
    }

    internal static IEnumerable<string> Phrase(string name, bool utf8)
    {
        if (!Ascii.IsValid(name) && !utf8) return EncodedWordWriter.Encode(name);
        if (name.Contains("=?", StringComparison.Ordinal)) return EncodedWordWriter.Encode(name);
        var words = name.Split(' ');
        if (Array.TrueForAll(words, word => word.Length <= LongestAtom && IsAtom(word))) return words;
        var quoted = Quote(name);
        // A quoted string may be folded inside, but not every reader keeps its spaces then.
        return quoted.Length <= 200 ? [quoted] : EncodedWordWriter.Encode(name);
    }

    internal static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Domain(string domain, bool utf8)
    {
        if (domain.StartsWith('[') && domain.EndsWith(']') && Ascii.IsValid(domain) && !domain.AsSpan(1, domain.Length - 2).ContainsAny("[]\\")) return domain;
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = false, AllowUnassigned = true }.GetAscii(domain);
            if (ascii.AsSpan().ContainsAny(NoDomain)) throw new FormatException("The domain is not valid.");
            return utf8 ? domain : ascii;
        }
        catch (ArgumentException invalid)
        {
            throw new FormatException("The domain is not valid.", invalid);
        }
    }

    private static bool IsQuoted(string local)
    {
        if (local.Length < 2 || local[0] != '"' || local[^1] != '"') return false;
        for (var i = 1; i < local.Length - 1; i++)
        {
            if (local[i] == '"') return false;
            if (local[i] == '\\' && ++i >= local.Length - 1) return false;
        }

        return true;
    }

    private static bool IsDotAtom(string text) => text.Split('.') is var atoms && Array.TrueForAll(atoms, IsAtom);

    private static bool IsAtom(string text)
    {
        if (text.Length == 0) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c < 0x80 && !AtomSpecials.Contains(c, StringComparison.Ordinal)) return false;
        }

        return true;
    }
}
