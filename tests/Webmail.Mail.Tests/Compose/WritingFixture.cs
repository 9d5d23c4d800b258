using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Data.Storage;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Network;
using Webmail.Mail.Outbox;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Compose;

/// <summary>A person who writes: account on a real Dovecot, an Exim that takes what is sent, a database of their own. Only Quartz is the test's: it says when something runs.</summary>
internal sealed class WritingFixture : IAsyncDisposable
{
    private readonly PrivateFolder _folder = new();
    private readonly ServiceProvider _services;

    private WritingFixture(DovecotServer dovecot, MtaServer? mta, string user, int imapPort, int? sinkPort)
    {
        (Dovecot, User) = (dovecot, user);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Webmail:Database:ConnectionString"] = $"Data Source={_folder.PathOf("data/webmail.db")};Pooling=False",
            ["Webmail:Network:AllowedPrivateHosts:0"] = "127.0.0.1",
            ["Webmail:Tenants:0:Name"] = "Tidewater",
            ["Webmail:Tenants:0:MailDomains:0"] = "tidewater.test",
            ["Webmail:Tenants:0:AllowOtherServers"] = "true",
            ["Webmail:Tenants:0:Imap:Host"] = "127.0.0.1",
            ["Webmail:Tenants:0:Imap:Port"] = imapPort.ToString(CultureInfo.InvariantCulture),
            ["Webmail:Tenants:0:Imap:TrustedCertificateFile"] = dovecot.AuthorityFile,
            ["Webmail:Tenants:0:Smtp:Host"] = "127.0.0.1",
            ["Webmail:Tenants:0:Smtp:Port"] = (sinkPort ?? mta?.Ports.Submissions ?? 1).ToString(CultureInfo.InvariantCulture),
            ["Webmail:Tenants:0:Smtp:Security"] = sinkPort is null ? "Tls" : "Plain",
            ["Webmail:Tenants:0:Smtp:TrustedCertificateFile"] = mta?.AuthorityFile ?? dovecot.AuthorityFile,
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddWebmailData();
        services.AddWebmailNetwork();
        services.AddWebmailAccounts();
        services.AddWebmailSessions();
        services.AddWebmailCompose();
        services.AddWebmailOutbox(configuration);
        services.AddSingleton<IOutboxSchedule>(Plans);
        _services = services.BuildServiceProvider();
        ImapPort = imapPort;
    }

    /// <summary>English words of a composer.</summary>
    public static ComposeWords Words { get; } = new(
        (name, time) => string.Create(CultureInfo.InvariantCulture, $"On {time:d}, {name} wrote:"), "Forwarded message", "From", "Date", "Subject", "To", "Cc", time => time.ToString("d", CultureInfo.InvariantCulture));

    public DovecotServer Dovecot { get; }

    public string User { get; }

    public RecordedPlans Plans { get; } = new();

    public AccountIdentity Who { get; private set; } = null!;

    private int ImapPort { get; }

    public IMailAccount Account => Get<AccountRegistry>().Find(Who.SessionId)!;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public WebmailDbContext Database() => Get<IDbContextFactory<WebmailDbContext>>().CreateDbContext();

    /// <param name="imapPort">Another port that leads to the Dovecot.</param>
    /// <param name="sinkPort">A submission server of the test's own, without TLS, instead of the Exim.</param>
    public static async Task<WritingFixture> CreateAsync(DovecotServer dovecot, CancellationToken ct, MtaServer? mta = null, int? imapPort = null, int? sinkPort = null)
    {
        var fixture = new WritingFixture(dovecot, mta, dovecot.NewUser("noor"), imapPort ?? dovecot.Ports.Imaps, sinkPort);
        await fixture.Get<DatabasePreparation>().PrepareAsync(ct);
        fixture.Who = new AccountIdentity(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "tidewater", fixture.User);
        await using var db = fixture.Database();
        db.Users.Add(new WebmailUser { Id = fixture.Who.UserId, TenantId = "tidewater", UserName = fixture.User, NormalizedUserName = fixture.User.ToUpperInvariant(), SecurityStamp = "x" });
        db.Accounts.Add(new AccountRecord
        {
            Id = fixture.Who.AccountId, UserId = fixture.Who.UserId, TenantId = "tidewater", ServerKey = "", LoginKey = fixture.User, LoginName = fixture.User, Address = fixture.User, DisplayName = "Noor Haddad",
        });
        await db.SaveChangesAsync(ct);
        await fixture.SignInAsync(ct);
        return fixture;
    }

    public async Task SignInAsync(CancellationToken ct) => await Get<IAccountSessions>().OpenAsync(
        Who, new AccountLogin(new ServerEndpoint("127.0.0.1", ImapPort, TransportSecurity.Tls), User, new Secret(Dovecot.Password), Dovecot.AuthorityFile, AllowPrivate: true), ct);

    public Draft NewDraft(string to, string subject = "A subject") =>
        new() { Id = Guid.NewGuid(), To = [new Person("Marcus", to)], Subject = subject, Html = "<p>Words</p>" };

    /// <summary>What lies in a folder of a user, as files of the Maildir; the truth beside IMAP.</summary>
    public IReadOnlyList<string> Mails(string user, string folder)
    {
        var maildir = folder == "INBOX" ? Dovecot.MaildirOf(user) : Path.Combine(Dovecot.MaildirOf(user), "." + folder);
        return Directory.Exists(maildir) ? [.. new[] { "cur", "new" }.Select(part => Path.Combine(maildir, part)).Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(File.ReadAllText)] : [];
    }

    public async ValueTask DisposeAsync()
    {
        await Get<IAccountSessions>().CloseSessionAsync(Who.SessionId);
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Writes down what is planned; the test runs it.</summary>
internal sealed class RecordedPlans : IOutboxSchedule
{
    public List<(Guid Entry, DateTimeOffset At)> Planned { get; } = [];

    public List<(Guid Reminder, DateTimeOffset At)> Reminders { get; } = [];

    public Task RemindAsync(Guid reminder, DateTimeOffset at, CancellationToken ct)
    {
        Reminders.Add((reminder, at));
        return Task.CompletedTask;
    }

    public Task PlanAsync(Guid entry, DateTimeOffset at, CancellationToken ct)
    {
        Planned.Add((entry, at));
        return Task.CompletedTask;
    }
}
