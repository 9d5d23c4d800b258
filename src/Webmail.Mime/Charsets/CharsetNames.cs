using System.Collections.Frozen;
using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>
/// Charset names to encodings: the labels of the WHATWG Encoding Standard, .NET's own names, and names that mail programs made up.
/// Where a Windows code page is a superset of the declared set, the Windows one is meant: programs declare the other and write this.
/// </summary>
internal static class CharsetNames
{
    // Names are never longer; a "name" of kilobytes is an attack on the lookup.
    private const int MaxName = 64;

    private static readonly EncodingProvider Provider = CodePagesEncodingProvider.Instance;

    public static readonly Encoding Windows1252 = CodePage(1252);

    /// <summary>Stands for "declared as ASCII": a promise that is often broken, so the bytes are looked at.</summary>
    public static readonly Encoding Ascii = Encoding.ASCII;

    private static readonly FrozenDictionary<string, int> CodePages = Build();

    public static Encoding CodePage(int codePage) => Provider.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);

    public static Encoding? Find(string? name)
    {
        var text = name.AsSpan().Trim();
        // charset=3D"utf-8": a header that went through quoted-printable.
        if (text.StartsWith("3D\"", StringComparison.OrdinalIgnoreCase)) text = text[2..];
        text = text.Trim('"').Trim('\'').Trim();
        if (text.IsEmpty || text.Length > MaxName) return null;
        // RFC 2231: "charset*language" in encoded words.
        var star = text.IndexOf('*');
        if (star > 0) text = text[..star];
        var lower = new string(text).ToLowerInvariant().Replace('_', '-');
        if (CodePages.TryGetValue(lower, out var codePage) || TryNumber(lower, out codePage)) return ByNumber(codePage);
        return Named(lower);
    }

    // Only numbers that exist are asked for: an exception for each of 100,000 invented names would take seconds.
    private static Encoding? ByNumber(int codePage) => codePage switch
    {
        65000 => Utf7Encoding.Instance,
        20127 => Ascii,
        1200 or 1201 or 12000 or 12001 or 28591 or 65001 => Encoding.GetEncoding(codePage),
        _ => codePage is > 0 and < 65536 ? Provider.GetEncoding(codePage) : null,
    };

    private static Encoding? Named(string name)
    {
        if (name is "iso-2022-cn" or "iso-2022-cn-ext" or "csiso2022cn" or "x-cp50227" or "iso-2022-jp-1" or "iso-2022-jp-2" or "csiso2022jp2" or "iso-2022-jp-3" or "iso-2022-jp-2004") return Iso2022Encoding.Instance;
        return (Encoding?)TableEncoding.Find(name) ?? Provider.GetEncoding(name);
    }

    // "cp1251", "windows1251", "x-cp1251", "ibm866", "win-1251", "1251", "iso8859-5", "iso-8859-5-e", "latin2", "koi8r" …
    private static bool TryNumber(string name, out int codePage)
    {
        codePage = 0;
        foreach (var prefix in (ReadOnlySpan<string>)["windows-", "windows", "win-", "win", "x-cp", "cp-", "cp", "ms", "ibm-", "ibm", "x-windows-", "x-mswin-", ""])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length - prefix.Length is 3 or 4 or 5
                && int.TryParse(name.AsSpan(prefix.Length), System.Globalization.NumberStyles.None, null, out codePage))
                return true;
        }

        foreach (var prefix in (ReadOnlySpan<string>)["iso-8859-", "iso8859-", "iso8859", "iso88859-", "8859-", "iso-ir-8859-", "x-iso-8859-"])
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var digits = name.AsSpan(prefix.Length);
            var end = digits.IndexOfAnyExceptInRange('0', '9');
            if (end >= 0) digits = digits[..end];
            if (int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var part) && Iso8859(part) is var found and > 0)
            {
                codePage = found;
                return true;
            }
        }

        return false;
    }

    private static int Iso8859(int part) => part switch
    {
        1 => 1252,
        9 => 1254,
        11 => 874,
        >= 2 and <= 8 or 13 or 15 => 28590 + part,
        _ => 0,
    };

    private static FrozenDictionary<string, int> Build()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        Add(65001, "utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8", "utf-8-sig", "utf-8-mac", "cp65001");
        Add(65000, "utf-7", "utf7", "unicode-1-1-utf-7", "unicode-2-0-utf-7", "csunicode11utf7", "x-unicode-2-0-utf-7");
        Add(1200, "utf-16", "utf-16le", "utf16", "utf16le", "ucs-2", "unicode", "csunicode", "iso-10646-ucs-2", "unicodefeff");
        Add(1201, "utf-16be", "utf16be", "unicodefffe");
        Add(12000, "utf-32", "utf-32le", "ucs-4");
        Add(12001, "utf-32be");
        Add(20127, "us-ascii", "ascii", "ansi-x3.4-1968", "ansi-x3.4-1986", "ansi-x3.110-1983", "iso-646.irv:1991", "iso646-us", "us", "csascii", "iso-ir-6", "ibm367",
            "cp367", "646", "7bit", "7-bit", "plain", "x-us-ascii", "usascii", "us-ascii7", "iso-646-us");
        Add(1252, "iso-8859-1", "latin1", "latin-1", "l1", "iso-ir-100", "ibm819", "cp819", "csisolatin1", "windows-1252", "ansi", "8bit", "x-ansi", "west-latin", "iso8859-1",
            "iso-8859-1:1987", "iso-8859-1-windows-3.1-latin-1", "en-us", "western", "default", "x-mac-latin");
        Add(28592, "latin2", "latin-2", "l2", "csisolatin2", "iso-ir-101");
        Add(28593, "latin3", "l3", "csisolatin3");
        Add(28594, "latin4", "l4", "csisolatin4");
        Add(28595, "cyrillic", "csisolatincyrillic", "iso-ir-144");
        Add(28596, "arabic", "iso-8859-6-e", "iso-8859-6-i", "csisolatinarabic", "asmo-708", "ecma-114");
        Add(28597, "greek", "greek8", "csisolatingreek", "ecma-118", "elot-928");
        Add(28598, "hebrew", "visual", "iso-8859-8-e", "csisolatinhebrew");
        Add(38598, "iso-8859-8-i", "logical", "csiso88598i");
        Add(1254, "latin5", "l5", "csisolatin5", "iso-ir-148", "windows-1254", "turkish");
        Add(28605, "latin9", "latin-9", "l9", "csisolatin9");
        Add(874, "tis-620", "tis620", "iso-8859-11", "dos-874", "thai");
        Add(20866, "koi8-r", "koi8r", "koi8", "koi", "cskoi8r", "x-koi8-r", "koi-8");
        Add(21866, "koi8-u", "koi8u", "koi8-ru");
        Add(10000, "macintosh", "mac", "x-mac-roman", "csmacintosh", "macroman");
        Add(10007, "x-mac-cyrillic", "x-mac-ukrainian");
        Add(936, "gbk", "x-gbk", "csgbk", "ms936");
        Add(54936, "gb2312", "gb-2312", "gb-2312-80", "gb2312-80", "csgb2312", "chinese", "csiso58gb231280", "iso-ir-58", "gb18030", "gb-18030", "x-euc-cn", "euc-cn", "euccn", "cn-gb",
            "gb2312.1980-0", "x-gb2312");
        Add(52936, "hz-gb-2312", "hz", "x-hz");
        Add(950, "big5", "big-5", "big5-hkscs", "big5hkscs", "cn-big5", "x-x-big5", "csbig5", "big5-eten", "x-big5");
        Add(932, "shift-jis", "shift-jisx0213", "sjis", "x-sjis", "ms-kanji", "csshiftjis", "shiftjis", "windows-31j", "cswindows31j", "ms932", "ms-kanji", "cp943");
        Add(51932, "euc-jp", "eucjp", "x-euc-jp", "x-euc", "cseucpkdfmtjapanese", "ujis", "x-euc-japan", "eucjp-ms", "cp51932");
        Add(50220, "iso-2022-jp", "csiso2022jp", "iso-2022-jp-ms", "cp50220", "jis", "jis7");
        Add(50221, "cp50221");
        Add(50222, "cp50222");
        Add(949, "euc-kr", "euckr", "ks-c-5601-1987", "ks-c-5601-1989", "ks-c-5601", "ksc-5601", "ksc5601", "korean", "cseuckr", "csksc56011987", "iso-ir-149", "uhc", "x-windows-949", "ks-x-1001",
            "5601", "kss5601", "x-euc-kr");
        Add(50225, "iso-2022-kr", "csiso2022kr");
        Add(1255, "windows-1255-logical");
        Add(866, "ibm866", "csibm866", "dos-866", "866");
        return names.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(int codePage, params ReadOnlySpan<string> labels)
        {
            foreach (var label in labels) names.TryAdd(label, codePage);
        }
    }
}
