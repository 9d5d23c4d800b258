namespace Webmail.TestKit.Servers;

/// <summary>A Debian package that tests/unpack-servers.sh has unpacked, because it can't be installed beside Exim or Dovecot.</summary>
internal static class UnpackedPackage
{
    /// <summary>Where the scripts in tests/ keep servers that are not installed.</summary>
    public static string Cache => Environment.GetEnvironmentVariable("WEBMAIL_TEST_CACHE") ?? "/var/cache/webmail-tests";

    /// <exception cref="ServerMissingException">It isn't there, or this process may not make a namespace for it.</exception>
    public static string Find(string name)
    {
        string folder = Path.Combine(Cache, name);
        if (!Directory.Exists(Path.Combine(folder, "usr"))) throw new ServerMissingException(name, $"{name}, unpacked by tests/unpack-servers.sh");
        return Environment.IsPrivilegedProcess ? folder : throw new ServerMissingException($"{name} as root", $"{name}, run as root");
    }
}
