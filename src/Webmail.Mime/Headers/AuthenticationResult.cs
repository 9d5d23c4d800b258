namespace Webmail.Mime.Headers;

/// <summary>One method and what came of it.</summary>
/// <param name="Method">Lower case: <c>spf</c>, <c>dkim</c>, <c>dmarc</c>, <c>arc</c>.</param>
/// <param name="Value">Lower case: <c>pass</c>, <c>fail</c>, <c>none</c>, …</param>
/// <param name="Properties">For example <c>header.d</c>, <c>smtp.mailfrom</c>, <c>reason</c>; names in any case.</param>
public sealed record AuthenticationResult(string Method, string Value, IReadOnlyDictionary<string, string> Properties);
