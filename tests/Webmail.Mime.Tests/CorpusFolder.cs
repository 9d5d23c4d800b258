namespace Webmail.Mime.Tests;

/// <summary>Finds the shared corpora from wherever the tests run.</summary>
internal static class CorpusFolder
{
    private static readonly Lazy<string> Root = new(() =>
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpora = Path.Combine(folder.FullName, "tests", "corpora");
            if (Directory.Exists(corpora)) return corpora;
        }

        throw new DirectoryNotFoundException("tests/corpora is not above the test binaries.");
    });

    public static string File(string relative) => Path.Combine(Root.Value, relative);
}
