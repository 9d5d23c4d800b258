using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Tests.Imap.Conversation;
using Webmail.TestKit;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>Servers that answer well-formed and never stop, with the limits of the product.</summary>
[Collection(nameof(HostileServerTests))]
public sealed class MemoryAttackTests
{
    // 4,000 addresses: 64 KB on the wire, and much more as objects.
    private static readonly string BigEnvelope = $"(NIL NIL ({string.Concat(Enumerable.Repeat("(NIL NIL \"a\" \"b\")", 4000))}) NIL NIL NIL NIL NIL NIL NIL)";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Endless => new()
    {
        { "LIST", "folders", "* LIST () \"/\" " + "f{0}" + new string('x', 2000) },
        { "SEARCH", "numbers", "* SEARCH {0} {0}2 {0}4 {0}6 {0}8" },
        { "SEARCH", "ESEARCH answers", "* ESEARCH (TAG \"a3\") UID ALL {0},{0}2,{0}4" },
        { "NOOP", "EXISTS", "* {0} EXISTS" },
        { "NOOP", "alerts", "* OK [ALERT] {0}" },
        { "NOOP", "flags", "* {0} FETCH (FLAGS (k{0}))" },
        { "NOOP", "nonsense", "* nonsense {0}" },
        { "NOOP", "empty lines", "" },
        { "ENABLE", "features", "* ENABLED X{0} Y{0} Z{0}" },
        { "ID", "fields", "* ID (\"name\" \"{0}\")" },
        { "STATUS", "counters", "* STATUS other{0} (MESSAGES 1)" },
        { "NAMESPACE", "namespaces", "* NAMESPACE ((\"{0}\" \"/\")) NIL NIL" },
        { "COPY", "copies", "* OK [COPYUID 1 {0} {0}] x" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task An_answer_without_an_end_is_dropped(string command, string name, string line)
    {
        await using var attack = await Attack.BeginAsync(name);
        var capabilities = command == "SEARCH" && !line.Contains("ESEARCH", StringComparison.Ordinal) ? Scripted.Capabilities.Replace(" ESEARCH", "", StringComparison.Ordinal) : Scripted.Capabilities;
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.CommandAsync();
                for (var block = 0; !session.Ended.IsCancellationRequested; block++)
                {
                    await session.SendAsync(Block(line, block));
                }
            },
            capabilities);
        await attack.IsDroppedAsync(scripted.Connection, RunAsync(command, scripted.Connection));
        await attack.NothingElseIsAffectedAsync();
    }

    [Fact]
    public async Task As_many_folders_as_are_taken_are_held_within_the_bound_and_more_are_refused()
    {
        const int Taken = 3_600;
        await using var attack = await Attack.BeginAsync("folders up to the limit");
        await using var scripted = await Scripted.SelectedAsync(session => ListAsync(session, Taken));
        var folders = await scripted.Connection.ListAsync(new ListOptions(), Ct);
        await attack.NothingElseIsAffectedAsync();
        Assert.Equal(Taken, folders.Count);

        await using var more = await Scripted.SelectedAsync(session => ListAsync(session, Taken + 400));
        var refused = await Assert.ThrowsAsync<ImapProtocolException>(() => more.Connection.ListAsync(new ListOptions(), Ct));
        Assert.Contains("is longer than", refused.Message, StringComparison.Ordinal);

        static async Task ListAsync(ScriptedSession session, int count)
        {
            var list = await session.CommandAsync();
            for (var i = 0; i < count && !session.Ended.IsCancellationRequested; i++)
            {
                await session.SendAsync(string.Create(CultureInfo.InvariantCulture, $"* LIST () \"/\" f{i}{new string('x', 2000)}\r\n"));
            }

            await session.OkAsync(list);
        }
    }

    [Fact]
    public async Task A_line_without_an_end_is_dropped()
    {
        await using var attack = await Attack.BeginAsync("an endless line");
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.CommandAsync();
            var piece = Encoding.ASCII.GetBytes("* OK " + new string('x', 64 * 1024));
            while (!session.Ended.IsCancellationRequested)
            {
                await session.SendAsync(piece);
            }
        });
        await attack.IsDroppedAsync(scripted.Connection, scripted.Connection.NoopAsync(Ct));
        await attack.NothingElseIsAffectedAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Giant_rows_wait_on_the_wire_for_a_slow_reader(bool othersWait)
    {
        const int Rows = 400;
        var sent = 0;
        await using var attack = await Attack.BeginAsync("giant rows");
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            for (var i = 1; i <= Rows; i++)
            {
                await session.SendAsync(string.Create(CultureInfo.InvariantCulture, $"* {i} FETCH (UID {i} ENVELOPE {BigEnvelope})\r\n"));
                Volatile.Write(ref sent, i);
            }

            await session.OkAsync(fetch);
            if (othersWait)
            {
                await session.AnswerAsync("NOOP");
            }
        });
        await using var rows = scripted.Connection.FetchAsync(SequenceSet.Range(1, Rows), new FetchItems { Envelope = true }, ct: Ct).GetAsyncEnumerator(Ct);
        Assert.True(await rows.MoveNextAsync());
        var noop = othersWait ? scripted.Connection.NoopAsync(Ct) : Task.CompletedTask;
        await Eventually.TrueAsync(() => Volatile.Read(ref sent) >= (othersWait ? 70 : 40), "it is far ahead", Ct);
        await attack.NothingElseIsAffectedAsync();
        Assert.InRange(Volatile.Read(ref sent), 1, Rows - 1);
        for (var row = 2; row <= Rows; row++)
        {
            Assert.True(await rows.MoveNextAsync());
        }

        Assert.False(await rows.MoveNextAsync());
        await noop.WaitAsync(Attack.Patience, Ct);
    }

    [Fact]
    public async Task Giant_events_nobody_reads_become_one()
    {
        await using var attack = await Attack.BeginAsync("giant events");
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var noop = await session.CommandAsync();
            for (var i = 1; i <= 500; i++)
            {
                await session.SendAsync(string.Create(CultureInfo.InvariantCulture, $"* {i} FETCH (UID {i} ENVELOPE {BigEnvelope})\r\n"));
            }

            await session.OkAsync(noop);
        });
        await scripted.Connection.NoopAsync(Ct);
        await attack.NothingElseIsAffectedAsync();
        Assert.IsType<MailboxResyncEvent>(await scripted.Connection.Events.ReadAsync(Ct));
    }

    [Fact]
    public async Task More_changes_than_are_worth_keeping_mean_that_the_mailbox_is_not_resynchronised()
    {
        await using var attack = await Attack.BeginAsync("endless changes");
        await using var scripted = await Scripted.SignedInAsync(async session =>
        {
            await session.AnswerAsync("ENABLE", "* ENABLED QRESYNC");
            var select = await session.CommandAsync();
            await session.SayAsync("* 5 EXISTS", "* OK [UIDVALIDITY 7] v", "* VANISHED (EARLIER) 1:3");
            for (var block = 0; block < 300; block++)
            {
                await session.SendAsync(Block("* {0} FETCH (UID {0} FLAGS (k{0}) MODSEQ (12))", block));
            }

            await session.OkAsync(select, "[READ-WRITE] selected");
            await session.AnswerAsync("NOOP");
        });
        var selected = await scripted.Connection.SelectAsync(
            MailboxName.Inbox, new SelectOptions { QResync = new QResync(new UidValidity(7), new ModSeq(10)) }, Ct).WaitAsync(Attack.Patience, Ct);
        Assert.False(selected.Resynchronised);
        Assert.Empty(selected.Changed);
        Assert.True(selected.Vanished.IsEmpty);
        await scripted.Connection.NoopAsync(Ct);
        await attack.NothingElseIsAffectedAsync();
    }

    private static byte[] Block(string line, int block)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 500; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Replace("{0}", ((block * 500) + i + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static Task RunAsync(string command, ImapConnection connection) => command switch
    {
        "LIST" => connection.ListAsync(new ListOptions(), Ct),
        "SEARCH" => connection.SearchAsync(SearchQuery.All, new SearchReturn { All = true }, Ct),
        "ENABLE" => connection.EnableAsync(["CONDSTORE"], Ct),
        "ID" => connection.IdAsync(null, Ct),
        "STATUS" => connection.StatusAsync(MailboxName.Create("Sent"), StatusItems.Messages, Ct),
        "NAMESPACE" => connection.NamespaceAsync(Ct),
        "COPY" => connection.CopyAsync(UidSet.Parse("1"), MailboxName.Create("Sent"), Ct),
        _ => connection.NoopAsync(Ct),
    };
}
