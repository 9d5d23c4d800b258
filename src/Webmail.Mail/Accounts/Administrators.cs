using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webmail.Data;

namespace Webmail.Mail.Accounts;

/// <summary>
/// Says who administers this installation: whose address is configured AND was proved by the server which that tenant's configuration names. Who named a server of their own is nobody
/// here, whatever that server says they are called.
/// </summary>
public sealed class Administrators
{
    private readonly HashSet<(string TenantId, string Address)> _names;
    private readonly IDbContextFactory<WebmailDbContext> _contexts;
    private readonly TimeProvider _time;

    public Administrators(IOptions<TenantsOptions> options, IDbContextFactory<WebmailDbContext> contexts, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _names = [.. AdministratorNames.Of(options.Value)];
        _contexts = contexts;
        _time = time;
    }

    /// <summary>False: nobody administers this installation.</summary>
    public bool Exist => _names.Count > 0;

    /// <summary>Asked wherever something is handed out that is an administrator's: the session must live at that moment too.</summary>
    public async Task<bool> IncludeAsync(AccountIdentity identity, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (!_names.Any(name => string.Equals(name.TenantId, identity.TenantId, StringComparison.Ordinal)))
            return false;
        if (MailAddressText.TryParse(identity.Address) is not { } address || !_names.Contains((identity.TenantId, address.Key)))
            return false; // almost everybody, without a question to the database

        var now = _time.GetUtcNow();
        await using var db = await _contexts.CreateDbContextAsync(ct);
        // The account's row says which server proved it; an empty key is the tenant's own.
        return await db.Accounts.AsNoTracking().AnyAsync(
            account => account.Id == identity.AccountId && account.UserId == identity.UserId && account.TenantId == identity.TenantId && account.ServerKey == "" && account.LoginKey == address.Key
                && db.Sessions.Any(session => session.Id == identity.SessionId && session.AccountId == account.Id && session.UserId == identity.UserId && session.RevokedAt == null && session.ExpiresAt > now),
            ct);
    }
}
