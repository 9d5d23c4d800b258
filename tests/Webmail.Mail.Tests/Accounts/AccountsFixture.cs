using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Data;
using Webmail.Data.Storage;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Net;
using Webmail.TestKit;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Accounts;

/// <summary>The real services of sign-in on a database file of the test's own; only the mail server and the clock are the test's.</summary>
internal sealed class AccountsFixture : IAsyncDisposable
{
    private readonly PrivateFolder _folder = new();
    private readonly ServiceProvider _services;

    private AccountsFixture(IReadOnlyDictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings)
            .AddInMemoryCollection([new("Webmail:Database:ConnectionString", $"Data Source={_folder.PathOf("data/webmail.db")};Pooling=False")]).Build();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddWebmailData();
        services.AddWebmailAccounts();
        services.AddSingleton<IAccountProver>(Prover);
        services.AddSingleton<IAccountSessions>(Sessions);
        _services = services.BuildServiceProvider();
    }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    public ScriptedProver Prover { get; } = new();

    public RecordedSessions Sessions { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public WebmailDbContext Database() => Get<IDbContextFactory<WebmailDbContext>>().CreateDbContext();

    public static async Task<AccountsFixture> CreateAsync(CancellationToken ct, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var fixture = new AccountsFixture(settings ?? Tidewater);
        await fixture.Get<DatabasePreparation>().PrepareAsync(ct);
        return fixture;
    }

    public static IReadOnlyDictionary<string, string?> Tidewater { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Webmail:Tenants:0:Name"] = "Tidewater",
        ["Webmail:Tenants:0:MailDomains:0"] = "tidewater.test",
        ["Webmail:Tenants:0:Imap:Host"] = "imap.tidewater.test",
        ["Webmail:Tenants:0:AllowOtherServers"] = "true",
    };

    public SignInRequest Request(string address = "noor@tidewater.test", string password = "right", ServerEndpoint? other = null, string client = "203.0.113.5", bool stay = false)
    {
        var parsed = MailAddressText.TryParse(address)!;
        return new SignInRequest(Get<TenantDirectory>().Find("mail.tidewater.test", parsed)!, parsed, new Secret(password), other, IPAddress.Parse(client), "Browser/1", stay);
    }

    /// <summary>Signs in and moves the clock for as long as the answer is held back.</summary>
    public async Task<SignInResult> SignInAsync(SignInRequest request, CancellationToken ct)
    {
        var signingIn = Get<SignInService>().SignInAsync(request, ct);
        await Time.RunAsync(signingIn, FailurePace.Step);
        return await signingIn;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
