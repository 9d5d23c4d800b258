namespace Webmail.Demo;

/// <summary>The command line says something that the demo doesn't know; the message tells what.</summary>
internal sealed class UsageException(string message) : Exception(message);
