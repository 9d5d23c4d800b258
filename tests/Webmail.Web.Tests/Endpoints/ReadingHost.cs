using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;
using Webmail.Web.Endpoints;
using Webmail.Web.Security;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Endpoints;

/// <summary>The reading endpoints behind the product's own header middleware, over one account in memory.</summary>
internal sealed class ReadingHost : IAsyncDisposable, IAccountSessions
{
    private readonly WebApplication _app;
    private readonly Dictionary<Guid, IMailAccount> _open = [];

    private ReadingHost()
    {
        Account = new TestAccount(Reader);
        _open[Account.Identity.SessionId] = Account;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddLocalization().AddReadingEndpoints().AddReading()
            .AddSingleton<TimeProvider>(Time).AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()).AddSingleton<IAccountSessions>(this);
        _app = builder.Build();
        _app.UseMiddleware<SecurityHeadersMiddleware>();
        _app.Use((context, next) =>
        {
            if (context.Request.Headers["X-Session"] is [{ } session])
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(LinkGate.SessionClaim, session)], "test"));
            return next(context);
        });
        _app.MapReading();
    }

    public ManualTime Time { get; } = new();

    public TestReader Reader { get; } = new();

    public TestAccount Account { get; }

    public FakeImageRules ImageRules => _app.Services.GetRequiredService<FakeImageRules>();

    public PartLinks Links => _app.Services.GetRequiredService<PartLinks>();

    public static async Task<ReadingHost> StartAsync()
    {
        var host = new ReadingHost();
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <param name="session">Whose cookie comes along; null for none, as out of a frame.</param>
    public Task<HttpResponseMessage> GetAsync(string url, Guid? session) => SendAsync(HttpMethod.Get, url, session);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, Guid? session)
    {
        using var client = _app.GetTestClient();
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Host = "mail.tidewater.test";
        if (session is { } id) request.Headers.Add("X-Session", id.ToString());
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string url) => GetAsync(url, Account.Identity.SessionId);

    public void Revoke() => _open.Clear();

    public void Share(Guid session) => _open[session] = Account;

    public void Open(IMailAccount account) => _open[account.Identity.SessionId] = account;

    IMailAccount? IAccountSessions.Find(Guid sessionId) => _open.GetValueOrDefault(sessionId);

    bool IAccountSessions.IsOpen(Guid sessionId) => _open.ContainsKey(sessionId);

    ValueTask IAccountSessions.OpenAsync(AccountIdentity identity, AccountLogin login, CancellationToken ct) => throw new NotSupportedException();

    ValueTask IAccountSessions.CloseSessionAsync(Guid sessionId) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
