using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.Commands;

public sealed class AppendTests
{
    private const string All = "IMAP4rev1 LITERAL+ UIDPLUS BINARY CATENATE MULTIAPPEND REPLACE";

    private static readonly ImapUrl Part = new(MailboxName.Inbox, new Uid(5)) { UidValidity = new UidValidity(7), Section = SectionPath.Create("2") };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Catenate_names_sections_by_url_and_sends_text_as_literals()
    {
        await using var scripted = await Scripted.SignedInAsync(session => session.AnswerTaggedAsync("APPEND", "OK [APPENDUID 7 9] done"), All);
        var message = AppendMessage.Catenate(Text("A: b\r\n"), AppendPart.Of(Part), Text("end")) with { Flags = FlagSet.Of(Flag.Draft) };
        var result = await scripted.Connection.AppendAsync(MailboxName.Inbox, message, Ct);
        Assert.Equal(new AppendResult(new UidValidity(7), new Uid(9)), result);
        Assert.Equal(
            "APPEND \"INBOX\" (\\Draft) CATENATE (TEXT {6+}A: b\r\n URL \"/INBOX;UIDVALIDITY=7/;UID=5/;SECTION=2\" TEXT {3+}end)",
            scripted.Said[1]);
    }

    [Theory]
    [InlineData("BADURL \"/INBOX;UIDVALIDITY=7/;UID=5/;SECTION=2\"", ResponseCodeKind.BadUrl)]
    [InlineData("TOOBIG", ResponseCodeKind.TooBig)]
    public async Task A_refused_catenate_says_why_and_the_connection_goes_on(string code, ResponseCodeKind kind)
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerTaggedAsync("APPEND", $"NO [{code}] no");
                await session.AnswerAsync("NOOP");
            },
            All);
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.AppendAsync(MailboxName.Inbox, AppendMessage.Catenate(AppendPart.Of(Part)), Ct));
        Assert.Equal(kind, refused.Kind);
        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task A_server_without_catenate_or_binary_is_sent_nothing()
    {
        await using var scripted = await Scripted.SignedInAsync(session => session.AnswerAsync("NOOP"), "IMAP4rev1 LITERAL+");
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.AppendAsync(MailboxName.Inbox, AppendMessage.Catenate(AppendPart.Of(Part)), Ct));
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.AppendAsync(MailboxName.Inbox, Message("\0") with { IsBinary = true }, Ct));
        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task Pieces_of_text_alone_go_as_one_literal_to_any_server()
    {
        await using var scripted = await Scripted.SignedInAsync(session => session.AnswerAsync("APPEND"), "IMAP4rev1 LITERAL+");
        await scripted.Connection.AppendAsync(MailboxName.Inbox, AppendMessage.Catenate(Text("one "), Text(""), Text("two")), Ct);
        Assert.Equal("APPEND \"INBOX\" {7+}one two", scripted.Said[1]);
    }

    [Fact]
    public async Task Several_messages_go_in_one_command_and_each_learns_its_uid()
    {
        await using var scripted = await Scripted.SignedInAsync(session => session.AnswerTaggedAsync("APPEND", "OK [APPENDUID 7 9:10] done"), All);
        var results = await scripted.Connection.AppendAllAsync(
            MailboxName.Inbox, [Message("one") with { Date = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) }, Message("two") with { Flags = FlagSet.Of(Flag.Seen) }], Ct);
        Assert.Equal("9,10", string.Join(',', results.Select(result => result.Uid)));
        Assert.Equal("APPEND \"INBOX\" \" 2-Jan-2026 03:04:05 +0000\" {3+}one (\\Seen) {3+}two", scripted.Said[1]);
    }

    [Fact]
    public async Task Without_multiappend_one_command_follows_the_other()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerTaggedAsync("APPEND", "OK [APPENDUID 7 9] done");
                await session.AnswerTaggedAsync("APPEND", "OK [APPENDUID 7 12] done");
            },
            "IMAP4rev1 LITERAL+ UIDPLUS");
        var results = await scripted.Connection.AppendAllAsync(MailboxName.Inbox, [Message("one"), Message("two")], Ct);
        Assert.Equal("9,12", string.Join(',', results.Select(result => result.Uid)));
    }

    [Fact]
    public async Task Binary_and_utf8_messages_go_as_literal8()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerAsync("APPEND");
                await session.AnswerAsync("APPEND");
            },
            All + " UTF8=ACCEPT");
        await scripted.Connection.AppendAsync(MailboxName.Inbox, Message("a\0b") with { IsBinary = true }, Ct);
        await scripted.Connection.AppendAsync(MailboxName.Inbox, Message("abc") with { HasUtf8Headers = true }, Ct);
        Assert.Equal("APPEND \"INBOX\" ~{3+}a\0b", scripted.Said[1]);
        Assert.Equal("APPEND \"INBOX\" () UTF8 (~{3+}abc)", scripted.Said[2]);
    }

    [Fact]
    public async Task Replace_adds_and_removes_in_one_command()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                var command = await session.CommandAsync();
                await session.SayAsync("* OK [APPENDUID 7 9] there", "* 5 EXPUNGE", $"{command.Tag} OK replaced");
            },
            All);
        var result = await scripted.Connection.ReplaceAsync(new Uid(5), MailboxName.Inbox, Message("new"), Ct);
        Assert.Equal(new Uid(9), result.Uid);
        Assert.Equal("UID REPLACE 5 \"INBOX\" {3}new", scripted.Said[2]);
        Assert.Equal(4u, scripted.Connection.Selected!.Exists);
    }

    [Fact]
    public async Task A_refused_replace_has_sent_nothing_that_could_be_taken_for_a_command()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                var line = await session.LineAsync();
                Assert.EndsWith("UID REPLACE 5 \"INBOX\" {3}", line, StringComparison.Ordinal);
                await session.SayAsync(line.Split(' ')[0] + " NO [NONEXISTENT] gone");
                await session.AnswerAsync("NOOP");
            },
            All);
        await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.ReplaceAsync(new Uid(5), MailboxName.Inbox, Message("new"), Ct));
        await scripted.Connection.NoopAsync(Ct);
        Assert.Equal("NOOP", scripted.Said[^1]);
    }

    [Fact]
    public async Task Without_replace_the_new_one_is_safe_before_the_old_one_goes()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerTaggedAsync("APPEND", "OK [APPENDUID 7 9] done");
                await session.AnswerAsync("UID STORE");
                await session.AnswerAsync("UID EXPUNGE", "* 5 EXPUNGE");
            },
            "IMAP4rev1 LITERAL+ UIDPLUS");
        var result = await scripted.Connection.ReplaceAsync(new Uid(5), MailboxName.Inbox, Message("new"), Ct);
        Assert.Equal((new Uid(9), "UID EXPUNGE 5"), (result.Uid!.Value, scripted.Said[4]));
    }

    [Fact]
    public async Task A_limit_of_the_mailbox_is_asked_for_only_when_the_server_has_one()
    {
        await using var scripted = await Scripted.SignedInAsync(
            session => session.AnswerAsync("STATUS", "* STATUS INBOX (APPENDLIMIT 1000)"), "IMAP4rev1 APPENDLIMIT");
        Assert.Equal(1000ul, await scripted.Connection.AppendLimitAsync(MailboxName.Inbox, Ct));
        await using var fixedLimit = await Scripted.SignedInAsync(session => Task.CompletedTask, "IMAP4rev1 APPENDLIMIT=5");
        Assert.Equal(5ul, await fixedLimit.Connection.AppendLimitAsync(MailboxName.Inbox, Ct));
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => fixedLimit.Connection.AppendAsync(MailboxName.Inbox, Message("123456"), Ct));
        Assert.Equal(ResponseCodeKind.TooBig, refused.Kind);
    }

    private static AppendMessage Message(string text) => AppendMessage.From(Encoding.Latin1.GetBytes(text));

    private static AppendPart Text(string text) => AppendPart.Text(Encoding.Latin1.GetBytes(text));
}
