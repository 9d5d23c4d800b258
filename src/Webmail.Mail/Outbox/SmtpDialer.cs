using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;

namespace Webmail.Mail.Outbox;

/// <summary>Opens an account's submission server: through the network guard, signed in with the account's own login, or the one that the person named with the server.</summary>
internal sealed class SmtpDialer(
    IDbContextFactory<WebmailDbContext> contexts, TenantDirectory tenants, Func<AccountLogin, INetworkConnector> connectors, IDataProtectionProvider protection, TimeProvider time)
{
    private const int Submissions = 465;
    private const int Submission = 587;

    /// <exception cref="ConnectFailedException">None of the account's servers can be reached.</exception>
    /// <exception cref="SmtpCommandException">The server refused the sign-in.</exception>
    /// <exception cref="SaslException">No way of signing in fits.</exception>
    /// <exception cref="SmtpProtocolException">The connection broke.</exception>
    public async Task<SmtpConnection> OpenAsync(AccountIdentity who, AccountLogin login, CancellationToken ct)
    {
        if (await NamedAsync(who, ct) is { } named) return await OpenAsync(who, login, named, ct);
        // The tenant's own server serves those whose mail lies on the tenant's own server.
        var tenant = TenantOf(who);
        if (tenant.Smtp is { } own && login.AllowPrivate) return await DialAsync(own, login with { TrustedCertificateFile = tenant.SmtpCertificateFile }, ct);
        ConnectFailedException? last = null;
        foreach (var server in Guesses(login))
        {
            try
            {
                return await DialAsync(server, login, ct);
            }
            catch (ConnectFailedException unreachable)
            {
                last = unreachable;
            }
        }

        throw last!;
    }

    /// <summary>The same for a server that a person named: it may not be private, whatever the mailbox's own server may be.</summary>
    public async Task<SmtpConnection> OpenAsync(AccountIdentity who, AccountLogin login, NamedSmtp named, CancellationToken ct)
    {
        using var password = named.SealedPassword is { } blob ? SendingServers.Open(protection, who.AccountId, blob) : null;
        // An administrator's own certificate authority counts for servers that people name as well.
        return await DialAsync(named.Server, login with
        {
            LoginName = named.Login.Length > 0 ? named.Login : login.LoginName, Password = password ?? login.Password, AllowPrivate = false, TrustedCertificateFile = TenantOf(who).SmtpCertificateFile,
        }, ct);
    }

    /// <summary>Whether the account sends under the name that it reads with, so that one server can ask the other for it.</summary>
    public async Task<bool> SendsAsMailboxAsync(AccountIdentity who, AccountLogin login, CancellationToken ct) =>
        await NamedAsync(who, ct) is not { } named || (named.SealedPassword is null && (named.Login.Length == 0 || named.Login == login.LoginName));

    private Task<SmtpConnection> DialAsync(ServerEndpoint server, AccountLogin login, CancellationToken ct) => SmtpConnection.OpenAsync(
        server, SaslCredentials.Password(login.LoginName, login.Password.Reveal()),
        new SmtpConnectionOptions
        {
            Connector = connectors(login with { Imap = server }), TimeProvider = time,
            Certificates = login.TrustedCertificateFile is { } file ? ServerCertificates.Trusting(file) : null,
        },
        ct);

    private Tenant TenantOf(AccountIdentity who) => tenants.ById(who.TenantId) ?? throw new InvalidOperationException("The account's tenant is gone.");

    private async Task<NamedSmtp?> NamedAsync(AccountIdentity who, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == who.AccountId, ct);
        return row?.Smtp is { } set && Enum.TryParse<TransportSecurity>(set.Security, out var security)
            ? new NamedSmtp(new ServerEndpoint(set.Host, set.Port, security), row.SmtpLogin ?? "", row.SmtpPassword)
            : null;
    }

    /// <summary>The IMAP host's submission ports, and those of its neighbour named for sending.</summary>
    private static IReadOnlyList<ServerEndpoint> Guesses(AccountLogin login)
    {
        var host = login.Imap.Host;
        var neighbour = host.StartsWith("imap.", StringComparison.OrdinalIgnoreCase) ? "smtp." + host["imap.".Length..] : null;
        return [.. new[] { neighbour, host }.OfType<string>().SelectMany(name => new[]
        {
            new ServerEndpoint(name, Submissions, TransportSecurity.Tls), new ServerEndpoint(name, Submission, TransportSecurity.StartTls),
        })];
    }
}
