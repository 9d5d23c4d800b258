namespace Webmail.Mime.Parsing;

/// <summary>The engine's only exception about input: something does not fit into the bound that the caller gave. The message names the limit, never content.</summary>
public sealed class MimeLimitException(string limit) : Exception(limit);
