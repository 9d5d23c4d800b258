using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Smtp;

/// <summary>The part behind the "@": Domain or address-literal of RFC 5321 section 4.1.2, or a domain of RFC 6531 section 3.3.</summary>
internal static class SmtpDomain
{
    /// <summary>RFC 5321 section 4.5.3.1.2.</summary>
    private const int Longest = 255;

    private const int LongestLabel = 63;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>The domain as ASCII, U-labels as A-labels; null when it is none.</summary>
    public static string? ToAscii(string domain)
    {
        if (domain.Length is 0 or > Longest)
        {
            return null;
        }

        if (domain[0] == '[')
        {
            return IsLiteral(domain) ? domain : null;
        }

        if (Ascii.IsValid(domain))
        {
            return IsName(domain) ? domain : null;
        }

        try
        {
            // It also takes other dots than "." and maps them: what comes out is checked like any other.
            var ascii = Idn.GetAscii(domain);
            return IsName(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsName(string domain)
    {
        foreach (var label in domain.Split('.'))
        {
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var c in label)
            {
                // "_" is in no host name, but in domains that receive mail.
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                {
                    return false;
                }
            }
        }

        return domain.Length <= Longest;
    }

    // IPv4, "IPv6:..." or General-address-literal: letters, digits and what stands between them.
    private static bool IsLiteral(string domain)
    {
        if (domain.Length < 3 || domain[^1] != ']')
        {
            return false;
        }

        foreach (var c in domain.AsSpan(1, domain.Length - 2))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or ':' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
