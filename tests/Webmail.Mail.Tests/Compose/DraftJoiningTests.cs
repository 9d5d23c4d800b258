using Webmail.Mail.Compose;
using Webmail.Mail.Messages;
using Webmail.Mail.Outbox;
using Webmail.Mail.Reading;
using Webmail.Protocols.Imap;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Compose;

/// <summary>Big bodies that the mail server has do not cross the line again (CATENATE, RFC 4469).</summary>
public sealed class DraftJoiningTests(RealServers servers)
{
    /// <summary>What may pass beside the big body: sign-ins over TLS, text, commands.</summary>
    private const long Little = 200_000;

    private static readonly byte[] Big = Bytes(3_000_000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_file_is_not_sent_again_with_the_next_save()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var line = new CountedLine(dovecot.Ports.Imaps);
        await using var fixture = await WritingFixture.CreateAsync(dovecot, Ct, imapPort: line.Port);
        var (composer, draft) = (fixture.Get<IComposer>(), await WithFileAsync(fixture));
        draft = draft with { Revision = await composer.SaveAsync(fixture.Account, draft, force: false, Ct) };
        var before = line.Up;
        Assert.InRange(before, Big.Length, long.MaxValue);

        await composer.SaveAsync(fixture.Account, draft with { Html = "<p>The second state</p>" }, force: false, Ct);

        Assert.InRange(line.Up - before, 0, Little);
        Assert.Contains("The second state", Assert.Single(fixture.Mails(fixture.User, "Drafts")), StringComparison.Ordinal);
        await fixture.Get<IDraftFiles>().DeleteAllAsync(fixture.Who, draft.Id, Ct);
        Assert.Equal(Big, await ContentAsync(fixture, (await composer.LoadAsync(fixture.Account, "12345678", draft.Id, Ct))!));
    }

    [Fact]
    public async Task A_file_added_later_is_sent_beside_the_one_that_is_there()
    {
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct);
        var (composer, files, draft) = (fixture.Get<IComposer>(), fixture.Get<IDraftFiles>(), await WithFileAsync(fixture));
        draft = draft with { Revision = await composer.SaveAsync(fixture.Account, draft, force: false, Ct) };
        var second = Bytes(500_000);
        var added = await files.TakeAsync(fixture.Who, draft.Id, Guid.NewGuid(), "second.bin", "application/octet-stream", inline: false, new MemoryStream(second), Ct);

        await composer.SaveAsync(fixture.Account, draft with { Files = [.. draft.Files, added] }, force: false, Ct);

