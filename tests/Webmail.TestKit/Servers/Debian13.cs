using Xunit;

namespace Webmail.TestKit.Servers;

/// <summary>The Debian 13 systems that tests/debian13-servers.sh makes: too big for every run, so a switch asks for them.</summary>
public static class Debian13
{
    private const string Switch = "WEBMAIL_DEBIAN13";

    public static bool IsAskedFor => Environment.GetEnvironmentVariable(Switch) == "1";

    /// <summary>Skips the test, also in CI, unless the switch is on.</summary>
    public static void SkipUnlessAskedFor() =>
        Assert.SkipUnless(IsAskedFor, $"Left out with every other test of its class: Cyrus 3.10 and Dovecot 2.4 of Debian 13 take 1 GB. To have them: {Switch}=1 tests/run.sh Protocols, as root.");

    /// <summary>The root folder of the system with this server.</summary>
    /// <exception cref="ServerFailedException">It was asked for and isn't there, or this process may not make a namespace for it.</exception>
    internal static string Find(string server)
    {
        string system = Path.Combine(UnpackedPackage.Cache, "debian13", server);
        if (!Directory.Exists(Path.Combine(system, "usr"))) throw new ServerFailedException($"{Switch} is set, but there is no {system}: tests/debian13-servers.sh makes it.");
        return Environment.IsPrivilegedProcess ? system : throw new ServerFailedException($"{Switch} is set, but only root can run the servers of {system}.");
    }
}
