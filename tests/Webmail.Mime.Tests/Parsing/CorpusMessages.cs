namespace Webmail.Mime.Tests.Parsing;

/// <summary>Every message of the corpora, as bytes.</summary>
internal static class CorpusMessages
{
    private static readonly string[] Patterns = ["*.msg", "*.eml", "msg_*.txt"];

    public static IEnumerable<string> Paths()
    {
        var root = CorpusFolder.File("mime");
        var named = Patterns.SelectMany(p => Directory.GetFiles(root, p, SearchOption.AllDirectories));
        return named.Concat(Directory.GetFiles(Path.Combine(root, "mimekit", "messages"), "*.txt")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }
}