        await files.DeleteAllAsync(fixture.Who, draft.Id, Ct);
        var loaded = (await composer.LoadAsync(fixture.Account, "12345678", draft.Id, Ct))!;
        Assert.Equal(["big.bin", "second.bin"], loaded.Files.Select(file => file.Name));
        Assert.Equal(Big, await ContentAsync(fixture, loaded));
        Assert.Equal(second, await ContentAsync(fixture, loaded, 1));
    }

    [Fact]
    public async Task A_forwarded_file_stays_on_the_server_until_the_message_is_sent()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var line = new CountedLine(dovecot.Ports.Imaps);
        await using var fixture = await WritingFixture.CreateAsync(dovecot, Ct, imapPort: line.Port);
        var original = await DeliverAsync(fixture);
        var (down, up) = (line.Down, line.Up);

        var draft = (await fixture.Get<IComposer>().OpenAsync(fixture.Account, "12345678", new ComposeRequest(ComposeIntent.Forward, original), Words, Ct)).Draft;
        await fixture.Get<IComposer>().SaveAsync(fixture.Account, draft, force: false, Ct);

        Assert.InRange(line.Down - down, 0, Little);
        Assert.InRange(line.Up - up, 0, Little);
        Assert.True(Assert.Single(fixture.Mails(fixture.User, "Drafts")).Length > Big.Length);
        Assert.Equal(Big, await ContentAsync(fixture, draft));
    }

    [Fact]
    public async Task A_message_forwarded_whole_stays_on_the_server_too()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var line = new CountedLine(dovecot.Ports.Imaps);
        await using var fixture = await WritingFixture.CreateAsync(dovecot, Ct, imapPort: line.Port);
        var original = await DeliverAsync(fixture);
        var (down, up) = (line.Down, line.Up);

        var draft = (await fixture.Get<IComposer>().OpenAsync(fixture.Account, "12345678", new ComposeRequest(ComposeIntent.ForwardAttached, original), Words, Ct)).Draft;
        await fixture.Get<IComposer>().SaveAsync(fixture.Account, draft, force: false, Ct);

        Assert.InRange(line.Down - down, 0, Little);
        Assert.InRange(line.Up - up, 0, Little);
        Assert.Contains("Subject: The original", Assert.Single(fixture.Mails(fixture.User, "Drafts")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_holds_what_it_forwards_when_the_original_is_gone()
    {
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct);
        var original = await DeliverAsync(fixture);
        var composer = fixture.Get<IComposer>();
        var draft = (await composer.OpenAsync(fixture.Account, "12345678", new ComposeRequest(ComposeIntent.Forward, original), Words, Ct)).Draft;
        draft = draft with { Revision = await composer.SaveAsync(fixture.Account, draft, force: false, Ct) };
        await fixture.Account.Actions.DeleteAsync(MailboxName.Inbox, UidSet.Of(original.Uid), Ct);

        await composer.SaveAsync(fixture.Account, draft with { Subject = "Later" }, force: false, Ct);

        Assert.Equal(Big, await ContentAsync(fixture, draft));
    }

    [Fact]
    public async Task A_file_that_is_gone_before_the_draft_had_it_is_said_by_name()
    {
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct);
        var original = await DeliverAsync(fixture);
        var composer = fixture.Get<IComposer>();
        var draft = (await composer.OpenAsync(fixture.Account, "12345678", new ComposeRequest(ComposeIntent.Forward, original), Words, Ct)).Draft;
        await fixture.Account.Actions.DeleteAsync(MailboxName.Inbox, UidSet.Of(original.Uid), Ct);

        var problem = await Assert.ThrowsAsync<ComposeException>(() => composer.SaveAsync(fixture.Account, draft, force: false, Ct));

        Assert.Equal((ComposeProblem.FileGone, "big.bin"), (problem.Problem, problem.Detail));
    }

    [Fact]
    public async Task A_server_that_does_not_join_gets_the_whole_draft()
    {
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { WithoutCapabilities = ["CATENATE"] }, Ct);
        await using var fixture = await WritingFixture.CreateAsync(dovecot, Ct);
        var (composer, draft) = (fixture.Get<IComposer>(), await WithFileAsync(fixture));
        draft = draft with { Revision = await composer.SaveAsync(fixture.Account, draft, force: false, Ct) };
        await composer.SaveAsync(fixture.Account, draft with { Html = "<p>Again</p>" }, force: false, Ct);
        Assert.True(Assert.Single(fixture.Mails(fixture.User, "Drafts")).Length > Big.Length);
    }

    [Fact]
    public async Task The_copy_in_sent_takes_its_file_from_the_draft()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var mta = await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = dovecot.Ports.Lmtp, Password = dovecot.Password }, Ct);
        await using var line = new CountedLine(dovecot.Ports.Imaps);
        await using var fixture = await WritingFixture.CreateAsync(dovecot, Ct, mta, line.Port);
        var to = dovecot.NewUser("marcus");
        var draft = await WithFileAsync(fixture, to);
        draft = draft with { Revision = await fixture.Get<IComposer>().SaveAsync(fixture.Account, draft, force: false, Ct) };
        var before = line.Up;

        var entry = await fixture.Get<IOutbox>().SendAsync(fixture.Account, draft, new SendWishes(), Ct);
        await fixture.Get<OutboxRun>().GoOnAsync(entry.Id, Ct);

        Assert.InRange(line.Up - before, 0, Little);
        await Eventually.TrueAsync(() => fixture.Mails(to, "INBOX").Count == 1, "it arrives", Ct);
        var sent = Assert.Single(fixture.Mails(fixture.User, "Sent"));
        var received = Assert.Single(fixture.Mails(to, "INBOX"));
        // The servers on the way put their own fields before it; from our first field on both are the same.
        Assert.Equal(sent[sent.IndexOf("Date:", StringComparison.Ordinal)..].TrimEnd(), received[received.IndexOf("Date:", StringComparison.Ordinal)..].TrimEnd());
    }

    private static ComposeWords Words => WritingFixture.Words;

    private static async Task<Draft> WithFileAsync(WritingFixture fixture, string to = "marcus@tidewater.test")
    {
        var draft = fixture.NewDraft(to, "With a file");
        var file = await fixture.Get<IDraftFiles>().TakeAsync(fixture.Who, draft.Id, Guid.NewGuid(), "big.bin", "application/octet-stream", inline: false, new MemoryStream(Big), Ct);
        return draft with { Files = [file] };
    }

    private static async Task<MessageReference> DeliverAsync(WritingFixture fixture)
    {
        byte[] message = new MessageDraft
        {
            From = TestKit.Mailboxes.Person.Marcus, To = [TestKit.Mailboxes.Person.Noor], Subject = "The original", Date = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), MessageId = "original@test",
            Body = Part.Multipart("mixed", "b1", Part.Text("See the file."), Part.Attachment("big.bin", "application/octet-stream", Big)),
        }.ToBytes();
        await fixture.Dovecot.DeliverAsync(fixture.User, message, Ct);
        await using var inbox = await fixture.Account.OpenFolderAsync(MailboxName.Inbox, ListOrder.NewestFirst, Ct);
        var row = (await inbox.GetWindowAsync(0, 1, Ct)).Rows[0];
        return (await fixture.Account.Reader.OpenAsync(MailboxName.Inbox, row.Uid, Ct)).Reference;
    }

    private static async Task<byte[]> ContentAsync(WritingFixture fixture, Draft draft, int file = 0)
    {
        using var content = new MemoryStream();
        await using var stored = await fixture.Get<DraftFileReader>().OpenAsync(fixture.Account, draft.Id, draft.Files[file].Id, Ct);
        await stored.CopyToAsync(content, Ct);
        return content.ToArray();
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
