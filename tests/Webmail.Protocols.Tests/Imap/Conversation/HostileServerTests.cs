using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Tests.Imap.Hostile;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Conversation;

/// <summary>Servers that want to harm us: each is dropped within 5 seconds, or survived, and none makes the process grow by more than 32 MB. It looks at the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(HostileServerTests), DisableParallelization = true)]
[Collection(nameof(HostileServerTests))]
public sealed class HostileServerTests
{
    private const long Growth = 32L * 1024 * 1024;

    private static TimeSpan Patience => Attack.Patience;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Broken => new()
    {
        { "a literal of 2^31-1", "* 1 FETCH (UID 1 BODY[] {2147483647}\r\n" },
        { "a literal of 2^63-1", "* 1 FETCH (UID 1 BODY[] {9223372036854775807}\r\n" },
        { "a literal of 2^64", "* 1 FETCH (UID 1 BODY[] {18446744073709551616}\r\n" },
        { "a literal with a thousand digits", "* 1 FETCH (UID 1 BODY[] {" + new string('9', 1000) + "}\r\n" },
        { "a tag nobody used", "zzz OK done\r\n" },
        { "the tag of a finished command", "a1 OK again\r\n" },
        { "an empty tag", " OK done\r\n" },
        { "a cut in the middle of a line", "* 1 FETCH (UID" },
        { "a cut in the middle of a literal", "* 1 FETCH (UID 1 BODY[] {100}\r\nabc" },
        { "a cut between two responses", "* 1 FETCH (UID 1 FLAGS ())\r\n" },
        { "BYE and gone", "* BYE too many connections\r\n" },
    };

