namespace Webmail.Tool;

/// <summary>A named limit refused the input. The message says which.</summary>
internal sealed class RefusedException(string limit) : Exception(limit);
