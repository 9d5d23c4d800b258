using System.Buffers;

namespace Webmail.Protocols.Imap;

/// <summary>Texts that a server wrote for people: bounded, and nothing in them can forge a line of a log or turn the direction of what stands beside them.</summary>
internal static class ServerWords
{
    // Controls, line separators, and the marks that embed, override or isolate a direction (Unicode UAX 9 section 2).
    private static readonly SearchValues<char> Unfit = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat([0x2028, 0x2029]).Concat(Enumerable.Range(0x202A, 5)).Concat(Enumerable.Range(0x2066, 4)).Select(c => (char)c)]);

    /// <summary>The text with a space for each of those, cut after so many characters.</summary>
    public static string Clean(string text, int most)
    {
        if (text.Length <= most && !text.AsSpan().ContainsAny(Unfit))
        {
            return text;
        }

        return string.Create(Math.Min(text.Length, most), text, static (target, source) =>
        {
            source.AsSpan(0, target.Length).CopyTo(target);
            for (var at = target.IndexOfAny(Unfit); at >= 0; at = target.IndexOfAny(Unfit))
            {
                target[at] = ' ';
            }
        });
    }
}
