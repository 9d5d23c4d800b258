using System.Text;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Reading;

public sealed class MessageReaderTests(RealServers servers)
{
    private static readonly Uid First = new(1);
    private static readonly HtmlViewOptions NoLinks = new(section => "/parts/" + section);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<AccountFixture> WithAsync(params byte[][] messages)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        foreach (var message in messages) await dovecot.DeliverAsync(fixture.User, message, Ct);
        return fixture;
    }

    private static ValueTask<OpenedMessage> OpenAsync(AccountFixture fixture) => fixture.Account.Reader.OpenAsync(MailboxName.Inbox, First, Ct);

    private static async Task<string> PlainAsync(AccountFixture fixture, OpenedMessage message)
    {
        var body = await fixture.Account.Reader.ReadPlainAsync(message.Reference, message.PlainSection!, Ct);
        return string.Join('\n', body.Text.Blocks.SelectMany(block => block.Lines).Select(line => string.Concat(line.Select(piece => piece.Text))));
    }

    private static async Task<byte[]> DownloadAsync(AccountFixture fixture, OpenedMessage message, string section)
    {
        await using var part = await fixture.Account.Reader.OpenPartAsync(message.Reference, section, Ct);
        using var all = new MemoryStream();
        await part.Content.CopyToAsync(all, Ct);
        if (part.Length is { } length) Assert.Equal(length, all.Length);
        return all.ToArray();
    }

    [Fact]
    public async Task A_plain_message_opens_with_its_head_and_text()
    {
        await using var fixture = await WithAsync(Samples.Message("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nCc: \"Okafor, Ines\" <i@x.test>\nContent-Type: text/plain; charset=utf-8", "Hello Noor\n"));
        var message = await OpenAsync(fixture);
        Assert.Equal("Grüße", message.Subject);
        Assert.Equal("ines@tidewater.test", message.From[0].Address);
        Assert.Equal("Okafor, Ines", message.Cc[0].Name);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 42, 0, TimeSpan.FromHours(1)), message.Date);
        Assert.Null(message.HtmlSection);
        Assert.Equal("Hello Noor", await PlainAsync(fixture, message));
    }

    [Fact]
    public async Task A_folder_made_anew_shows_its_own_message_under_the_same_number()
    {
        await using var fixture = await WithAsync();
        var folder = MailboxName.Create("Project");
        await MakeAsync("before");
        await using (await fixture.Account.OpenFolderAsync(folder, ListOrder.NewestFirst, Ct)) Assert.Equal("before", await SubjectAsync());

        await fixture.Account.Pool.CloseIdleAsync(TimeSpan.Zero);
        await using (var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct)) await lease.Connection.DeleteAsync(folder, Ct);
        await MakeAsync("after");
        await using var _ = await fixture.Account.OpenFolderAsync(folder, ListOrder.NewestFirst, Ct);
        Assert.Equal("after", await SubjectAsync());

        async Task<string?> SubjectAsync() => (await fixture.Account.Reader.OpenAsync(folder, First, Ct)).Subject;

        async Task MakeAsync(string subject)
        {
            await using var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
            await lease.Connection.CreateAsync(folder, Ct);
            var message = Samples.Message("Subject: " + subject, "text\n");
            await lease.Connection.AppendAsync(folder, new MemoryStream(message), message.Length, FlagSet.Empty, date: null, Ct);
        }
    }

    [Fact]
    public async Task Opening_does_not_mark_read()
    {
        await using var fixture = await WithAsync(Samples.Message("Subject: x", "text\n"));
        var message = await OpenAsync(fixture);
        await PlainAsync(fixture, message);
        await using var view = await fixture.InboxAsync(Ct);
        Assert.True((await view.GetWindowAsync(0, 1, Ct)).Rows[0].IsUnread);
    }

    [Fact]
    public async Task A_warmed_message_opens_without_waiting()
    {
        await using var fixture = await WithAsync(Samples.Message("Subject: one", "first\n"), Samples.Message("Subject: two", "second\n"));
        await fixture.Account.Reader.WarmAsync(MailboxName.Inbox, [new Uid(2), new Uid(99)], Ct);
        await fixture.Account.Reader.WarmAsync(MailboxName.Inbox, [new Uid(2)], Ct);
        var opening = fixture.Account.Reader.OpenAsync(MailboxName.Inbox, new Uid(2), Ct);
        Assert.True(opening.IsCompletedSuccessfully);
        var message = await opening;
        var reading = fixture.Account.Reader.ReadPlainAsync(message.Reference, message.PlainSection!, Ct);
        Assert.True(reading.IsCompletedSuccessfully);
        Assert.Single((await reading).Text.Blocks);
    }

    [Theory]
    [InlineData("8bit")]
    [InlineData("base64")]
    public async Task A_long_text_begins_with_the_whole_lines_that_came_with_its_head(string encoding)
    {
        var text = string.Concat(Enumerable.Range(1, 20_000).Select(line => $"Line {line} of M\u00e4rz\n"));
        var body = encoding == "8bit" ? text : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks);
        await using var fixture = await WithAsync(Samples.Message($"Subject: long\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}", body), Samples.Message("Subject: short", "first\n"));
        var message = await OpenAsync(fixture);
        var beginning = fixture.Account.Reader.PlainBeginning(message.Reference, message.PlainSection!);
        Assert.True(beginning is { IsBeginning: true, Truncated: false });
        var lines = beginning.Text.Blocks.SelectMany(block => block.Lines).Select(line => string.Concat(line.Select(piece => piece.Text))).Where(line => line.Length > 0).ToList();
        Assert.InRange(lines.Count, 1_000, 3_000);
        Assert.All(lines.Select((line, index) => (line, index)), one => Assert.Equal($"Line {one.index + 1} of M\u00e4rz", one.line));
        var whole = await fixture.Account.Reader.ReadPlainAsync(message.Reference, message.PlainSection!, Ct);
        Assert.Equal(20_000, whole.Text.Blocks.SelectMany(block => block.Lines).Count(line => line.Count > 0));
        var brief = await fixture.Account.Reader.OpenAsync(MailboxName.Inbox, new Uid(2), Ct);
        Assert.Null(fixture.Account.Reader.PlainBeginning(brief.Reference, brief.PlainSection!));
    }

    [Fact]
    public async Task Html_is_sanitised_and_its_pictures_point_to_our_parts()
    {
        await using var fixture = await WithAsync(Samples.Message(
            "Subject: x\nContent-Type: multipart/related; boundary=r",
            "--r\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nplain\n--a\nContent-Type: text/html; charset=utf-8\n\n"
            + "<p onclick=alert(1)>Look<script>alert(2)</script><img src=\"cid:pic@x\"></p>\n--a--\n"
            + "--r\nContent-Type: image/png\nContent-ID: <pic@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--r--\n"));
        var message = await OpenAsync(fixture);
        Assert.Equal(("1.2", "1.1"), (message.HtmlSection, message.PlainSection));
        var body = await fixture.Account.Reader.ReadHtmlAsync(message.Reference, "1.2", NoLinks, Ct);
        Assert.Contains("src=\"/parts/2\"", body.Html!.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", body.Html.Body, StringComparison.Ordinal);
        Assert.Empty(message.Attachments);
        Assert.Empty(await fixture.Account.Reader.ReadAttachmentsAsync(message.Reference, Ct));
    }

    [Fact]
    public async Task An_inline_picture_that_nothing_shows_is_an_attachment()
    {
        await using var fixture = await WithAsync(Samples.Message(
            "Subject: x\nContent-Type: multipart/related; boundary=r",
            "--r\nContent-Type: text/html\n\n<p>no picture</p>\n--r\nContent-Type: image/png; name=plan.png\nContent-ID: <pic@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--r--\n"));
        var message = await OpenAsync(fixture);
        var listed = await fixture.Account.Reader.ReadAttachmentsAsync(message.Reference, Ct);
        Assert.Equal(["plan.png"], listed.Select(part => part.Name));
    }

    [Fact]
    public async Task Text_after_html_is_shown_too()
    {
        await using var fixture = await WithAsync(Samples.Message(
            "Subject: x\nContent-Type: multipart/mixed; boundary=m",
            "--m\nContent-Type: text/html\n\n<p>Above</p>\n--m\nContent-Type: text/plain\n\nList <footer> & more\n--m--\n"));
        var message = await OpenAsync(fixture);
        var body = await fixture.Account.Reader.ReadHtmlAsync(message.Reference, message.HtmlSection!, NoLinks, Ct);
        Assert.Contains("Above", body.Html!.Body, StringComparison.Ordinal);
        Assert.Contains("List &lt;footer&gt; &amp; more", body.Html.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_that_is_refused_comes_as_text()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 50_000)) + "the text";
        await using var fixture = await WithAsync(Samples.Message("Subject: x\nContent-Type: text/html", deep + "\n"));
        var message = await OpenAsync(fixture);
        var body = await fixture.Account.Reader.ReadHtmlAsync(message.Reference, message.HtmlSection!, NoLinks, Ct);
        Assert.True(body.Html is not null || body.Text.Contains("the text", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("iso-2022-jp", "base64", "GyRCRnxLXBsoQg==", "日本")]
    [InlineData("koi8-r", "8bit", "\u00F0\u00F2\u00E9", "ПРИ")]
    [InlineData("utf-8", "quoted-printable", "Gr=C3=BC=C3=9Fe", "Grüße")]
    [InlineData("x-unknown", "quoted-printable", "caf=C3=A9", "café")]
    public async Task Text_is_read_in_its_charset(string charset, string encoding, string body, string expected)
    {
        await using var fixture = await WithAsync(Samples.Message($"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}", body + "\n"));
        Assert.Equal(expected, (await PlainAsync(fixture, await OpenAsync(fixture))).TrimEnd());
    }

    [Fact]
    public async Task Flowed_text_flows()
    {
        await using var fixture = await WithAsync(Samples.Message("Subject: x\nContent-Type: text/plain; format=flowed", "one line \nthat goes on\nnext\n"));
        Assert.Equal("one line that goes on\nnext", await PlainAsync(fixture, await OpenAsync(fixture)));
    }

    [Theory]
    [InlineData("base64", 10)]
    [InlineData("base64", 100_001)]
    [InlineData("base64", 900_003)]
    [InlineData("quoted-printable", 5_000)]
    [InlineData("quoted-printable", 300_000)]
    public async Task A_download_is_the_file_that_was_sent(string encoding, int length)
    {
        var bytes = Samples.Bytes(length);
        await using var fixture = await WithAsync(Samples.WithAttachment(encoding, encoding == "base64" ? Samples.Base64(bytes) : Samples.QuotedPrintable(bytes)));
        var message = await OpenAsync(fixture);
        var part = Assert.Single(message.Attachments);
        Assert.Equal(Samples.Hash(bytes), Samples.Hash(await DownloadAsync(fixture, message, part.Section)));
        Assert.InRange(part.Size, length * 0.9, length * 3.2);
    }

    [Fact]
    public async Task Base64_the_server_will_not_decode_is_decoded_here()
    {
        var bytes = Samples.Bytes(400_000);
        var broken = Samples.Base64(bytes).Insert(1000, "!*\n\n") + "===trailing";
        await using var fixture = await WithAsync(Samples.WithAttachment("base64", broken));
        var message = await OpenAsync(fixture);
        var got = await DownloadAsync(fixture, message, "2");
        Assert.Equal(Samples.Hash(bytes), Samples.Hash(got[..bytes.Length]));
    }

    [Fact]
    public async Task The_source_is_the_message_byte_for_byte()
    {
        var sent = Samples.WithAttachment("base64", Samples.Base64(Samples.Bytes(1000)));
        await using var fixture = await WithAsync(sent);
        var message = await OpenAsync(fixture);
        await using var source = await fixture.Account.Reader.OpenSourceAsync(message.Reference, Ct);
        using var all = new MemoryStream();
        await source.Content.CopyToAsync(all, Ct);
        Assert.EndsWith(Encoding.Latin1.GetString(sent), Encoding.Latin1.GetString(all.ToArray()), StringComparison.Ordinal); // LMTP puts its trace in front
        Assert.Equal("With attachment.eml", source.FileName);
        Assert.Equal(all.Length, source.Length);
    }

    [Fact]
    public async Task Leaving_downloads_early_gives_their_connections_back()
    {
        await using var fixture = await WithAsync(Samples.WithAttachment("base64", Samples.Base64(Samples.Bytes(3_000_000))));
        var message = await OpenAsync(fixture);
        for (var i = 0; i < fixture.Limits.WorkersPerAccount * 2; i++)
        {
            await using var part = await fixture.Account.Reader.OpenPartAsync(message.Reference, "2", Ct);
            Assert.NotEqual(0, await part.Content.ReadAsync(new byte[100], Ct));
        }

        Assert.Equal(3_000_000, (await DownloadAsync(fixture, message, "2")).Length);
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_gone()
    {
        await using var fixture = await WithAsync();
        var error = await Assert.ThrowsAsync<MailUnavailableException>(async () => await fixture.Account.Reader.OpenAsync(MailboxName.Inbox, new Uid(77), Ct));
        Assert.Equal(MailFailure.Gone, error.Failure);
    }

    [Fact]
    public async Task Under_another_uidvalidity_nothing_is_fetched()
    {
        await using var fixture = await WithAsync(Samples.WithAttachment("base64", Samples.Base64(Samples.Bytes(1000))));
        var message = await OpenAsync(fixture);
        var stale = message.Reference with { Validity = new UidValidity(message.Reference.Validity.Value + 1) };
        var error = await Assert.ThrowsAsync<MailUnavailableException>(async () => await fixture.Account.Reader.OpenPartAsync(stale, "2", Ct));
        Assert.Equal(MailFailure.Gone, error.Failure);
    }

    [Fact]
    public async Task A_section_that_the_message_does_not_have_is_gone()
    {
        await using var fixture = await WithAsync(Samples.Message("Subject: x", "text\n"));
        var message = await OpenAsync(fixture);
        foreach (var section in (string[])["9.9", "", "HEADER", "1]\r\nA DELETE INBOX"])
        {
            var error = await Assert.ThrowsAsync<MailUnavailableException>(async () => await fixture.Account.Reader.OpenPartAsync(message.Reference, section, Ct));
            Assert.Equal(MailFailure.Gone, error.Failure);
        }
    }

    [Fact]
    public async Task Hostile_headers_come_out_as_harmless_text()
    {
        await using var fixture = await WithAsync(Samples.WithAttachment("base64", "AAAA", "inv\u00E2\u0080\u00AEfdp.exe"));
        var message = await OpenAsync(fixture);
        Assert.DoesNotContain('\u202E', message.Attachments[0].Name);
        Assert.EndsWith(".exe", message.Attachments[0].Name, StringComparison.Ordinal);
    }
}
