using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Imap.Tracing;

namespace Webmail.Mail.Tracing;

/// <summary>
/// Who consented to be traced, and what was said since. All in memory: a restart ends it. A consent ends after an hour, or when its person ends it; what was heard is gone with it.
/// </summary>
public sealed partial class WireTraces(TimeProvider time, ILogger<WireTraces> logger) : IDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(1);

    /// <summary>Accounts at a time: 16 MiB in all. Whoever looks for a fault looks at one or two.</summary>
    internal const int MostAccounts = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<WireTap>> _taps = [];
    private readonly Dictionary<Guid, Consented> _consents = [];

    public TraceConsent? ConsentOf(Guid accountId)
    {
        lock (_lock) return Find(accountId)?.Seen;
    }

    /// <summary>From now on, for an hour; one that runs begins its hour anew.</summary>
    /// <returns>False: as many as may be are traced already.</returns>
    public bool Grant(AccountIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        lock (_lock)
        {
            var known = Find(identity.AccountId);
            if (known is null && _consents.Count >= MostAccounts) return false;
            var now = time.GetUtcNow();
            var consent = known ?? new Consented(identity, new WireTrace(time), now);
            consent.Until = now + Length;
            consent.End?.Dispose();
            consent.End = time.CreateTimer(_ => Expire(identity), null, Length, Timeout.InfiniteTimeSpan);
            _consents[identity.AccountId] = consent;
            foreach (var tap in _taps.GetValueOrDefault(identity.AccountId) ?? []) tap.TellTo(consent.Trace.Add);
        }

        LogGranted(logger, identity.TenantId, identity.UserId, identity.AccountId);
        return true;
    }

    /// <summary>At once; what was heard is forgotten.</summary>
    public void End(AccountIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        lock (_lock)
        {
            if (!Remove(identity.AccountId)) return;
        }

        LogEnded(logger, identity.UserId, identity.AccountId);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var account in _consents.Keys.ToList()) Remove(account);
        }
    }

    /// <summary>The tap of an account that is open now. Dispose it when the account is closed.</summary>
    internal IDisposable Attach(Guid accountId, WireTap tap)
    {
        lock (_lock)
        {
            if (!_taps.TryGetValue(accountId, out var taps)) _taps[accountId] = taps = [];
            taps.Add(tap);
            if (Find(accountId) is { } consent) tap.TellTo(consent.Trace.Add);
        }

        return new Attached(this, accountId, tap);
    }

    internal IReadOnlyList<TracedAccount> List()
    {
        lock (_lock)
        {
            return [.. _consents.Values.Where(IsRunning).OrderBy(consent => consent.Since)
                .Select(consent => new TracedAccount(consent.Identity.AccountId, consent.Identity.TenantId, consent.Identity.Address, consent.Since, consent.Until, consent.Trace.Count))];
        }
    }

    /// <returns>Null: nobody consented, or not any more.</returns>
    internal string? Read(AccountIdentity reader, Guid accountId)
    {
        WireTrace trace;
        lock (_lock)
        {
            if (Find(accountId) is not { } consent) return null;
            consent.Looks++;
            consent.LastLook = time.GetUtcNow();
            trace = consent.Trace;
        }

        LogRead(logger, reader.UserId, reader.AccountId, accountId);
        return trace.Text();
    }

    private void Expire(AccountIdentity identity)
    {
        lock (_lock)
        {
            if (!_consents.TryGetValue(identity.AccountId, out var consent) || IsRunning(consent) || !Remove(identity.AccountId)) return;
        }

        LogExpired(logger, identity.UserId, identity.AccountId);
    }

    // Under the lock. A timer may be late: the hour counts.
    private Consented? Find(Guid accountId) => _consents.GetValueOrDefault(accountId) is { } consent && IsRunning(consent) ? consent : null;

    private bool IsRunning(Consented consent) => time.GetUtcNow() < consent.Until;

    // Under the lock.
    private bool Remove(Guid accountId)
    {
        if (!_consents.Remove(accountId, out var consent)) return false;
        consent.End?.Dispose();
        foreach (var tap in _taps.GetValueOrDefault(accountId) ?? []) tap.TellTo(null);
        return true;
    }

    private void Detach(Guid accountId, WireTap tap)
    {
        lock (_lock)
        {
            tap.TellTo(null);
            if (_taps.TryGetValue(accountId, out var taps) && taps.Remove(tap) && taps.Count == 0) _taps.Remove(accountId);
        }
    }

    [LoggerMessage(3701, LogLevel.Information, "Consent to a wire trace for an hour: tenant {Tenant}, user {UserId}, account {AccountId}")]
    private static partial void LogGranted(ILogger logger, string tenant, Guid userId, Guid accountId);

    [LoggerMessage(3702, LogLevel.Information, "The consent to a wire trace was taken back: user {UserId}, account {AccountId}")]
    private static partial void LogEnded(ILogger logger, Guid userId, Guid accountId);

    [LoggerMessage(3703, LogLevel.Information, "The consent to a wire trace ran out: user {UserId}, account {AccountId}")]
    private static partial void LogExpired(ILogger logger, Guid userId, Guid accountId);

    [LoggerMessage(3704, LogLevel.Information, "Administrator {ReaderUserId} (account {ReaderAccountId}) read the wire trace of account {AccountId}")]
    private static partial void LogRead(ILogger logger, Guid readerUserId, Guid readerAccountId, Guid accountId);

    private sealed class Consented(AccountIdentity identity, WireTrace trace, DateTimeOffset since)
    {
        public AccountIdentity Identity { get; } = identity;

        public WireTrace Trace { get; } = trace;

        public DateTimeOffset Since { get; } = since;

        public DateTimeOffset Until { get; set; }

        public ITimer? End { get; set; }

        public int Looks { get; set; }

        public DateTimeOffset? LastLook { get; set; }

        public TraceConsent Seen => new(Since, Until, Looks, LastLook);
    }

    private sealed class Attached(WireTraces traces, Guid accountId, WireTap tap) : IDisposable
    {
        public void Dispose() => traces.Detach(accountId, tap);
    }
}
