using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Webmail.Html.Links;

/// <summary>Letters that are drawn like other letters (the part of Unicode's confusables.txt, UTS 39, that host names can hold), and names that others borrow.</summary>
internal static class LookAlikes
{
    /// <summary>Foreign letters, each followed by the Latin one it is taken for.</summary>
    private const string Pairs =
        "аaаaΑaαaɑaӓaвbьbЬbсcϲcсcԁdԀdеeёeєeҽeəeεeɡgցgԌgһhհhніiіiїiɩiιiıiɪiјjϳjкkκkқkӏlІlΙlLlǀlｌlмmΜmṃmпnηnոnրnοoоoօoσoо̑oӧoόoρpрpԛqзqгrяrѕsꜱsтtτtυuцuսuʋvνvѵvԝwѡwшwωwхxχxуyүyγyʏyўyʐzᴢzƶzօoոnսuցgհhԛq";

    /// <summary>Names that are borrowed most, as their owners register them.</summary>
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "paypal", "google", "gmail", "microsoft", "office365", "outlook", "apple", "icloud", "amazon", "facebook", "instagram", "whatsapp", "linkedin", "netflix", "dropbox",
        "docusign", "adobe", "github", "ebay", "twitter", "steamcommunity", "coinbase", "binance", "blockchain", "metamask", "chase", "wellsfargo", "bankofamerica", "citibank", "hsbc",
        "barclays", "santander", "revolut", "klarna", "stripe", "wetransfer", "sharepoint", "onedrive", "spotify", "telegram", "fedex", "booking", "airbnb", "alibaba", "roblox");

    private static readonly FrozenDictionary<Rune, char> Latin = Read();

    private static readonly FrozenDictionary<string, string> KnownByShape = Known.ToFrozenDictionary(Shape, name => name, StringComparer.Ordinal);

    /// <summary>The label as it looks: marks off, foreign letters replaced by the Latin ones they are taken for.</summary>
    public static string Skeleton(string label)
    {
        var skeleton = new StringBuilder(label.Length);
        foreach (var rune in label.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) continue;
            if (Latin.TryGetValue(rune, out var latin)) skeleton.Append(latin);
            else skeleton.Append(Rune.ToLowerInvariant(rune));
        }

        return skeleton.ToString();
    }

    /// <summary>The known name that a label looks like without being it; null for none.</summary>
    public static string? Imitated(string label)
    {
        var skeleton = Skeleton(label);
        return KnownByShape.TryGetValue(Shape(skeleton), out var known) && known != label ? known : null;
    }

    /// <summary>Whether a label is a known name, or one with something tied to it ("paypal-security").</summary>
    public static bool Borrows(string label) => Known.Contains(label) || (label.Contains('-', StringComparison.Ordinal) && label.Split('-').Any(part => part.Length >= 5 && Known.Contains(part)));

    public static bool IsKnown(string label) => Known.Contains(label);

    /// <summary>Latin letters and digits that are mistaken for each other in a hurry, brought to one of them.</summary>
    private static string Shape(string text) => text
        .Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Replace("cl", "d", StringComparison.Ordinal)
        .Replace('0', 'o').Replace('1', 'l').Replace('i', 'l').Replace('5', 's').Replace('3', 'e').Replace('4', 'a');

    private static FrozenDictionary<Rune, char> Read()
    {
        var map = new Dictionary<Rune, char>();
        Rune? foreign = null;
        foreach (var rune in Pairs.EnumerateRunes())
        {
            if (!rune.IsAscii) foreign = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? foreign : rune;
            else if (foreign is { } letter)
            {
                map[letter] = (char)rune.Value;
                map[Rune.ToLowerInvariant(letter)] = (char)rune.Value;
                foreign = null;
            }
        }

        return map.ToFrozenDictionary();
    }
}
