using System.IO.Pipelines;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Conversation;

/// <summary>A server that refuses a message before all of it was sent (RFC 7888 section 4): it reads on to the end of the literal, and so must we write on.</summary>
public sealed class EarlyRefusalTests
{
    private const int Length = 300_000;
    private const string Limited = "NO [OVERQUOTA] the mailbox is full";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("IMAP4rev1 LITERAL+ UIDPLUS")]
    [InlineData("IMAP4rev1 UIDPLUS")]
    public async Task An_answer_inside_the_literal_is_handed_on_when_all_of_it_is_out(string capabilities)
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                var tag = await HeaderAsync(session);
                await session.SkipAsync(10);
                await session.SayAsync($"{tag} {Limited}", "* 6 EXISTS");
                await session.SkipAsync(Length - 10);
                Assert.Equal("", await session.LineAsync());
                await session.AnswerAsync("NOOP");
            },
            capabilities);
        var source = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await source.Writer.WriteAsync(new byte[100_000], Ct);
        var append = scripted.Connection.AppendAsync(MailboxName.Inbox, source.Reader.AsStream(), Length, FlagSet.Empty, date: null, Ct);

        // What came after the answer is heard, so the answer was heard too; the source is still ours to read.
        Assert.IsType<ExistsEvent>(await scripted.Connection.Events.ReadAsync(Ct));
        Assert.False(append.IsCompleted);

        await source.Writer.WriteAsync(new byte[Length - 100_000], Ct);
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => append.WaitAsync(Ct));
        Assert.Equal((ResponseStatus.No, ResponseCodeKind.OverQuota), (refused.Status, refused.Code!.Kind));
        await scripted.Connection.NoopAsync(Ct);
        Assert.Equal(ImapConnectionState.Selected, scripted.Connection.State);
    }

    [Fact]
    public async Task After_a_refused_literal_the_server_is_not_waited_for_to_ask_for_the_next()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                var tag = await HeaderAsync(session);
                await session.SkipAsync(10);
                await session.SayAsync($"{tag} {Limited}");
                await session.SkipAsync(Length - 10);
                Assert.Equal("", await session.LineAsync());
                await session.AnswerAsync("NOOP");
            },
            "IMAP4rev1 UIDPLUS MULTIAPPEND");
        var messages = Enumerable.Range(0, 2).Select(_ => AppendMessage.From(new MemoryStream(new byte[Length]), Length)).ToList();

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.AppendAllAsync(MailboxName.Inbox, messages, Ct).WaitAsync(Ct));

        Assert.Equal(ResponseCodeKind.OverQuota, refused.Code!.Kind);
        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task A_server_that_hangs_up_instead_fails_the_command_as_a_broken_connection()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await HeaderAsync(session);
            await session.SayAsync("* BYE the message is too big");
            await session.CloseAsync();
        });
        var source = new Pipe();

        var append = scripted.Connection.AppendAsync(MailboxName.Inbox, source.Reader.AsStream(), Length, FlagSet.Empty, date: null, Ct);
        await source.Writer.WriteAsync(new byte[40_000], Ct);

        await Assert.ThrowsAsync<ImapProtocolException>(() => append.WaitAsync(Ct));
    }

    // The line up to its literal, asked on where that is what the client waits for.
    private static async Task<string> HeaderAsync(ScriptedSession session)
    {
        var line = await session.LineAsync();
        Assert.Contains(" APPEND ", line, StringComparison.Ordinal);
        if (!line.EndsWith("+}", StringComparison.Ordinal)) await session.SayAsync("+ go on");
        return line[..line.IndexOf(' ', StringComparison.Ordinal)];
    }
}
