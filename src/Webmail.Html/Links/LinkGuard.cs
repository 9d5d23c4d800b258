using System.Globalization;
using System.Net;
using System.Text;
using Webmail.Html.Sanitizing;

namespace Webmail.Html.Links;

/// <summary>Tells where a link really leads, and what speaks against following it without a look. Opens no connection; linear in its input, which is bounded.</summary>
public static class LinkGuard
{
    /// <summary>Characters of a link's text that are looked at.</summary>
    private const int MaxTextChars = 400;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>Judges a target as the sanitiser or the plain text reader wrote it.</summary>
    /// <param name="text">What the reader sees in its place.</param>
    /// <returns>Null for what is no web address: mail addresses and telephone numbers show themselves when they are opened.</returns>
    public static LinkFacts? Inspect(string href, string text)
    {
        ArgumentNullException.ThrowIfNull(href);
        ArgumentNullException.ThrowIfNull(text);
        if (LinkTarget.Read(href) is not { Host: { } host } target) return null;
        var warnings = LinkWarnings.None;
        if (Authority(target.Href).Contains('@')) warnings |= LinkWarnings.UserInfo;
        if (!TryNames(host, out var ascii, out var readable)) return new LinkFacts(host, host, warnings | LinkWarnings.OddHost);
        if (IsNumber(ascii)) warnings |= LinkWarnings.IpAddress;
        else warnings |= OfName(ascii, readable);
        if (HostInText(text) is { } shown && !SamePlace(shown, ascii)) warnings |= LinkWarnings.TextDiffers;
        var isPlain = (warnings & (LinkWarnings.MixedScripts | LinkWarnings.LookAlike)) == LinkWarnings.None;
        return new LinkFacts(ascii, isPlain ? readable : ascii, warnings);
    }

    private static LinkWarnings OfName(string ascii, string readable)
    {
        var warnings = LinkWarnings.None;
        var labels = readable.Split('.');
        var owner = OwnerIndex(labels);
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (!HostScripts.IsOneLanguage(label)) warnings |= LinkWarnings.MixedScripts;
            // Under a top-level domain in its own alphabet nobody takes a name for a Latin one.
            if (!Ascii.IsValid(label) && Ascii.IsValid(labels[^1]) && IsDrawnLikeLatin(label)) warnings |= LinkWarnings.LookAlike;
            if (i <= owner && LookAlikes.Imitated(label) is not null) warnings |= LinkWarnings.LookAlike;
            // "paypal.com.evil.example" and "paypal-login.example": the name is there, its owner is not.
            if ((i < owner || (i == owner && !LookAlikes.IsKnown(label))) && LookAlikes.Borrows(label)
                && !(owner >= 0 && LookAlikes.IsKnown(labels[owner]))) warnings |= LinkWarnings.BorrowedName;
        }

        return ascii.Contains("xn--", StringComparison.Ordinal) && ascii == readable ? warnings | LinkWarnings.OddHost : warnings;
    }

    /// <summary>Every letter that is not Latin itself passes for a Latin one.</summary>
    private static bool IsDrawnLikeLatin(string label)
    {
        if (label.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark || rune.Value < 0x250 || !Rune.IsLetter(rune))) return false;
        return Ascii.IsValid(LookAlikes.Skeleton(label));
    }

    /// <summary>The label under which names are registered: the one before the top-level domain, or before "co.uk" and its like.</summary>
    private static int OwnerIndex(string[] labels)
    {
        if (labels.Length < 2) return labels.Length - 1;
        var second = labels[^2];
        return labels.Length > 2 && labels[^1].Length == 2 && second.Length <= 3 ? labels.Length - 3 : labels.Length - 2;
    }

    private static bool TryNames(string host, out string ascii, out string readable)
    {
        ascii = readable = host;
        if (host.StartsWith('[')) return IPAddress.TryParse(host, out _);
        try
        {
            ascii = Idn.GetAscii(host.TrimEnd('.')).ToLowerInvariant();
            readable = Idn.GetUnicode(ascii);
            return ascii.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return host.StartsWith('[') || (last.Length > 0 && (last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.Ordinal)));
    }

    private static ReadOnlySpan<char> Authority(string href)
    {
        var rest = href.AsSpan(href.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>The host that a link's text names, in ASCII; null when the text is words.</summary>
    private static string? HostInText(string text)
    {
        var clean = string.Concat(text.Take(MaxTextChars).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim().Trim('<', '>', '(', ')', '"', '\'', ',', ';').Trim();
        if (clean.Length == 0 || clean.Any(char.IsWhiteSpace) || clean.Contains('@', StringComparison.Ordinal)) return null;
        var scheme = clean.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 && !LooksLikeHost(clean)) return null;
        var target = LinkTarget.Read(scheme < 0 ? "http://" + clean : clean);
        return target is { Host: { } host } && TryNames(host, out var ascii, out _) && ascii.Contains('.', StringComparison.Ordinal) ? ascii : null;
    }

    /// <summary>"example.com/path" and "www.example": not "e.g.", "v2.0" or "report.pdf".</summary>
    private static bool LooksLikeHost(string text)
    {
        var end = text.AsSpan().IndexOfAny("/?#:");
        var host = end < 0 ? text : text[..end];
        var labels = host.TrimEnd('.', '…').Split('.');
        if (labels.Length < 2 || labels.Any(label => label.Length == 0 || !label.All(c => char.IsLetterOrDigit(c) || c is '-' or '_'))) return false;
        if (labels[0].Equals("www", StringComparison.OrdinalIgnoreCase)) return true;
        return labels[^1].Length >= 2 && labels[^1].All(char.IsLetter) && (end >= 0 || !FileEndings.Contains(labels[^1].ToLowerInvariant()));
    }

    private static readonly HashSet<string> FileEndings = new(
        "pdf doc docx xls xlsx ppt pptx txt csv zip rar gz tar jpg jpeg png gif webp svg html htm xml json js ts cs py rb java cpp md log exe msi dmg apk ics eml vcf mp3 mp4 mov avi css net sql yml yaml sh".Split(' '),
        StringComparer.Ordinal);

    /// <summary>The same name, or one under the other: "www.example.com" for "example.com" deceives nobody.</summary>
    private static bool SamePlace(string shown, string target)
    {
        if (shown.EndsWith('…')) shown = shown.TrimEnd('…');
        return shown == target || shown.EndsWith("." + target, StringComparison.Ordinal) || target.EndsWith("." + shown, StringComparison.Ordinal) || OwnerOf(shown) == OwnerOf(target);
    }

    private static string OwnerOf(string host)
    {
        var labels = host.Split('.');
        return IsNumber(host) ? host : string.Join('.', labels[Math.Max(0, OwnerIndex(labels))..]);
    }
}
