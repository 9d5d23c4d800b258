using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;

namespace Webmail.Mail.Remote;

internal sealed class RemoteImageRules(IDbContextFactory<WebmailDbContext> contexts, TenantDirectory tenants, TimeProvider time) : IRemoteImageRules
{
    /// <summary>Senders of one account; who has more wants the policy, not a list.</summary>
    private const int MaxSenders = 5_000;

    /// <summary>Accounts whose senders are in memory; past it all are read again.</summary>
    private const int MaxKnown = 2_000;

    /// <summary>So long another node may not know yet what was said on this one.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, (HashSet<string> Senders, DateTimeOffset ReadAt)> _known = new();

    public async ValueTask<RemoteImageChoice> DecideAsync(AccountIdentity who, OpenedMessage message, bool authenticates, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(message);
        switch (tenants.ById(who.TenantId)?.RemoteImages ?? RemoteImagePolicy.Ask)
        {
            case RemoteImagePolicy.Block: return RemoteImageChoice.Never;
            case RemoteImagePolicy.Allow: return new RemoteImageChoice(true, true, null);
        }

        if (!authenticates || message.From is not [var from] || KeyOf(from.Address) is not { } sender) return new RemoteImageChoice(false, true, null);
        HashSet<string> senders;
        try
        {
            senders = await SendersAsync(who.AccountId, ct);
        }
        catch (Exception away) when (away is DbException or TimeoutException or InvalidOperationException)
        {
            // Without the database a message still opens; its pictures wait.
            return new RemoteImageChoice(false, true, null);
        }

        return senders.Contains(sender) ? new RemoteImageChoice(true, true, null) : new RemoteImageChoice(false, true, senders.Count < MaxSenders ? sender : null);
    }

    public async Task<IReadOnlyList<string>> ListAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        return [.. (await SendersAsync(who.AccountId, ct)).Order(StringComparer.Ordinal)];
    }

    public async Task AllowAsync(AccountIdentity who, string address, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (KeyOf(address) is not { } sender || (await SendersAsync(who.AccountId, ct)).Contains(sender)) return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ImageSenders.Add(new ImageSender { AccountId = who.AccountId, Address = sender, AllowedAt = time.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another tab said the same first, or the account went: the next look reads what is true.
        }

        _known.TryRemove(who.AccountId, out _);
    }

    public async Task ForgetAsync(AccountIdentity who, string address, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (KeyOf(address) is not { } sender) return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.ImageSenders.Where(row => row.AccountId == who.AccountId && row.Address == sender).ExecuteDeleteAsync(ct);
        _known.TryRemove(who.AccountId, out _);
    }

    private async ValueTask<HashSet<string>> SendersAsync(Guid account, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(account, out var known) && now - known.ReadAt < Fresh) return known.Senders;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var read = await db.ImageSenders.AsNoTracking().Where(row => row.AccountId == account).Select(row => row.Address).Take(MaxSenders).ToListAsync(ct);
        if (_known.Count >= MaxKnown) _known.Clear();
        var senders = read.ToHashSet(StringComparer.Ordinal);
        _known[account] = (senders, now);
        return senders;
    }

    /// <summary>The whole address: one mailbox of a big provider says nothing about the next.</summary>
    private static string? KeyOf(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && address.Length <= 320 ? address.ToLowerInvariant() : null;
    }
}
