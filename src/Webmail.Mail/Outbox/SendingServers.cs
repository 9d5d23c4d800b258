using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;
using Secret = Webmail.Mail.Accounts.Secret;

namespace Webmail.Mail.Outbox;

internal sealed class SendingServers(
    IDbContextFactory<WebmailDbContext> contexts, TenantDirectory tenants, SmtpDialer dialer, IDataProtectionProvider protection, FailurePace pace, TimeProvider time) : ISendingServer
{
    /// <summary>Tries of one account in <see cref="Window"/>: enough to find a typing error, too few to look around in the network.</summary>
    private const int MaxTries = 10;

    /// <summary>Accounts that are counted; past it counting starts anew.</summary>
    private const int MaxCounted = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>For connecting, signing in and the goodbye together.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, (DateTimeOffset Since, int Tries)> _tries = new();

    public bool IsOffered(AccountIdentity who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return tenants.ById(who.TenantId) is { AllowsOtherServers: true };
    }

    public async Task<SendingServer?> LoadAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == who.AccountId, ct);
        return row?.Smtp is { } smtp && Enum.TryParse<TransportSecurity>(smtp.Security, out var security) ? new SendingServer(smtp.Host, smtp.Port, security, row.SmtpLogin ?? "", row.SmtpPassword is not null) : null;
    }

    public async Task<SendingTest> TryAsync(IMailAccount account, SendingServer server, Secret? password, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(server);
        var who = account.Identity;
        if (!IsOffered(who) || account is not MailAccount own || (server.Security == TransportSecurity.Plain && tenants.ById(who.TenantId) is not { AllowsPlainServers: true }))
            return new SendingTest(SendingOutcome.Forbidden);
        if (HostName.Normalise(server.Host) is not { } host || server.Port is < 1 or > 65535) return new SendingTest(SendingOutcome.UnknownHost);
        if (IsTooOften(who.AccountId)) return new SendingTest(SendingOutcome.TooOften);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Accounts.SingleAsync(a => a.Id == who.AccountId, ct);
        var sealedPassword = password is not null ? Seal(protection, who.AccountId, password) : server.HasPassword ? row.SmtpPassword : null;
        var named = new NamedSmtp(new ServerEndpoint(host, server.Port, server.Security), server.Login.Trim(), sealedPassword);
        var outcome = await TryAsync(who, own, named, ct);
        if (outcome.Outcome != SendingOutcome.Ok) return outcome;
        row.Smtp = new StoredEndpoint { Host = host, Port = server.Port, Security = server.Security.ToString() };
        (row.SmtpLogin, row.SmtpPassword) = (named.Login.Length > 0 ? named.Login : null, sealedPassword);
        await db.SaveChangesAsync(ct);
        return outcome;
    }

    public async Task ClearAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == who.AccountId, ct) is not { } row) return;
        (row.Smtp, row.SmtpLogin, row.SmtpPassword) = (null, null, null);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Null when it does not open (any more): then the mailbox's own is tried, and the server says what it thinks of it.</summary>
    public static Secret? Open(IDataProtectionProvider protection, Guid account, byte[] blob)
    {
        try
        {
            var bytes = Protector(protection, account).Unprotect(blob);
            try
            {
                return new Secret(bytes);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(bytes);
            }
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Seal(IDataProtectionProvider protection, Guid account, Secret password)
    {
        var bytes = password.Bytes.ToArray();
        try
        {
            return Protector(protection, account).Protect(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection, Guid account) => protection.CreateProtector("Webmail.Sending.Password.v1", account.ToString("N"));

    private async Task<SendingTest> TryAsync(AccountIdentity who, MailAccount account, NamedSmtp server, CancellationToken ct)
    {
        var started = pace.Start();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var login = account.CopyLogin();
        using var password = login.Password;
        var outcome = await DialAsync(who, login, server, either.Token, ct);
        // Its time tells nothing about what is behind a port.
        if (outcome.Outcome != SendingOutcome.Ok) await pace.HoldAsync(started, ct);
        return outcome;
    }

    private async Task<SendingTest> DialAsync(AccountIdentity who, AccountLogin login, NamedSmtp server, CancellationToken bounded, CancellationToken ct)
    {
        try
        {
            await using var connection = await dialer.OpenAsync(who, login, server, bounded);
            await connection.QuitAsync(bounded);
            return new SendingTest(SendingOutcome.Ok);
        }
        catch (ConnectFailedException failure)
        {
            return new SendingTest(OutcomeOf(failure.Failure));
        }
        catch (SmtpCommandException refused)
        {
            return new SendingTest(SendingOutcome.SignInRefused, ServerWords.Clean(refused.Reply.ToString()));
        }
        catch (SaslException)
        {
            return new SendingTest(SendingOutcome.SignInRefused);
        }
        catch (SmtpProtocolException)
        {
            return new SendingTest(SendingOutcome.NotSpoken);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SendingTest(SendingOutcome.TimedOut);
        }
    }

    private bool IsTooOften(Guid account)
    {
        if (_tries.Count > MaxCounted) _tries.Clear();
        var now = time.GetUtcNow();
        return _tries.AddOrUpdate(account, (now, 1), (_, known) => now - known.Since > Window ? (now, 1) : (known.Since, known.Tries + 1)).Tries > MaxTries;
    }

    private static SendingOutcome OutcomeOf(ConnectFailure failure) => failure switch
    {
        ConnectFailure.UnknownHost => SendingOutcome.UnknownHost,
        ConnectFailure.NotAllowed => SendingOutcome.NotAllowed,
        ConnectFailure.TimedOut => SendingOutcome.TimedOut,
        ConnectFailure.BadCertificate => SendingOutcome.BadCertificate,
        ConnectFailure.TlsFailed or ConnectFailure.NoStartTls => SendingOutcome.NoEncryption,
        ConnectFailure.Closed => SendingOutcome.NotSpoken,
        _ => SendingOutcome.Refused,
    };
}
