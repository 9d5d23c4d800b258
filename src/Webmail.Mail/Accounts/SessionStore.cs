using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Accounts;

/// <summary>The sessions and their sealed passwords in the database.</summary>
public sealed class SessionStore(IDbContextFactory<WebmailDbContext> contexts, PasswordSeal seal, TenantDirectory tenants, TimeProvider time)
{
    /// <summary>A session whose cookie goes with the browser: a day, for browsers that never close.</summary>
    public static readonly TimeSpan ShortLife = TimeSpan.FromHours(24);

    /// <summary>"Keep me signed in": then the password is asked again.</summary>
    public static readonly TimeSpan LongLife = TimeSpan.FromDays(30);

    /// <summary>How exact "last seen" is; every request would otherwise write.</summary>
    private static readonly TimeSpan SeenInterval = TimeSpan.FromMinutes(5);

    private const int UserAgentLength = 256;

    /// <summary>Makes a session for a proven account; the user and the account too, the first time.</summary>
    internal async Task<(AccountIdentity Identity, byte[] SessionSecret, DateTimeOffset ExpiresAt)> CreateAsync(
        SignInRequest request, AccountKey key, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var account = await FindOrAddAccountAsync(request, key, now, ct);
        var identity = new AccountIdentity(account.UserId, account.Id, Guid.NewGuid(), key.TenantId, request.Address.ToString());
        var secret = PasswordSeal.NewSessionSecret();
        var expiresAt = now + (request.StaySignedIn ? LongLife : ShortLife);

        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Sessions.Add(new SessionRecord
        {
            Id = identity.SessionId, UserId = identity.UserId, AccountId = identity.AccountId, TenantId = key.TenantId,
            CreatedAt = now, LastSeenAt = now, ExpiresAt = expiresAt, Persistent = request.StaySignedIn,
            UserAgent = Printable(request.UserAgent), ClientAddress = request.Client.ToString(),
        });
        db.SealedPasswords.Add(new SealedPassword
        {
            SessionId = identity.SessionId, AccountId = identity.AccountId, Sealed = await seal.SealAsync(request.Password, secret, identity, ct),
        });
        // What was proved last is what the next restart opens: another spelling of the name, TLS instead of STARTTLS.
        var stored = await db.Accounts.SingleAsync(a => a.Id == account.Id, ct);
        stored.LastSignInAt = now;
        stored.LoginName = SignInService.LoginName(request);
        stored.Imap = Endpoint(request.OtherServer);
        await db.SaveChangesAsync(ct);
        return (identity, secret, expiresAt);
    }

    /// <summary>Whether the session may still be used. Asked for every request, so that revoking works at once on every node.</summary>
    public async Task<bool> IsLiveAsync(AccountIdentity identity, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var session = await db.Sessions.AsNoTracking()
            .Where(s => s.Id == identity.SessionId && s.UserId == identity.UserId && s.RevokedAt == null && s.ExpiresAt > now)
            .Select(s => new { s.LastSeenAt }).SingleOrDefaultAsync(ct);
        if (session is null)
            return false;
        if (session.LastSeenAt + SeenInterval < now)
            await db.Sessions.Where(s => s.Id == identity.SessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), ct);
        return true;
    }

    /// <summary>Of some sessions, those that are over.</summary>
    public async Task<IReadOnlyList<Guid>> EndedAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var live = await db.Sessions.AsNoTracking().Where(s => sessionIds.Contains(s.Id) && s.RevokedAt == null && s.ExpiresAt > now).Select(s => s.Id).ToListAsync(ct);
        return [.. sessionIds.Except(live)];
    }

    /// <returns>The login with the password unsealed, to be disposed; null when the cookie and the row do not belong together.</returns>
    public async Task<AccountLogin?> OpenLoginAsync(AccountIdentity identity, ReadOnlyMemory<byte> sessionSecret, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identity);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await (
            from account in db.Accounts.AsNoTracking()
            join sealedRow in db.SealedPasswords on account.Id equals sealedRow.AccountId
            where account.Id == identity.AccountId && account.UserId == identity.UserId && account.TenantId == identity.TenantId && sealedRow.SessionId == identity.SessionId
            select new { account.LoginName, account.Imap, sealedRow.Sealed }).SingleOrDefaultAsync(ct);
        if (row is null || tenants.ById(identity.TenantId) is not { } tenant)
            return null;
        var own = row.Imap is null ? tenant.Imap : null;
        var endpoint = own ?? Endpoint(row.Imap);
        if (endpoint is null || await seal.OpenAsync(row.Sealed, sessionSecret, identity, ct) is not { } password)
            return null;
        return new AccountLogin(endpoint, row.LoginName, password, own is null ? null : tenant.TrustedCertificateFile, AllowPrivate: own is not null);
    }

    /// <summary>Ends the session for good and throws its sealed passwords away.</summary>
    public async Task RevokeAsync(Guid sessionId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.SealedPasswords.Where(p => p.SessionId == sessionId).ExecuteDeleteAsync(ct);
        await db.Sessions.Where(s => s.Id == sessionId && s.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), ct);
    }

    /// <summary>Removes sessions that have been over for a day, with what they sealed.</summary>
    public async Task ForgetOldAsync(CancellationToken ct)
    {
        var limit = time.GetUtcNow() - TimeSpan.FromDays(1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Sessions.Where(s => s.ExpiresAt < limit || s.RevokedAt < limit).ExecuteDeleteAsync(ct);
    }

    private async Task<AccountRecord> FindOrAddAccountAsync(SignInRequest request, AccountKey key, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAccountAsync(key, ct) is { } known)
            return known;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = NewAccount(request, key, now);
        var name = key.Server.Length == 0 ? key.Login : $"{key.Login} {key.Server}";
        db.Users.Add(new WebmailUser
        {
            Id = account.UserId, TenantId = key.TenantId, UserName = name, NormalizedUserName = name.ToUpperInvariant(), CreatedAt = now,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        });
        db.Accounts.Add(account);
        try
        {
            await db.SaveChangesAsync(ct);
            return account;
        }
        catch (DbUpdateException first)
        {
            // The same person signed in twice at the same moment.
            return await FindAccountAsync(key, ct) ?? throw new InvalidOperationException("The account could not be stored.", first);
        }
    }

    private static AccountRecord NewAccount(SignInRequest request, AccountKey key, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(), UserId = Guid.NewGuid(), TenantId = key.TenantId, ServerKey = key.Server, LoginKey = key.Login,
        LoginName = SignInService.LoginName(request), Address = request.Address.ToString(), CreatedAt = now, LastSignInAt = now,
        Imap = Endpoint(request.OtherServer),
    };

    private async Task<AccountRecord?> FindAccountAsync(AccountKey key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Accounts.AsNoTracking()
            .SingleOrDefaultAsync(a => a.TenantId == key.TenantId && a.ServerKey == key.Server && a.LoginKey == key.Login, ct);
    }

    private static ServerEndpoint? Endpoint(StoredEndpoint? stored) =>
        stored is not null && Enum.TryParse<TransportSecurity>(stored.Security, out var security) ? new ServerEndpoint(stored.Host, stored.Port, security) : null;

    private static StoredEndpoint? Endpoint(ServerEndpoint? server) =>
        server is null ? null : new StoredEndpoint { Host = server.Host, Port = server.Port, Security = server.Security.ToString() };

    private static string? Printable(string? text) =>
        text is null ? null : new string([.. text.Where(c => !char.IsControl(c)).Take(UserAgentLength)]);
}
