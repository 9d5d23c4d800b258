using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Tests.Imap.Commands;

public sealed class UrlAuthTests
{
    private const string Url = "imap://ann@mail.test/INBOX;UIDVALIDITY=7/;UID=5;URLAUTH=submit+ann";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_url_is_signed_for_submission()
    {
        await using var scripted = await Scripted.SignedInAsync(
            session => session.AnswerAsync("GENURLAUTH", $"* GENURLAUTH \"{Url}:internal:91354a473744909de610943775f92038\""), "IMAP4rev1 URLAUTH");
        var url = new ImapUrl(MailboxName.Inbox, new Uid(5)) { UidValidity = new UidValidity(7), Authorized = UrlAuthorization.Submission("ann", "mail.test") };
        Assert.Equal(Url + ":internal:91354a473744909de610943775f92038", Assert.Single(await scripted.Connection.AuthorizeUrlsAsync([url], Ct)));
        Assert.Equal($"GENURLAUTH \"{Url}\" INTERNAL", scripted.Said[1]);
    }

    [Fact]
    public async Task The_token_of_a_url_does_not_reach_the_log()
    {
        var log = new List<string>();
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerAsync("GENURLAUTH", $"* GENURLAUTH \"{Url}:internal:91354a473744909de610943775f92038\"");
                await session.AnswerAsync("URLFETCH", $"* URLFETCH \"{Url}:internal:91354a473744909de610943775f92038\" NIL");
            },
            "IMAP4rev1 URLAUTH",
            options: ImapConnectionOptions.Default with { Log = new ProtocolLog(log.Add) });
        var url = new ImapUrl(MailboxName.Inbox, new Uid(5)) { UidValidity = new UidValidity(7), Authorized = UrlAuthorization.Submission("ann", "mail.test") };
        await scripted.Connection.FetchUrlsAsync(await scripted.Connection.AuthorizeUrlsAsync([url], Ct), Ct);
        Assert.Equal(3, log.Count(line => line.Contains(Url + ":***", StringComparison.Ordinal)));
        Assert.DoesNotContain(log, line => line.Contains("91354a47", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetched_urls_have_content_or_nothing()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                var command = await session.CommandAsync();
                await session.SendAsync($"* URLFETCH \"imap://a\" {{5}}\r\nHello \"imap://b\" NIL \"imap://c\" (BODYPARTSTRUCTURE (\"TEXT\" \"PLAIN\")) (BINARY ~{{2}}\r\n\0x)\r\n{command.Tag} OK done\r\n");
            },
            "IMAP4rev1 URLAUTH");
        var found = await scripted.Connection.FetchUrlsAsync(["imap://a", "imap://b", "imap://c"], Ct);
        Assert.Equal("Hello||\0x", string.Join('|', found.Values.Select(octets => Encoding.Latin1.GetString((octets ?? default).Span))));
        Assert.Null(found["imap://b"]);
    }

    [Fact]
    public async Task A_server_without_urlauth_is_not_asked()
    {
        await using var scripted = await Scripted.SignedInAsync(session => session.AnswerAsync("NOOP"), "IMAP4rev1");
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.ResetUrlKeyAsync(MailboxName.Inbox, Ct));
        await scripted.Connection.NoopAsync(Ct);
    }
}
