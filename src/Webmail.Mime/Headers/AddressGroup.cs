namespace Webmail.Mime.Headers;

/// <summary>A named group of RFC 5322 section 3.4, or, with a null name, a run of addresses outside any group.</summary>
public sealed record AddressGroup(string? Name, IReadOnlyList<MailAddress> Members);
