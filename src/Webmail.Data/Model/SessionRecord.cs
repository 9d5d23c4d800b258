namespace Webmail.Data.Model;

/// <summary>One signed-in browser. The cookie names it; without a live row the cookie is worth nothing.</summary>
public sealed class SessionRecord
{
    public Guid Id { get; set; }
    public Guid UserId { get; set; }
    public required string TenantId { get; set; }

    /// <summary>The account that was proved at sign-in.</summary>
    public Guid AccountId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>The user asked to stay signed in, so the cookie outlives the browser.</summary>
    public bool Persistent { get; set; }

    /// <summary>For the list of sessions only; cut to its column.</summary>
    public string? UserAgent { get; set; }

    public string? ClientAddress { get; set; }
}
