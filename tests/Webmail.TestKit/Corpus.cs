namespace Webmail.TestKit;

/// <summary>Finds the third-party samples under <c>tests/corpora</c>, wherever the tests run from.</summary>
public static class Corpus
{
    private const string Variable = "WEBMAIL_CORPORA";

    private static readonly Lazy<string> Root = new(Find);

    /// <summary>The absolute path of a sample file or folder, such as <c>PathOf("mime/dovecot")</c>.</summary>
    /// <exception cref="FileNotFoundException">The corpora have no such entry.</exception>
    public static string PathOf(string relative)
    {
        string path = Path.GetFullPath(Path.Combine(Root.Value, relative));
        return Path.Exists(path) ? path : throw new FileNotFoundException($"No such sample in the corpora: {relative}", path);
    }

    /// <summary>All files under a folder of the corpora whose name matches, in a fixed order.</summary>
    public static IReadOnlyList<string> Files(string relative, string pattern = "*") =>
        [.. Directory.EnumerateFiles(PathOf(relative), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "corpora");
            if (Directory.Exists(candidate)) return candidate;
        }
        throw new DirectoryNotFoundException($"tests/corpora is not above {AppContext.BaseDirectory}; set {Variable}.");
    }
}
