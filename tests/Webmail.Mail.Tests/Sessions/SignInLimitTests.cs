using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>Signing in to a server that allows a person one connection.</summary>
public sealed class SignInLimitTests : IAsyncLifetime
{
    private DovecotServer _server = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IAccountProver Prover => _services.GetRequiredService<IAccountProver>();

    private AccountRegistry Accounts => _services.GetRequiredService<AccountRegistry>();

    public async ValueTask InitializeAsync()
    {
        _server = await RealServers.OwnDovecotAsync(new DovecotOptions { ExtraConfiguration = "protocol imap {\n  mail_max_userip_connections = 1\n}" }, Ct);
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddWebmailSessions();
        services.AddSingleton<Func<AccountLogin, INetworkConnector>>(_ => TcpConnector.Instance);
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Two_sign_ins_at_once_both_succeed()
    {
        var user = _server.NewUser();

        var proofs = await Task.WhenAll(Prover.ProveAsync(Login(user), Ct), Prover.ProveAsync(Login(user), Ct));

        Assert.All(proofs, proof => Assert.Equal(ProofOutcome.Ok, proof.Outcome));
    }

    [Fact]
    public async Task A_second_sign_in_succeeds_while_the_first_has_the_only_connection()
    {
        var user = _server.NewUser();
        var identity = await SignInAsync(user);
        await using var lease = await Accounts.FindAccount(identity.AccountId)!.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);

        var proof = await Prover.ProveAsync(Login(user), Ct);

        Assert.Equal(ProofOutcome.Ok, proof.Outcome);
    }

    [Fact]
    public async Task Another_password_is_not_believed_because_somebody_is_signed_in()
    {
        var user = _server.NewUser();
        var identity = await SignInAsync(user);
        await using var lease = await Accounts.FindAccount(identity.AccountId)!.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);

        var proof = await Prover.ProveAsync(Login(user, "another"), Ct);

        Assert.Equal(ProofOutcome.WrongCredentials, proof.Outcome);
    }

    private async Task<AccountIdentity> SignInAsync(string user)
    {
        var identity = new AccountIdentity(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "test", user);
        Assert.Equal(ProofOutcome.Ok, (await Prover.ProveAsync(Login(user), Ct)).Outcome);
        await Accounts.OpenAsync(identity, Login(user), Ct);
        return identity;
    }

    private AccountLogin Login(string user, string? password = null) => new(
        new ServerEndpoint("localhost", _server.Ports.Imaps, TransportSecurity.Tls), user, new Secret(password ?? _server.Password), _server.AuthorityFile, AllowPrivate: true);
}
