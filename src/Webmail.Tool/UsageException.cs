namespace Webmail.Tool;

/// <summary>The command was called with the wrong arguments.</summary>
internal sealed class UsageException(string message) : Exception(message);
