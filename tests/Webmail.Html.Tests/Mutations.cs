namespace Webmail.Html.Tests;

/// <summary>Samples with pieces cut, doubled, swapped between samples and spiced with what parsers stumble over. The same seed gives the same list.</summary>
internal static class Mutations
{
    private static readonly string[] Spice =
    [
        "<", ">", "'", "\"", "&", "/", "<!--", "-->", "</style>", "<style>", "<svg>", "</svg>", "<math>", "<table>", "<tr>", "<p>", "</p>", "<a href=//e.example>", "</a>", "<b>", "<form>", "<template>",
        "<select>", "\0", "&#0;", "&#x80;", "\r", "\f", "<![CDATA[", "]]>", "<title>", "<textarea>", "<plaintext>", "<noscript>", "\uD800", "<mtext>", "<desc>", "<foreignObject>", " style='", "url(", "\\", "{", "}", "/*",
    ];

    public static IReadOnlyList<string> Of(IReadOnlyList<string> samples, int count, int seed)
    {
        var random = new Random(seed);
        var mutated = new List<string>(count);
        while (mutated.Count < count)
        {
            var text = samples[random.Next(samples.Count)];
            for (var i = random.Next(1, 5); i > 0; i--) text = Mutate(text, samples[random.Next(samples.Count)], random);
            mutated.Add(text.Length > 20_000 ? text[..20_000] : text);
        }
        return mutated;
    }

    private static string Mutate(string text, string other, Random random)
    {
        var at = random.Next(text.Length + 1);
        var end = Math.Min(text.Length, at + random.Next(12));
        return random.Next(5) switch
        {
            0 => text.Remove(at, end - at),
            1 => text.Insert(at, text[at..end]),
            2 => text.Insert(at, Spice[random.Next(Spice.Length)]),
            3 => text[..at] + other[random.Next(other.Length + 1)..],
            _ => text.Remove(at, end - at).Insert(at, Spice[random.Next(Spice.Length)]),
        };
    }
}
