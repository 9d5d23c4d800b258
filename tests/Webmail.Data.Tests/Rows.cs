using Webmail.Data.Model;

namespace Webmail.Data.Tests;

/// <summary>Rows that satisfy every constraint.</summary>
internal static class Rows
{
    /// <summary>Whole milliseconds: what both databases can hold.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static WebmailUser User(string name = "noor@tidewater.test", string tenant = "tidewater") => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, UserName = name, NormalizedUserName = name.ToUpperInvariant(), CreatedAt = Noon, SecurityStamp = "stamp",
    };

    public static AccountRecord Account(WebmailUser user, string login = "noor@tidewater.test", string server = "") => new()
    {
        Id = Guid.NewGuid(), UserId = user.Id, TenantId = user.TenantId, ServerKey = server, LoginKey = login, LoginName = login, Address = login,
        CreatedAt = Noon, LastSignInAt = Noon,
    };

    public static SessionRecord Session(AccountRecord account, DateTimeOffset? expires = null) => new()
    {
        Id = Guid.NewGuid(), UserId = account.UserId, AccountId = account.Id, TenantId = account.TenantId,
        CreatedAt = Noon, LastSeenAt = Noon, ExpiresAt = expires ?? Noon.AddDays(30),
    };
}
