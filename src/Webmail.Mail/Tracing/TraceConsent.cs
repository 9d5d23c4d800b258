namespace Webmail.Mail.Tracing;

/// <summary>A person's word that administrators may see the skeleton of their account's conversations, as that person sees it.</summary>
/// <param name="Until">Then it ends by itself.</param>
/// <param name="Looks">How often an administrator read it.</param>
/// <param name="LastLook">When last; null: never.</param>
public sealed record TraceConsent(DateTimeOffset Since, DateTimeOffset Until, int Looks, DateTimeOffset? LastLook);

/// <summary>An account whose person consented, as an administrator sees it.</summary>
/// <param name="Lines">Lines that are there to be read.</param>
public sealed record TracedAccount(Guid AccountId, string TenantId, string Address, DateTimeOffset Since, DateTimeOffset Until, int Lines);
