using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class DovecotAppendTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    private const string Multipart =
        "Subject: two parts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n" +
        "--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJDRA==\r\n--b--\r\n";

    [Theory]
    [InlineData("INBOX")]
    [InlineData("Jérôme & Söhne/日本 100%")]
    public async Task A_draft_is_put_together_from_an_attachment_that_the_server_has(string mailbox)
    {
        await using var connection = await SignedInAsync();
        var folder = MailboxName.Create(mailbox);
        if (!folder.IsInbox)
        {
            await connection.CreateAsync(folder, Ct);
        }

        var from = await connection.AppendAsync(folder, AppendMessage.From(Encoding.ASCII.GetBytes(Multipart)), Ct);
        var source = new ImapUrl(folder, from.Uid!.Value) { UidValidity = from.UidValidity };
        var message = AppendMessage.Catenate(
            Text("Subject: new\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n"),
            AppendPart.Of(source with { Section = SectionPath.Create("2", SectionKind.Mime) }),
            AppendPart.Of(source with { Section = SectionPath.Create("2") }),
            Text("\r\n--c--\r\n")) with { Flags = FlagSet.Of(Flag.Draft) };
        var added = await connection.AppendAsync(folder, message, Ct);
        Assert.Equal(
            "Subject: new\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n" +
            "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJDRA==\r\n--c--\r\n",
            await ReadAsync(connection, folder, added.Uid!.Value));
    }

    [Fact]
    public async Task A_section_that_is_gone_is_BADURL_and_the_connection_goes_on()
    {
        await using var connection = await SignedInAsync();
        var gone = AppendMessage.Catenate(AppendPart.Of(new ImapUrl(MailboxName.Inbox, new Uid(99))), Text("x"));
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => connection.AppendAsync(MailboxName.Inbox, gone, Ct));
        Assert.Equal(ResponseCodeKind.BadUrl, refused.Kind);
        await connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task Many_messages_go_in_one_command()
    {
        await using var connection = await SignedInAsync();
        var results = await connection.AppendAllAsync(
            MailboxName.Inbox, [.. Enumerable.Range(0, 50).Select(i => AppendMessage.From(Encoding.UTF8.GetBytes(Message($"number {i}"))))], Ct);
        Assert.Equal(Enumerable.Range(1, 50), results.Select(result => (int)result.Uid!.Value.Value));
        Assert.Equal(50u, (await connection.StatusAsync(MailboxName.Inbox, StatusItems.Messages, Ct)).Messages);
    }

    [Fact]
    public async Task A_binary_message_comes_back_as_it_was()
    {
        await using var connection = await SignedInAsync();
        var message = AppendMessage.From(Encoding.Latin1.GetBytes("MIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n\0\u0001\u00ffx")) with { IsBinary = true };
        var added = await connection.AppendAsync(MailboxName.Inbox, message, Ct);
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        await using var body = await connection.OpenBodyAsync(added.Uid!.Value, SectionPath.Create("1"), new BodyFetchOptions { Binary = true }, Ct);
        var copy = new MemoryStream();
        await body.CopyToAsync(copy, Ct);
        Assert.Equal(new byte[] { 0, 1, 255, (byte)'x' }, copy.ToArray());
    }

    [Fact]
    public async Task A_draft_is_replaced_without_REPLACE()
    {
        await using var connection = await SelectedAsync("old");
        var added = await connection.ReplaceAsync(new Uid(1), MailboxName.Inbox, AppendMessage.From(Encoding.UTF8.GetBytes(Message("new"))), Ct);
        Assert.Equal(new Uid(2), added.Uid);
        await connection.NoopAsync(Ct);
        Assert.Equal(1u, connection.Selected!.Exists);
    }

    [Fact]
    public async Task A_signed_url_is_read_without_the_mailbox()
    {
        await using var connection = await SignedInAsync();
        Assert.SkipUnless(connection.Capabilities.Has("URLAUTH"), "This Dovecot signs no URLs.");
        var added = await AppendAsync(connection, Message("by url"));
        var url = new ImapUrl(MailboxName.Inbox, added.Uid!.Value)
        {
            UidValidity = added.UidValidity,
            Section = SectionPath.Text,
            Authorized = UrlAuthorization.Reader(User, "localhost", User),
        };
        var signed = Assert.Single(await connection.AuthorizeUrlsAsync([url], Ct));
        Assert.Equal("Hello.\r\n", Encoding.ASCII.GetString((await connection.FetchUrlsAsync([signed], Ct))[signed]!.Value.Span));
        await connection.ResetUrlKeyAsync(MailboxName.Inbox, Ct);
        Assert.Null((await connection.FetchUrlsAsync([signed], Ct))[signed]);
    }

    private static AppendPart Text(string text) => AppendPart.Text(Encoding.ASCII.GetBytes(text));

    private static async Task<string> ReadAsync(ImapConnection connection, MailboxName folder, Uid uid)
    {
        await connection.SelectAsync(folder, ct: Ct);
        await using var body = await connection.OpenBodyAsync(uid, SectionPath.Whole, new BodyFetchOptions(), Ct);
        var copy = new MemoryStream();
        await body.CopyToAsync(copy, Ct);
        return Encoding.ASCII.GetString(copy.ToArray());
    }
}
