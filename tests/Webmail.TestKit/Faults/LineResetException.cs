namespace Webmail.TestKit.Faults;

/// <summary>The line was to be reset here.</summary>
public sealed class LineResetException() : IOException("The line was reset.");
