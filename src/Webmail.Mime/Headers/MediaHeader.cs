using Webmail.Mime.Charsets;

namespace Webmail.Mime.Headers;

/// <summary>The shared shape of Content-Type and Content-Disposition: <c>word [ "/" word ] *(";" parameter)</c>, white space and comments anywhere.</summary>
internal readonly record struct MediaHeader(string First, string Second, HeaderParameters Parameters)
{
    public static MediaHeader Parse(ReadOnlySpan<byte> raw)
    {
        var text = HeaderText.Clip(raw);
        var at = 0;
        var first = Word(text, ref at, stopAtSlash: true);
        var second = "";
        if (at < text.Length && text[at] == '/')
        {
            at++;
            second = Word(text, ref at, stopAtSlash: false);
        }

        return new MediaHeader(first, second, ParameterReader.Read(text[at..]));
    }

    private static string Word(ReadOnlySpan<byte> text, ref int at, bool stopAtSlash)
    {
        at = HeaderText.SkipCfws(text, at);
        var start = at;
        while (at < text.Length && text[at] is not ((byte)';' or (byte)'(' or (byte)',') && !HeaderText.IsSpace(text[at]) && !(stopAtSlash && text[at] == '/')) at++;
        var word = text[start..at].Trim((byte)'"');
        at = HeaderText.SkipCfws(text, at);
        return Charset.Decode(word, null).ToLowerInvariant();
    }
}
