using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;

namespace Webmail.Mail.Accounts;

/// <summary>
/// Limits failed sign-ins in a sliding window: per account and client, so that guessing stops; per account over all clients, higher, so that
/// guessing from many places stops and one stranger can't lock the owner out; per client over all accounts. Counts live in the database:
/// a restart forgets none, and nodes share them.
/// </summary>
public sealed class SignInThrottle(IDbContextFactory<WebmailDbContext> contexts, InstallKeys keys, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>A person mistypes twice and then looks the password up.</summary>
    public const int TriesPerAccountAndClient = 5;

    /// <summary>Guessing from many addresses gets 20 tries in the window, whatever their number.</summary>
    public const int TriesPerAccount = 20;

    /// <summary>An office behind one address has more than one person on Monday morning.</summary>
    public const int TriesPerClient = 50;

    private const string Purpose = "webmail/sign-in-subjects/v1";

    /// <summary>
    /// Counts the try as failed before it is made: of a hundred at once, only as many pass as the limit says. Whoever is let in must end it
    /// with <see cref="SucceededAsync"/>, <see cref="ForgiveAsync(SignInTry, CancellationToken)"/> or, for a failure, nothing.
    /// </summary>
    public async Task<SignInTry> BeginAsync(string accountKey, IPAddress client, CancellationToken ct)
    {
        var key = await keys.DeriveAsync(Purpose, ct);
        var network = Network(client);
        (string Subject, int Limit)[] limits =
        [
            (Subject(key, "pair", accountKey, network), TriesPerAccountAndClient),
            (Subject(key, "account", accountKey, ""), TriesPerAccount),
            (Subject(key, "client", "", network), TriesPerClient),
        ];
        var now = time.GetUtcNow();
        var tryId = Guid.NewGuid();
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.SignInAttempts.AddRange(limits.Select(limit => new SignInAttempt { Subject = limit.Subject, TryId = tryId, At = now }));
        await db.SaveChangesAsync(ct);

        var left = int.MaxValue;
        var wait = TimeSpan.Zero;
        foreach (var (subject, limit) in limits)
        {
            var recent = await db.SignInAttempts.AsNoTracking()
                .Where(attempt => attempt.Subject == subject && attempt.At > now - Window)
                .OrderByDescending(attempt => attempt.At).ThenByDescending(attempt => attempt.Id)
                .Take(limit + 1).Select(attempt => attempt.At).ToListAsync(ct);
            left = Math.Min(left, limit - recent.Count);
            if (recent.Count > limit)
                wait = Longest(wait, recent[limit] + Window - now);
        }
        if (left < 0)
            await ForgiveAsync(tryId, ct); // a refused try is not held against anybody: the pause ends when it was said to end
        return new SignInTry(tryId, left >= 0, Math.Max(left, 0), wait) { PairSubject = limits[0].Subject };
    }

    /// <summary>The password was right: the account's slips from this client are forgotten.</summary>
    public async Task SucceededAsync(SignInTry signInTry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(signInTry);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.SignInAttempts.Where(attempt => attempt.TryId == signInTry.Id || attempt.Subject == signInTry.PairSubject).ExecuteDeleteAsync(ct);
    }

    /// <summary>The try failed through no fault of whoever made it.</summary>
    public Task ForgiveAsync(SignInTry signInTry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(signInTry);
        return ForgiveAsync(signInTry.Id, ct);
    }

    /// <summary>Removes what no window looks at any more.</summary>
    public async Task ForgetOldAsync(CancellationToken ct)
    {
        var limit = time.GetUtcNow() - Window;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.SignInAttempts.Where(attempt => attempt.At <= limit).ExecuteDeleteAsync(ct);
    }

    private async Task ForgiveAsync(Guid tryId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.SignInAttempts.Where(attempt => attempt.TryId == tryId).ExecuteDeleteAsync(ct);
    }

    /// <summary>An IPv6 customer owns a /64 and could use a new address for every try.</summary>
    internal static string Network(IPAddress client)
    {
        if (client.IsIPv4MappedToIPv6)
            client = client.MapToIPv4();
        if (client.AddressFamily != AddressFamily.InterNetworkV6)
            return client.ToString();
        var bytes = client.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    // Keyed: the table must not tell which addresses have an account here.
    private static string Subject(byte[] key, string kind, string account, string network) =>
        Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}\n{account.Length}\n{account}\n{network}"))));

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
