namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>The product as it was built beside these tests, in the same configuration.</summary>
internal static class BuiltProduct
{
    /// <summary>The path of <c>Webmail.Web.dll</c>.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        // .../tests/Webmail.EndToEnd.Tests/bin/{configuration}/{framework}/
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        string root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        string path = System.IO.Path.Combine(root, "src", "Webmail.Web", "bin", framework.Parent.Name, framework.Name, "Webmail.Web.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The product isn't built.", path);
    }
}
