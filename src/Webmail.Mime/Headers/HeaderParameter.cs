namespace Webmail.Mime.Headers;

/// <summary>One parameter of a structured header, put together and decoded.</summary>
/// <param name="Name">Lower case, without the asterisks of RFC 2231.</param>
/// <param name="Value">Decoded text. It is the sender's and can hold anything, control characters included.</param>
/// <param name="Language">The language tag of RFC 2231, if one was given.</param>
public readonly record struct HeaderParameter(string Name, string Value, string? Language = null);
