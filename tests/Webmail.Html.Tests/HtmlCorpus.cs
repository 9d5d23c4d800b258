using System.Text;
using System.Text.Json;
using Webmail.TestKit;

namespace Webmail.Html.Tests;

/// <summary>The third-party HTML samples.</summary>
internal static class HtmlCorpus
{
    public static IReadOnlyList<string> DomPurify { get; } = [.. JsonDocument.Parse(File.ReadAllText(Corpus.PathOf("html/dompurify-expect.json")))
        .RootElement.EnumerateArray().Select(entry => entry.GetProperty("payload").GetString()!)];

    public static IReadOnlyList<string> Html5Lib { get; } = [.. Corpus.Files("html/html5lib-tree-construction", "*.dat").SelectMany(ReadDat)];

    public static string Newsletter { get; } = File.ReadAllText(Corpus.PathOf("html/mganss-benchmark-email.html"));

    /// <summary>The samples file by file.</summary>
    public static IEnumerable<IReadOnlyList<string>> ByFile => [DomPurify, .. Corpus.Files("html/html5lib-tree-construction", "*.dat").Select(path => (IReadOnlyList<string>)[.. ReadDat(path)]), [Newsletter]];

    public static IEnumerable<string> All => [.. DomPurify, .. Html5Lib, Newsletter];

    private static IEnumerable<string> ReadDat(string path)
    {
        StringBuilder? data = null;
        foreach (var line in File.ReadAllLines(path))
        {
            if (line == "#data") data = new StringBuilder();
            else if (line == "#errors" && data is not null)
            {
                yield return data.ToString().TrimEnd('\n');
                data = null;
            }
            else data?.Append(line).Append('\n');
        }
    }
}
