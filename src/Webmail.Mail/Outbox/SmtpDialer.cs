using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;

namespace Webmail.Mail.Outbox;

/// <summary>Opens an account's submission server: through the network guard, signed in with the account's own login.</summary>
internal sealed class SmtpDialer(
    IDbContextFactory<WebmailDbContext> contexts, TenantDirectory tenants, Func<AccountLogin, INetworkConnector> connectors, TimeProvider time)
{
    private const int Submissions = 465;
    private const int Submission = 587;

    /// <exception cref="ConnectFailedException">None of the account's servers can be reached.</exception>
    /// <exception cref="SmtpCommandException">The server refused the sign-in.</exception>
    /// <exception cref="SaslException">No way of signing in fits.</exception>
    /// <exception cref="SmtpProtocolException">The connection broke.</exception>
    public async Task<SmtpConnection> OpenAsync(AccountIdentity who, AccountLogin login, CancellationToken ct)
    {
        var tenant = tenants.ById(who.TenantId) ?? throw new InvalidOperationException("The account's tenant is gone.");
        // The tenant's own server serves those whose mail lies on the tenant's own server.
        if (tenant.Smtp is { } own && login.AllowPrivate) return await DialAsync(own, login with { TrustedCertificateFile = tenant.SmtpCertificateFile }, ct);
        ConnectFailedException? last = null;
        foreach (var server in await ServersAsync(who, login, ct))
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

    private Task<SmtpConnection> DialAsync(ServerEndpoint server, AccountLogin login, CancellationToken ct) => SmtpConnection.OpenAsync(
        server, SaslCredentials.Password(login.LoginName, login.Password.Reveal()),
        new SmtpConnectionOptions
        {
            Connector = connectors(login with { Imap = server }), TimeProvider = time,
            Certificates = login.TrustedCertificateFile is { } file ? ServerCertificates.Trusting(file) : null,
        },
        ct);

    /// <summary>What the person set; else the IMAP host's submission ports, and those of its neighbour named for sending.</summary>
    private async Task<IReadOnlyList<ServerEndpoint>> ServersAsync(AccountIdentity who, AccountLogin login, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var set = await db.Accounts.AsNoTracking().Where(a => a.Id == who.AccountId).Select(a => a.Smtp).SingleOrDefaultAsync(ct);
        if (set is not null && Enum.TryParse<TransportSecurity>(set.Security, out var security)) return [new ServerEndpoint(set.Host, set.Port, security)];
        var host = login.Imap.Host;
        var neighbour = host.StartsWith("imap.", StringComparison.OrdinalIgnoreCase) ? "smtp." + host["imap.".Length..] : null;
        return [.. new[] { neighbour, host }.OfType<string>().SelectMany(name => new[]
        {
            new ServerEndpoint(name, Submissions, TransportSecurity.Tls), new ServerEndpoint(name, Submission, TransportSecurity.StartTls),
        })];
    }
}
