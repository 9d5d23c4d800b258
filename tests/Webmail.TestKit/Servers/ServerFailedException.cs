namespace Webmail.TestKit.Servers;

/// <summary>A real server did not start or ended by itself; the message carries what it printed.</summary>
public sealed class ServerFailedException(string message) : Exception(message);
