using System.Text;
using Webmail.Mail.Compose;
using Webmail.Mail.Messages;
using Webmail.Mail.Outbox;
using Webmail.Mail.Tests.Compose;
using Webmail.Protocols.Imap;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Outbox;

/// <summary>Big parts that the submission server fetches from the mail server (BURL, RFC 4468): Dovecot is both, and hands on to an Exim.</summary>
public sealed class FetchedPartsTests
{
    /// <summary>What may pass to the submission server beside the big parts.</summary>
    private const long Little = 100_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forwarded_file_arrives_octet_for_octet_without_being_sent_by_us()
    {
        await using var two = await TwoServers.StartAsync();
        var draft = await two.ForwardAsync(ComposeIntent.Forward, 10_000_000);
        draft = draft with { Bcc = [new Mail.Compose.Person("", two.Fixture.User)] };
        draft = draft with { Revision = await two.Fixture.Get<IComposer>().SaveAsync(two.Fixture.Account, draft, force: false, Ct) };

        await two.SendAsync(draft);

        var received = await two.ReceivedAsync();
        Assert.InRange(two.Up, 1, Little);
        Assert.True(received.ReplaceLineEndings("\r\n").Contains(Convert.ToBase64String(TwoServers.Bytes(10_000_000), Base64FormattingOptions.InsertLineBreaks), StringComparison.Ordinal));
        Assert.DoesNotContain("\nBcc:", received, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(DraftState.IdField, received, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(FromDate(Assert.Single(two.Fixture.Mails(two.Fixture.User, "Sent"))), FromDate(received));
        Assert.Empty(await two.Fixture.Get<IOutbox>().ListAsync(two.Fixture.Who, Ct));
    }

    [Theory]
    [InlineData(ComposeIntent.ForwardAttached)]
    [InlineData(ComposeIntent.Redirect)]
    public async Task A_message_sent_on_whole_is_fetched_as_it_is(ComposeIntent intent)
    {
        await using var two = await TwoServers.StartAsync();
        await two.SendAsync(await two.ForwardAsync(intent, 2_000_000));

        var received = await two.ReceivedAsync();
        Assert.InRange(two.Up, 1, Little);
        Assert.Contains("Subject: The original", received, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(TwoServers.Bytes(2_000_000), Base64FormattingOptions.InsertLineBreaks), received.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_uploaded_here_is_fetched_from_its_draft()
    {
        await using var two = await TwoServers.StartAsync();
        var draft = two.Fixture.NewDraft(two.To, "Uploaded");
        var bytes = TwoServers.Bytes(2_000_000);
        var file = await two.Fixture.Get<IDraftFiles>().TakeAsync(two.Fixture.Who, draft.Id, Guid.NewGuid(), "big.bin", "application/octet-stream", inline: false, new MemoryStream(bytes), Ct);
        draft = draft with { Files = [file] };
        await two.SendAsync(draft with { Revision = await two.Fixture.Get<IComposer>().SaveAsync(two.Fixture.Account, draft, force: false, Ct) });

        var received = await two.ReceivedAsync();
        Assert.InRange(two.Up, 1, Little);
        Assert.Equal(FromDate(Assert.Single(two.Fixture.Mails(two.Fixture.User, "Sent"))), FromDate(received));
    }

    [Theory]
    [InlineData("imap_urlauth_host = one.test\nprotocol submission {\n  imap_urlauth_host = two.test\n}\n")] // no URL is signed
    [InlineData("protocol submission {\n  mail_location = maildir:~/Elsewhere:UTF-8\n}\n")] // none is fetched
    public async Task Servers_that_do_not_understand_each_other_get_it_from_us_once(string configuration)
    {
        await using var two = await TwoServers.StartAsync(configuration);
        await two.SendAsync(await two.ForwardAsync(ComposeIntent.Forward, 1_000_000));

        var received = await two.ReceivedAsync();
        Assert.InRange(two.Up, 1_000_000, long.MaxValue);
        Assert.Contains(Convert.ToBase64String(TwoServers.Bytes(1_000_000), Base64FormattingOptions.InsertLineBreaks), received.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_is_named_as_its_submission_server_names_it()
    {
        await using var two = await TwoServers.StartAsync("imap_urlauth_host = mail.tidewater.test\n");
        await two.SendAsync(await two.ForwardAsync(ComposeIntent.Forward, 1_000_000));

        await two.ReceivedAsync();
        Assert.InRange(two.Up, 1, Little);
    }

    [Theory]
    [InlineData("\r\n--b1--", "\r\n\r\n--b1--", true)] // an empty line more at its end
    [InlineData("\r\nI", "I", false)] // other lines than we would write
    public async Task Only_what_is_stored_as_we_would_write_it_is_fetched(string from, string to, bool isFetched)
    {
        await using var two = await TwoServers.StartAsync();
        await two.SendAsync(await two.ForwardAsync(ComposeIntent.Forward, 600_000, message => message.Replace(from, to, StringComparison.Ordinal)));

        var received = await two.ReceivedAsync();
        Assert.Equal(isFetched, two.Up < Little);
        var base64 = received[received.IndexOf(Convert.ToBase64String(TwoServers.Bytes(600_000)[..9]), StringComparison.Ordinal)..];
        Assert.Equal(TwoServers.Bytes(600_000), Convert.FromBase64String(base64[..base64.IndexOf("--", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_small_part_is_not_worth_asking_for()
    {
        await using var two = await TwoServers.StartAsync();
        await two.SendAsync(await two.ForwardAsync(ComposeIntent.Forward, 150_000));

        await two.ReceivedAsync();
        Assert.InRange(two.Up, 150_000, 260_000);
    }

    /// <summary>The servers on the way put their own fields before our first one.</summary>
    private static string FromDate(string message) => message[message.IndexOf("Date:", StringComparison.Ordinal)..].ReplaceLineEndings("\n").TrimEnd();

    /// <summary>A Dovecot for reading and sending, an Exim behind it, and a person who writes.</summary>
    private sealed class TwoServers : IAsyncDisposable
    {
        private readonly DovecotServer _dovecot;
        private readonly MtaServer _mta;
        private readonly CountedLine _line;

        private TwoServers(DovecotServer dovecot, MtaServer mta, CountedLine line, WritingFixture fixture) =>
            (_dovecot, _mta, _line, Fixture, To) = (dovecot, mta, line, fixture, dovecot.NewUser("marcus"));

        public WritingFixture Fixture { get; }

        public string To { get; }

        /// <summary>Octets to the submission server so far.</summary>
        public long Up => _line.Up;

        public static async Task<TwoServers> StartAsync(string configuration = "")
        {
            var ports = MtaPorts.Free();
            var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { RelayPort = ports.Relay, ExtraConfiguration = configuration }, Ct);
            var mta = await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = dovecot.Ports.Lmtp, Password = dovecot.Password }, Ct, ports);
            var line = new CountedLine(dovecot.Ports.Submission);
            return new TwoServers(dovecot, mta, line, await WritingFixture.CreateAsync(dovecot, Ct, sinkPort: line.Port));
        }

        public static byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            new Random(count).NextBytes(bytes);
            return bytes;
        }

        public async Task<Draft> ForwardAsync(ComposeIntent intent, int size, Func<string, string>? change = null)
        {
            var message = new MessageDraft
            {
                From = TestKit.Mailboxes.Person.Marcus, To = [TestKit.Mailboxes.Person.Noor], Subject = "The original", Date = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), MessageId = "original@test",
                Body = Part.Multipart("mixed", "b1", Part.Text("See the file."), Part.Attachment("big.bin", "application/octet-stream", Bytes(size))),
            }.ToBytes();
            if (change is not null) message = Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(message)));
            await _dovecot.DeliverAsync(Fixture.User, message, Ct);
            await using var inbox = await Fixture.Account.OpenFolderAsync(MailboxName.Inbox, ListOrder.NewestFirst, Ct);
            var row = (await inbox.GetWindowAsync(0, 1, Ct)).Rows[0];
            var original = (await Fixture.Account.Reader.OpenAsync(MailboxName.Inbox, row.Uid, Ct)).Reference;
            var draft = (await Fixture.Get<IComposer>().OpenAsync(Fixture.Account, "12345678", new ComposeRequest(intent, original), WritingFixture.Words, Ct)).Draft;
            return draft with { To = [new Mail.Compose.Person("Marcus", To)] };
        }

        /// <summary>Sends it, as far as it goes at once.</summary>
        public async Task SendAsync(Draft draft)
        {
            var entry = await Fixture.Get<IOutbox>().SendAsync(Fixture.Account, draft, new SendWishes(), Ct);
            Assert.Null(await Fixture.Get<OutboxRun>().GoOnAsync(entry.Id, Ct));
        }

        public async Task<string> ReceivedAsync()
        {
            await Eventually.TrueAsync(() => Fixture.Mails(To, "INBOX").Count == 1, "it arrives", Ct, TimeSpan.FromSeconds(30));
            return Assert.Single(Fixture.Mails(To, "INBOX"));
        }

        public async ValueTask DisposeAsync()
        {
            await Fixture.DisposeAsync();
            await _line.DisposeAsync();
            await _mta.DisposeAsync();
            await _dovecot.DisposeAsync();
        }
    }
}
