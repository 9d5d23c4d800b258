namespace Webmail.Mail.Accounts;

/// <summary>Who is signed in to which mail account in which session.</summary>
/// <param name="SessionId">The server-side session; one user has one per device.</param>
/// <param name="TenantId">The tenant's name from the configuration, or the name of the built-in one.</param>
/// <param name="Address">The mail address as the user typed it, trimmed, its domain in lower case.</param>
public sealed record AccountIdentity(Guid UserId, Guid AccountId, Guid SessionId, string TenantId, string Address);
