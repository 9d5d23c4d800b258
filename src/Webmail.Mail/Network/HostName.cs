using System.Globalization;
using System.Net;

namespace Webmail.Mail.Network;

/// <summary>A host as typed by a stranger, brought to one spelling before anything is decided about it.</summary>
public static class HostName
{
    private const int MaxLength = 253;
    private const int MaxLabel = 63;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>An address literal in its usual form, or a name in lower case, in ASCII (xn--), without a final dot.</summary>
    /// <returns>Null when it is neither: with user, port, path, zone, percent escapes, white space, or a number that is no address.</returns>
    public static string? Normalise(string? typed)
    {
        if (string.IsNullOrEmpty(typed) || typed.Length > MaxLength)
            return null;
        if (typed.Contains(':', StringComparison.Ordinal))
            return Ipv6(typed);
        string name;
        try
        {
            name = Idn.GetAscii(typed.EndsWith('.') ? typed[..^1] : typed).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
        if (EndsInNumber(name))
            return IPAddress.TryParse(name, out var literal) ? literal.ToString() : null; // 127.1, 0x7f000001, 0177.0.0.1: an address, whatever its spelling
        return name.Length <= MaxLength && name.Split('.').All(IsLabel) ? name : null;
    }

    private static string? Ipv6(string typed)
    {
        var text = typed.StartsWith('[') && typed.EndsWith(']') ? typed[1..^1] : typed;
        var plain = text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.');
        return plain && IPAddress.TryParse(text, out var literal) ? literal.ToString() : null;
    }

    // The last label decides, as in browsers: no top-level domain is a number, so the whole is an address or nothing.
    private static bool EndsInNumber(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (last.All(char.IsAsciiDigit) || (last.StartsWith("0x", StringComparison.Ordinal) && last[2..].All(char.IsAsciiHexDigit)));
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
