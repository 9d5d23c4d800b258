namespace Webmail.TestKit.Servers;

/// <summary>The program of a real server is not installed; the message names the Debian package.</summary>
public sealed class ServerMissingException(string program, string package)
    : Exception($"{program} is not installed (Debian package {package}; tests/run.sh installs it).");
