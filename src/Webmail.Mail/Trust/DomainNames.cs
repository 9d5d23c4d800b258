using System.Globalization;

namespace Webmail.Mail.Trust;

/// <summary>Domains brought to one spelling, so that they can be compared.</summary>
internal static class DomainNames
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>Lower case, in ASCII, without a final dot; null for what is no domain name.</summary>
    public static string? Normalise(string domain)
    {
        if (domain.Length is 0 or > 253) return null;
        try
        {
            var ascii = Idn.GetAscii(domain.TrimEnd('.')).ToLowerInvariant();
            // The same name in a form that nobody registers: decoded once more it would be another one.
            return ascii.Length > 0 && !ascii.Contains(' ', StringComparison.Ordinal) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a check of one domain speaks for the From domain: both belong to one organisation (DMARC's relaxed mode, RFC 7489 section 3.1).</summary>
    public static bool SpeaksFor(string checkedDomain, string fromDomain) =>
        fromDomain.Length > 0 && (checkedDomain == fromDomain || (PublicSuffixes.Organisation(checkedDomain) is { } one && one == PublicSuffixes.Organisation(fromDomain)));
}
