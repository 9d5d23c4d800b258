using Microsoft.AspNetCore.Identity;

namespace Webmail.Data.Model;

/// <summary>A person of one tenant. Whoever signs in with a mail account gets one on the first time.</summary>
public sealed class WebmailUser : IdentityUser<Guid>
{
    public required string TenantId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