    public static TheoryData<string, string> Survived => new()
    {
        { "a literal of -1", "* 1 FETCH (UID 1 BODY[] {-1}\r\n" },
        { "100,000 parentheses", "* 1 FETCH " + new string('(', 100_000) + "\r\n" },
        { "100,000 nested parts", "* 1 FETCH (UID 1 BODYSTRUCTURE " + new string('(', 100_000) + new string(')', 100_000) + ")\r\n" },
        { "a megabyte of NUL", "* OK " + new string('\0', 1_000_000) + "\r\n" },
        { "a line of 4 MB", "* OK " + new string('x', 4_000_000) + "\r\n" },
        { "an envelope that never closes its string", "* 1 FETCH (ENVELOPE (\"abc\r\n" },
        { "EXISTS beyond 32 bits", "* 99999999999 EXISTS\r\n" },
        { "EXISTS below zero", "* -1 EXISTS\r\n" },
        { "EXPUNGE of message 0", "* 0 EXPUNGE\r\n" },
        { "VANISHED of everything", "* VANISHED 1:4294967295\r\n" },
        { "ESEARCH of everything", "* ESEARCH (TAG \"x\") UID ALL 1:4294967295\r\n" },
        { "a modification sequence of 2^64-1", "* 1 FETCH (UID 1 MODSEQ (18446744073709551615))\r\n" },
        { "a flag of 100 KB", "* 1 FETCH (UID 1 FLAGS (" + new string('f', 100_000) + "))\r\n" },
        { "100,000 flags", "* 1 FETCH (UID 1 FLAGS (" + string.Join(' ', Enumerable.Range(0, 100_000)) + "))\r\n" },
        { "a status text that ends like a literal", "* OK wait {1000000}\r\n" },
        { "continuations nobody asked for", string.Concat(Enumerable.Repeat("+ go on\r\n", 1000)) },
        { "HTTP", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n" },
        { "bare line feeds", "* OK a\nb\nc\r\n" },
        { "empty lines", string.Concat(Enumerable.Repeat("\r\n", 5000)) },
        { "a huge literal in a header", "* 1 FETCH (UID 1 ENVELOPE (NIL {1000000}\r\n" + new string('s', 1_000_000) + " NIL NIL NIL NIL NIL NIL NIL NIL))\r\n" },
        { "a mailbox name of a megabyte", "* LIST () \"/\" {1000000}\r\n" + new string('m', 1_000_000) + "\r\n" },
        { "capabilities without end", "* CAPABILITY IMAP4rev1 " + string.Join(' ', Enumerable.Range(0, 200_000).Select(i => "X" + i)) + "\r\n" },
        { "other people's tags in ESEARCH", "* ESEARCH (TAG \"a1\") UID COUNT 5\r\n" },
        { "a BYE that stays", "* BYE see you\r\n" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Is_dropped_with_a_reason(string attack, string octets)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.CommandAsync();
            await session.SendAsync(octets);
            await session.CloseAsync();
        });
        var failure = await Assert.ThrowsAsync<ImapProtocolException>(() => scripted.Connection.NoopAsync(Ct).WaitAsync(Patience, Ct));
        Assert.True(failure.Message.Length is > 0 and < 500, attack);
        await scripted.Connection.Closed.WaitAsync(Patience, Ct);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Growth, attack);
    }

    [Theory]
    [MemberData(nameof(Survived))]
    public async Task Is_survived_and_the_next_command_is_answered(string attack, string octets)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var command = await session.CommandAsync();
            await session.SendAsync(octets);
            await session.OkAsync(command);
            await session.AnswerAsync("NOOP");
        });
        await scripted.Connection.NoopAsync(Ct).WaitAsync(Patience, Ct);
        await scripted.Connection.NoopAsync(Ct).WaitAsync(Patience, Ct);
        Assert.True(scripted.Connection.State == ImapConnectionState.Selected, attack);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Growth, attack);
    }

    [Fact]
    public async Task A_line_without_an_end_is_dropped_at_the_limit() => await FloodAsync(new string('x', 64 * 1024), limits: null);

    [Fact]
    public async Task Untagged_responses_without_an_end_are_dropped_at_the_limit() =>
        await FloodAsync(string.Concat(Enumerable.Repeat("* 7 EXISTS\r\n", 1000)), new ImapLimits { ResponsesPerCommand = 100_000 });

    [Fact]
    public async Task Nonsense_without_an_end_is_dropped_at_the_limit() =>
        await FloodAsync(string.Concat(Enumerable.Repeat("* nonsense of no kind\r\n", 1000)), limits: null);

    [Fact]
    public async Task Literals_without_an_end_are_dropped_at_the_limit() =>
        await FloodAsync(string.Concat(Enumerable.Repeat("{1000}\r\n" + new string('x', 1000), 64)), limits: null, start: "* OK [X ");

    [Fact]
    public async Task Events_nobody_reads_do_not_grow()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var envelope = $"(NIL \"{new string('s', 900)}\" NIL NIL NIL NIL NIL NIL NIL NIL)";
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var noop = await session.CommandAsync();
            for (var i = 0; i < 30_000; i++)
            {
                await session.SayAsync($"* {i + 1} FETCH (UID {i + 1} ENVELOPE {envelope})");
            }

            await session.OkAsync(noop);
        });
        await scripted.Connection.NoopAsync(Ct);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Growth);
    }

    [Theory]
    [InlineData("")]
    [InlineData("220 smtp.example.org ESMTP\r\n")]
    [InlineData("+OK POP3 ready\r\n")]
    [InlineData("* NO go away\r\n")]
    [InlineData("* 5 EXISTS\r\n")]
    [InlineData("a1 OK hello\r\n")]
    [InlineData("* BYE [UNAVAILABLE] later\r\n")]
    [InlineData("\0\0\0\0\r\n")]
    public async Task A_greeting_that_is_none_fails_to_connect(string greeting)
    {
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => Scripted.ConnectAsync(async session =>
        {
            await session.SendAsync(greeting);
            await session.CloseAsync();
        }));
        Assert.Equal(ConnectFailure.Closed, failure.Failure);
    }

    [Fact]
    public async Task A_server_that_never_greets_is_given_up_in_time()
    {
        var options = new ImapConnectionOptions { ConnectTimeout = TimeSpan.FromMilliseconds(50) };
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => Scripted.ConnectAsync(session => session.UntilClosedAsync(), options: options));
        Assert.Equal(ConnectFailure.TimedOut, failure.Failure);
    }

    [Fact]
    public async Task A_server_that_goes_silent_is_given_up_in_time()
    {
        var options = new ImapConnectionOptions { CommandTimeout = TimeSpan.FromSeconds(1) };
        await using var scripted = await Scripted.SelectedAsync(session => session.UntilClosedAsync(), options: options);
        var failure = await Assert.ThrowsAsync<ImapProtocolException>(() => scripted.Connection.NoopAsync(Ct));
        Assert.IsType<TimeoutException>(failure.InnerException);
    }

    [Fact]
    public async Task A_server_that_drips_for_ever_is_given_up_in_time()
    {
        var options = new ImapConnectionOptions
        {
            CommandTimeout = TimeSpan.FromSeconds(1),
            Limits = new ImapLimits { CommandTotal = TimeSpan.FromMilliseconds(300) },
        };
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.CommandAsync();
                while (!session.Ended.IsCancellationRequested)
                {
                    await session.SendAsync("x");
                    await Task.Yield();
                }
            },
            options: options);
        var failure = await Assert.ThrowsAsync<ImapProtocolException>(() => scripted.Connection.NoopAsync(Ct).WaitAsync(Patience, Ct));
        Assert.NotEmpty(failure.Message);
    }

    [Fact]
    public async Task A_session_cut_at_every_octet_fails_each_time_as_a_broken_stream()
    {
        var reply = Encoding.ASCII.GetByteCount("* OK [CAPABILITY IMAP4rev1] ready\r\n");
        for (var octets = 0; octets < 134; octets++)
        {
            await CutAsync(octets, failsToConnect: octets < reply);
        }
    }

    private static async Task CutAsync(int octets, bool failsToConnect)
    {
        async Task Script(ScriptedSession session)
        {
            await session.GreetAsync("IMAP4rev1");
            await session.AnswerAsync("LOGIN", "* CAPABILITY IMAP4rev1");
            await session.AnswerAsync("SELECT", "* 3 EXISTS");
            await session.AnswerAsync("UID FETCH", "* 1 FETCH (UID 1 FLAGS ())");
        }

        try
        {
            await using var scripted = await Scripted.ConnectAsync(Script, new LineFaults { CutAfter = octets });
            Assert.False(failsToConnect);
            await scripted.Connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct);
            await scripted.Connection.SelectAsync(MailboxName.Inbox, ct: Ct);
            await foreach (var row in scripted.Connection.FetchAsync(UidSet.Parse("1"), FetchItems.FlagsOnly, ct: Ct))
            {
                Assert.Equal(1u, row.SequenceNumber);
            }

            Assert.Fail($"Not cut after {octets}");
        }
        catch (ConnectFailedException e)
        {
            Assert.True(failsToConnect, e.Message);
        }
        catch (ImapProtocolException e)
        {
            Assert.False(failsToConnect, e.Message);
        }
    }

    private static async Task FloodAsync(string octets, ImapLimits? limits, string start = "* ")
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var options = new ImapConnectionOptions { Limits = limits ?? ImapLimits.Default };
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.CommandAsync();
                await session.SendAsync(start);
                while (!session.Ended.IsCancellationRequested)
                {
                    await session.SendAsync(octets);
                }
            },
            options: options);
        await Assert.ThrowsAsync<ImapProtocolException>(() => scripted.Connection.NoopAsync(Ct).WaitAsync(Patience, Ct));
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Growth);
    }
}
