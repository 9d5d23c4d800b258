using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Tests.Imap.Conversation;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>What a server can send to a signed-in connection with two commands under way. The first is a3, the second a4.</summary>
[Collection(nameof(HostileServerTests))]
public sealed class WireAttackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Dropped => new()
    {
        { "a literal of 2^31-1", "* 1 FETCH (UID 1 BODY[] {2147483647}\r\n" },
        { "a literal of 2^63", "* 1 FETCH (UID 1 BODY[] {9223372036854775808}\r\n" },
        { "a binary literal of 2^63-1", "* 1 FETCH (UID 1 BINARY[1] ~{9223372036854775807}\r\n" },
        { "a literal of 2^64 with its braces in two reads", "* LIST () NIL {18446744073709551616+}\r\n" },
        { "a giant literal in a flag list", "* FLAGS ({2147483647}\r\n" },
        { "a giant literal in a response code", "* OK [X {2147483647}\r\n" },
        { "a giant literal in a tagged answer", "a3 OK [COPYUID {2147483647}\r\n" },
        { "a giant literal at the start of a line", "{2147483647}\r\n" },
        { "the tag of a command that comes later", "a5 OK early\r\n" },
        { "a foreign tag", "b3 OK done\r\n" },
        { "our tag in another case", "A3 OK done\r\n" },
        { "a finished tag", "a2 OK again\r\n" },
        { "a finished tag that says BAD", "a1 BAD again\r\n" },
        { "the greeting's tag as a tag of ours", "*a3 OK done\r\n" },
        { "a tag that never ends", new string('t', 200_000) + " OK done\r\n" },
        { "a cut inside a literal's header", "* 1 FETCH (UID 1 BODY[] {10" },
        { "a cut inside a literal", "* 1 FETCH (UID 1 BODY[] {1000}\r\nabc" },
        { "a cut inside a big literal", "* 1 FETCH (UID 1 BODY[] {1000000}\r\n" + new string('x', 500_000) },
        { "a cut inside a quoted string", "* 1 FETCH (ENVELOPE (NIL \"abc" },
        { "a cut between CR and LF", "* 1 EXISTS\r" },
        { "a referral and BYE", "* BYE [REFERRAL imap://ann;AUTH=*@evil.example/] go there\r\n" },
    };

    public static TheoryData<string, string> Survived => new()
    {
        { "a literal of -1", "* 1 FETCH (UID 1 BODY[] {-1}\r\n" },
        { "a literal of nothing", "* 1 FETCH (UID 1 BODY[] {}\r\n" },
        { "a literal in hexadecimal", "* 1 FETCH (UID 1 BODY[] {0xff}\r\n" },
        { "a literal as the response's name", "* {6}\r\nEXISTS\r\n" },
        { "a literal as the response's kind", "* 5 {5}\r\nFETCH (UID 1)\r\n" },
        { "a literal as a number", "* 1 FETCH (UID {1}\r\n1 FLAGS ())\r\n" },
        { "a literal as a flag", "* 1 FETCH (UID 1 FLAGS ({5}\r\n\\Seen))\r\n" },
        { "literals all over a body structure", "* 1 FETCH (BODYSTRUCTURE ({4}\r\ntext {5}\r\nplain NIL NIL NIL {4}\r\n7bit {1}\r\n1 1) UID 1)\r\n" },
        { "a literal as a capability", "* CAPABILITY IMAP4rev1 {4}\r\nIDLE\r\n" },
        { "a literal in a response code", "* OK [{5}\r\nALERT] boo\r\n" },
        { "a literal at the start of a line", "{3}\r\nabc\r\n" },
        { "empty literals", string.Concat(Enumerable.Repeat("* {0}\r\n{0}\r\n\r\n", 1000)) },
        { "a tagged answer inside a literal", "* 1 FETCH (UID 1 BODY[] {13}\r\na3 OK done\r\n\r)\r\n" },
        { "a tagged answer inside a drained literal", "* 1 FETCH (UID 1 BODY[] {100000}\r\n" + string.Concat(Enumerable.Repeat("a3 OK yes\r\n", 9090)) + "0123456789)\r\n" },
        { "a literal that ends in a literal's header", "* 1 FETCH (UID 1 BODY[] {10}\r\nabcd{999}\r\n)\r\n" },
        { "100,000 parentheses", "* 1 FETCH (UID 1 BODYSTRUCTURE " + new string('(', 100_000) + "\r\n" },
        { "100,000 parentheses as a conversation", "* THREAD " + new string('(', 100_000) + "1" + new string(')', 100_000) + "\r\n" },
        { "100,000 namespaces", "* NAMESPACE (" + string.Concat(Enumerable.Repeat("(\"a\" \"/\")", 100_000)) + ") NIL NIL\r\n" },
        { "100,000 fields of ID", "* ID (" + string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"\"f{i}\" \"v\"")) + ")\r\n" },
        { "100,000 metadata entries", "* METADATA \"\" (" + string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"/private/x{i} \"v\"")) + ")\r\n" },
        { "100,000 rights", "* ACL INBOX " + string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"u{i} lr")) + "\r\n" },
        { "100,000 quota resources", "* QUOTA \"\" (" + string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"R{i} 1 2")) + ")\r\n" },
        { "100,000 sections", "* 1 FETCH (UID 1 " + string.Join(' ', Enumerable.Range(1, 100_000).Select(i => $"BODY[{i}] \"x\"")) + ")\r\n" },
        { "100,000 addresses", "* 1 FETCH (UID 1 ENVELOPE (NIL NIL (" + string.Concat(Enumerable.Repeat("(NIL NIL \"a\" \"b\")", 100_000)) + ") NIL NIL NIL NIL NIL NIL NIL))\r\n" },
        { "100,000 folders nobody asked for", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"* LIST () \"/\" f{i}\r\n")) },
        { "100,000 alerts", string.Concat(Enumerable.Repeat("* NO [ALERT] buy now\r\n", 100_000)) },
        { "an alert of a megabyte", "* OK [ALERT] " + new string('!', 1_000_000) + "\r\n" },
        { "a refusal of nothing", "* NO\r\n* BAD\r\n* OK\r\n* \r\n*\r\n" },
        { "features taken away", "* CAPABILITY IMAP4rev1\r\n" },
        { "features that are none", "* CAPABILITY \r\n* CAPABILITY AUTH= =X (\r\n" },
        { "an EXPUNGE of more than there is", string.Concat(Enumerable.Repeat("* 1 EXPUNGE\r\n", 1000)) },
        { "a mailbox of 2^32-1 messages", "* 4294967295 EXISTS\r\n" },
        { "another UIDVALIDITY in the middle", "* OK [UIDVALIDITY 4294967295] surprise\r\n* OK [UIDNEXT 0] x\r\n" },
        { "rows of messages that are not there", "* 0 FETCH (UID 1)\r\n* 4294967295 FETCH (UID 4294967295 FLAGS ())\r\n* 99 FETCH (UID 0)\r\n" },
        { "a continuation in the middle", "+ idling\r\n+\r\n+ {10}\r\n" },
        { "a second greeting", "* PREAUTH [CAPABILITY IMAP4rev1] welcome back\r\n" },
        { "a BYE that stays", "* BYE [REFERRAL imap://evil.example/] see you\r\n" },
        { "octets that are no text", "* OK \u00ff\u00fe\u0000\u001b[31m\u0007\r\n* \u0000\u0001\u0002\r\n" },
        { "bare line ends", "* OK a\rb\nc\n\n\r\r\n" },
    };

    [Theory]
    [MemberData(nameof(Dropped))]
    public async Task Is_dropped_with_one_clear_error(string name, string octets)
    {
        await using var attack = await Attack.BeginAsync(name);
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.CommandAsync();
            await session.CommandAsync();
            await session.SendAsync(octets);
            await session.CloseAsync();
        });
        var (first, second) = (scripted.Connection.NoopAsync(Ct), FlagsAsync(scripted.Connection));
        await attack.IsDroppedAsync(scripted.Connection, first, second);
        await attack.NothingElseIsAffectedAsync();
    }

    [Theory]
    [MemberData(nameof(Survived))]
    public async Task Costs_no_command_and_no_connection(string name, string octets)
    {
        await using var attack = await Attack.BeginAsync(name);
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var noop = await session.CommandAsync();
            var fetch = await session.CommandAsync();
            await session.SendAsync(octets);
            await session.SayAsync("* 3 FETCH (UID 30 FLAGS (\\Flagged))");
            await session.OkAsync(fetch, "[X] the real one");
            await session.OkAsync(noop);
            await session.AnswerAsync("NOOP");
        });
        var (noop, fetch) = (scripted.Connection.NoopAsync(Ct), FlagsAsync(scripted.Connection));
        var rows = await fetch.WaitAsync(Attack.Patience, Ct);
        await noop.WaitAsync(Attack.Patience, Ct);
        await scripted.Connection.NoopAsync(Ct).WaitAsync(Attack.Patience, Ct);
        Assert.True(Assert.Single(rows).Flags!.Contains(Flag.Flagged), name);
        Assert.Equal(ImapConnectionState.Selected, scripted.Connection.State);
        await attack.NothingElseIsAffectedAsync();
    }

    [Fact]
    public async Task A_referral_is_a_refusal_and_nothing_is_followed()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var select = await session.CommandAsync();
            await session.SayAsync($"{select.Tag} NO [REFERRAL imap://ann;AUTH=*@evil.example/inbox] it is over there");
            await session.AnswerAsync("NOOP");
        });
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.SelectAsync(MailboxName.Create("Sent"), ct: Ct));
        Assert.Equal(ResponseStatus.No, refused.Status);
        await scripted.Connection.NoopAsync(Ct);
        Assert.Equal(1, scripted.Server.Connections);
    }

    [Fact]
    public async Task What_a_server_says_to_people_holds_no_control_or_direction_marks()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var noop = await session.CommandAsync();
            await session.SendAsync("* OK [ALERT] a\u001b[31mb\u0007c\u0000d \u00e2\u0080\u00aemoc.elgoog\r\n");
            await session.SayAsync($"{noop.Tag} NO e\u0008f");
        });
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.NoopAsync(Ct));
        var alert = Assert.IsType<AlertEvent>(await scripted.Connection.Events.ReadAsync(Ct));
        Assert.Equal("e f", refused.Text);
        Assert.Equal("a [31mb c d  moc.elgoog", alert.Text);
    }

    private static async Task<List<FetchRow>> FlagsAsync(ImapConnection connection)
    {
        var rows = new List<FetchRow>();
        await foreach (var row in connection.FetchAsync(UidSet.Parse("30"), FetchItems.FlagsOnly, ct: Ct))
        {
            rows.Add(row);
        }

        return rows;
    }
}
