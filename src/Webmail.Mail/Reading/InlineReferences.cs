using System.Buffers;

namespace Webmail.Mail.Reading;

/// <summary>
/// Finds which parts HTML refers to by <c>cid:</c>, without parsing it. Too much found hides nothing that is not in the text, too
/// little lists a picture twice; both are harmless.
/// </summary>
internal static class InlineReferences
{
    private const string Scheme = "cid:";
    private static readonly SearchValues<char> Ends = SearchValues.Create("\"'> )\r\n\t<&");

    public static void Find(string html, HashSet<string> used)
    {
        for (var at = html.IndexOf(Scheme, StringComparison.OrdinalIgnoreCase); at >= 0; at = html.IndexOf(Scheme, at, StringComparison.OrdinalIgnoreCase))
        {
            at += Scheme.Length;
            var end = html.AsSpan(at).IndexOfAny(Ends);
            var id = html.Substring(at, end < 0 ? html.Length - at : end);
            if (id.Length is > 0 and <= 998) used.Add(Uri.UnescapeDataString(id));
        }
    }
}
