using System.Net;
using Webmail.EndToEnd.Tests.Infrastructure;

namespace Webmail.EndToEnd.Tests.Compose;

public sealed class ComposeGateTests(WebmailHost host)
{
    private static readonly Dictionary<string, string> Ours = new(StringComparer.Ordinal) { ["X-Webmail"] = "1", ["Sec-Fetch-Site"] = "same-origin" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<Writer> SignedInAsync()
    {
        RunningWebmail webmail = await host.StartedAsync(Ct);
        var writer = new Writer(webmail.Address);
        await writer.SignInAsync(webmail.Dovecot.NewUser("noor"), webmail.Dovecot.Password, Ct);
        return writer;
    }

    [Fact]
    public async Task Our_own_page_may_write()
    {
        using Writer writer = await SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, await writer.TryAsync(HttpMethod.Post, "open", null, Ours, Ct));
    }

    [Fact]
    public async Task A_page_of_another_site_may_not()
    {
        using Writer writer = await SignedInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await writer.TryAsync(HttpMethod.Post, "open", null, new Dictionary<string, string>(StringComparer.Ordinal), Ct));
        var foreign = new Dictionary<string, string>(Ours, StringComparer.Ordinal) { ["Sec-Fetch-Site"] = "cross-site" };
        Assert.Equal(HttpStatusCode.BadRequest, await writer.TryAsync(HttpMethod.Post, "open", null, foreign, Ct));
        foreign["Sec-Fetch-Site"] = "same-site";
        Assert.Equal(HttpStatusCode.BadRequest, await writer.TryAsync(HttpMethod.Delete, $"drafts/{Guid.NewGuid()}", null, foreign, Ct));
    }

    [Fact]
    public async Task Another_account_is_not_there()
    {
        using Writer writer = await SignedInAsync();
        Assert.Equal(HttpStatusCode.NotFound, await writer.TryAsync(HttpMethod.Post, "open", "00000000", Ours, Ct));
        Assert.Equal(HttpStatusCode.NotFound, await writer.TryAsync(HttpMethod.Get, "outbox", "00000000", Ours, Ct));
    }

    [Fact]
    public async Task A_visitor_may_nothing()
    {
        using var visitor = new Writer((await host.StartedAsync(Ct)).Address);
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.TryAsync(HttpMethod.Get, "outbox", "00000000", Ours, Ct));
    }
}
