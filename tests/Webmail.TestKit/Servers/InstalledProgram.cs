namespace Webmail.TestKit.Servers;

/// <summary>Looks a server's program up where Debian puts it; <c>sbin</c> is often not on a user's PATH.</summary>
public static class InstalledProgram
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];

    /// <exception cref="ServerMissingException">No such program here.</exception>
    public static string Find(string program, string package) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new ServerMissingException(program, package);
}
