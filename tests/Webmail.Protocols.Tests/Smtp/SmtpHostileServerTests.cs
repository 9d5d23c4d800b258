using System.Text;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;
using Webmail.Protocols.Tests.Imap.Conversation;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

/// <summary>
/// Submission servers that want to harm us, at every step: one clear answer within 5 seconds, which says whether trying again is safe, and no
/// more than 32 MB of growth. It looks at the whole process, so nothing else may run beside it.
/// </summary>
[Collection(nameof(HostileServerTests))]
public sealed class SmtpHostileServerTests
{
    private const long Growth = 32L * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Steps = ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."];

    private static readonly Dictionary<string, string> Attacks = new(StringComparer.Ordinal)
    {
        ["silence and gone"] = "",
        ["a cut in a code"] = "25",
        ["a cut in a line"] = "250 fi",
        ["a cut between two lines"] = "250-fine\r\n",
        ["two codes in one reply"] = "250-fine\r\n550 not\r\n",
        ["a code of 1xx"] = "150 hm\r\n",
        ["a code of 6xx"] = "650 hm\r\n",
        ["a code of 000"] = "000 hm\r\n",
        ["a code without digits"] = "2x0 hm\r\n",
        ["a code without a space"] = "250hm\r\n",
        ["a code with five digits"] = "25000 hm\r\n",
        ["an empty line"] = "\r\n",
        ["HTTP"] = "HTTP/1.1 400 Bad Request\r\n\r\n",
        ["IMAP"] = "* OK ready\r\n",
        ["TLS"] = "\u0015\u0003\u0003\u0000\u0002\u0002\u0028",
        ["a megabyte of NUL"] = new('\0', 1_000_000),
        ["a line of a megabyte"] = "250 " + new string('x', 1_000_000) + "\r\n",
        ["a reply of 100,000 lines"] = string.Concat(Enumerable.Repeat("250-x\r\n", 100_000)) + "250 x\r\n",
        ["a reply of a megabyte"] = string.Concat(Enumerable.Repeat("250-" + new string('x', 4000) + "\r\n", 250)) + "250 x\r\n",
        ["an intermediate reply out of place"] = "334 \r\n",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> AttacksAtEachStep => [.. from step in Steps from attack in Attacks.Keys select (step, attack)];

    [Theory]
    [MemberData(nameof(AttacksAtEachStep))]
    public async Task Nonsense_at_any_step_ends_in_one_clear_answer(string step, string attack)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var result = await SendAsync(
            async session =>
            {
                foreach (var at in Steps)
                {
                    await HearAsync(session, at);
                    if (at == step)
                    {
                        await session.SendAsync(Attacks[attack]);
                        await session.CloseAsync();
                        return;
                    }

                    await session.SayAsync(Answer(at));
                }
            },
            connects: step is not ("greeting" or "EHLO"));
        if (result is not null)
        {
            Assert.Equal((step == "." ? SmtpOutcome.Unknown : SmtpOutcome.NotSent, SmtpProblem.Connection), (result.Outcome, result.Problem));
            Assert.InRange(result.Error!.Message.Length, 1, 500);
        }

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Growth, attack);
    }

    [Theory]
    [InlineData("greeting", "x")]
    [InlineData("greeting", "220-x\r\n")]
    [InlineData("EHLO", "250-x\r\n")]
    [InlineData("MAIL", "x")]
    [InlineData("RCPT", "250-x\r\n")]
    [InlineData("DATA", "x")]
    [InlineData(".", "250-x\r\n")]
    public async Task A_reply_without_an_end_is_dropped_at_the_limit(string step, string octets)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var flood = string.Concat(Enumerable.Repeat(octets, 10_000));
        var result = await SendAsync(
            async session =>
            {
                foreach (var at in Steps)
                {
                    await HearAsync(session, at);
                    while (at == step && !session.Ended.IsCancellationRequested)
                    {
                        await session.SendAsync(flood);
                    }

                    await session.SayAsync(Answer(at));
                }
            },
            connects: step is not ("greeting" or "EHLO"));
        Assert.Equal(step == "." ? SmtpOutcome.Unknown : SmtpOutcome.NotSent, result?.Outcome ?? SmtpOutcome.NotSent);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Growth);
    }

    [Theory]
    [InlineData("MAIL", SmtpOutcome.NotSent)]
    [InlineData("RCPT", SmtpOutcome.NotSent)]
    [InlineData("DATA", SmtpOutcome.NotSent)]
    [InlineData(".", SmtpOutcome.Unknown)]
    public async Task A_server_that_goes_silent_or_drips_is_given_up_in_time(string step, SmtpOutcome outcome)
    {
        var options = SmtpConnectionOptions.Default with
        {
            CommandTimeout = TimeSpan.FromMilliseconds(500), Limits = SmtpLimits.Default with { EndOfMessage = TimeSpan.FromMilliseconds(100) },
        };
        foreach (var drips in (bool[])[false, true])
        {
            await using var scripted = await ScriptedSmtp.ConnectAsync(
                async session =>
                {
                    foreach (var at in Steps)
                    {
                        await HearAsync(session, at);
                        if (at == step)
                        {
                            await session.SendAsync("2");
                            while (drips && !session.Ended.IsCancellationRequested)
                            {
                                await session.SendAsync("5");
                                await Task.Yield();
                            }

                            await session.UntilClosedAsync();
                        }

                        await session.SayAsync(Answer(at));
                    }
                },
                options: options);
            var result = await scripted.SendAsync().WaitAsync(Patience, Ct);
            Assert.Equal((outcome, SmtpProblem.Connection), (result.Outcome, result.Problem));
            Assert.False(scripted.Connection.IsOpen);
        }
    }

    [Fact]
    public async Task A_server_that_never_greets_is_given_up_in_time()
    {
        var options = SmtpConnectionOptions.Default with { ConnectTimeout = TimeSpan.FromMilliseconds(50) };
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ScriptedSmtp.ConnectAsync(session => session.UntilClosedAsync(), options: options));
        Assert.Equal(ConnectFailure.TimedOut, failure.Failure);
    }

    [Theory]
    [InlineData("554 5.7.1 go away")]
    [InlineData("421 4.7.0 too many connections")]
    public async Task A_server_that_turns_us_away_says_so_in_its_own_words(string greeting)
    {
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ScriptedSmtp.ConnectAsync(session => session.SayAsync(greeting)));
        Assert.Equal(ConnectFailure.Closed, failure.Failure);
        Assert.Equal(greeting, Assert.IsType<SmtpCommandException>(failure.InnerException).Reply.ToString());
    }

    [Theory]
    [InlineData("250 2.1.0 more\r\n")]
    [InlineData("250 a\r\n250 b\r\n250 c\r\n354 d\r\n250 e\r\n")]
    public async Task Replies_that_nobody_asked_for_yet_are_not_taken_for_answers(string early)
    {
        var content = false;
        await using var scripted = await ScriptedSmtp.ConnectAsync(async session =>
        {
            await session.SayAsync("220 ready");
            await session.HearAsync("EHLO");
            await session.SendAsync("250 mail.example.org\r\n" + early);
            await session.ContentAsync();
            content = true;
        });
        var result = await scripted.SendAsync();
        Assert.Equal((SmtpOutcome.NotSent, SmtpProblem.Connection), (result.Outcome, result.Problem));
        Assert.False(content);
    }

    [Fact]
    public async Task An_acceptance_in_the_middle_of_the_message_is_not_believed()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await session.ReplyAsync("MAIL", "250 ok");
                await session.ReplyAsync("RCPT", "250 ok");
                await session.ReplyAsync("DATA", "354 go on", "250 thank you");
                await session.ContentAsync();
            },
            ["PIPELINING"]);
        var result = await scripted.SendAsync(content: SmtpContent.From(_ => ValueTask.FromResult<Stream>(new EndlessStream())));
        Assert.Equal((SmtpOutcome.NotSent, SmtpProblem.Connection), (result.Outcome, result.Problem));
    }

    [Fact]
    public async Task A_server_that_has_enough_in_the_middle_is_heard()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await session.ReplyAsync("MAIL", "250 ok");
                await session.ReplyAsync("RCPT", "250 ok");
                await session.ReplyAsync("DATA", "354 go on");
                await session.LineAsync();
                await session.SayAsync("552 5.3.4 too much");
                await session.CloseAsync();
            },
            ["PIPELINING"]);
        var result = await scripted.SendAsync(content: SmtpContent.From(_ => ValueTask.FromResult<Stream>(new EndlessStream())));
        Assert.Equal((SmtpOutcome.RefusedForGood, SmtpProblem.Refused), (result.Outcome, result.Problem));
        Assert.Equal("too much", result.Reply!.Text);
        Assert.False(scripted.Connection.IsOpen);
    }

    [Theory]
    [InlineData("334 ")]
    [InlineData("334 cj14")]
    [InlineData("334 !!!")]
    [InlineData("334-a\r\n334 b")]
    [InlineData("354 go on")]
    [InlineData("250 fine, whoever you are")]
    public async Task Challenges_of_any_kind_never_make_SCRAM_say_the_password(string challenge)
    {
        var heard = new List<string>();
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                while (true)
                {
                    heard.Add(await session.LineAsync());
                    await session.SayAsync(challenge);
                }
            },
            ["AUTH SCRAM-SHA-256"]);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => scripted.Connection.SignInAsync(SaslCredentials.Password("ann", "correct-horse"), Ct).WaitAsync(Patience, Ct));
        Assert.True(failure is SaslException or SmtpProtocolException, failure.ToString());
        Assert.False(scripted.Connection.IsOpen);
        Assert.InRange(heard.Count, 1, 2);
        Assert.DoesNotContain(Convert.ToBase64String("correct-horse"u8), string.Join('\n', heard), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LOGIN")]
    [InlineData("XOAUTH2")]
    public async Task Challenges_without_an_end_end(string mechanism)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                while (true)
                {
                    await session.ReplyAsync("", "334 ");
                }
            },
            [$"AUTH {mechanism}"]);
        var credentials = mechanism == "LOGIN" ? SaslCredentials.Password("ann", "p") : SaslCredentials.AccessToken("ann", "t");
        await Assert.ThrowsAsync<SaslException>(() => scripted.Connection.SignInAsync(credentials, Ct).WaitAsync(Patience, Ct));
        Assert.False(scripted.Connection.IsOpen);
    }

    [Fact]
    public async Task A_huge_challenge_is_refused_within_the_reply_limit()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(session => session.ReplyAsync("AUTH", "334 " + new string('A', 1_000_000)), ["AUTH CRAM-MD5"]);
        await Assert.ThrowsAsync<SmtpProtocolException>(() => scripted.Connection.SignInAsync(SaslCredentials.Password("ann", "p"), Ct));
    }

    [Fact]
    public async Task A_server_that_stops_reading_is_given_up_in_time()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.WelcomeAsync();
            await session.ReplyAsync("MAIL", "250 ok");
            await session.ReplyAsync("RCPT", "250 ok");
            await session.ReplyAsync("DATA", "354 go on");
            await new TaskCompletionSource().Task.WaitAsync(session.Ended);
        });
        var options = SmtpConnectionOptions.Default with { Limits = SmtpLimits.Default with { Block = TimeSpan.FromMilliseconds(200) } };
        await using var connection = await SmtpConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", server.Port, TransportSecurity.Plain), options, Ct);
        var content = SmtpContent.From(_ => ValueTask.FromResult<Stream>(new EndlessStream()));
        var result = await connection.SendAsync(ScriptedSmtp.Envelope, content, PartialRecipients.GoOn, Ct).WaitAsync(Patience, Ct);
        Assert.Equal((SmtpOutcome.NotSent, SmtpProblem.Connection), (result.Outcome, result.Problem));
        Assert.IsType<TimeoutException>(result.Error!.InnerException);
    }

    [Fact]
    public async Task A_session_with_chunks_cut_at_every_octet_always_tells_the_truth()
    {
        string[] replies = ["220 ready\r\n", "250-mail.example.org\r\n250 CHUNKING\r\n", "250 2.1.0 ok\r\n", "250 2.1.5 ok\r\n", "250 2.0.0 queued\r\n"];
        var ends = replies.Select((_, i) => replies.Take(i + 1).Sum(Encoding.ASCII.GetByteCount)).ToArray();
        for (var octets = 0; octets <= ends[^1]; octets++)
        {
            var result = await SendAsync(
                async session =>
                {
                    await session.SendAsync(replies[0]);
                    foreach (var (verb, reply) in ((string[])["EHLO", "MAIL", "RCPT", "BDAT 23 LAST"]).Zip(replies[1..]))
                    {
                        await session.HearAsync(verb);
                        await session.SendAsync(reply);
                    }
                },
                connects: octets >= ends[1],
                new LineFaults { CutAfter = octets },
                ScriptedSmtp.Content with { Transfer = SmtpTransfer.Chunks });
            var expected = octets == ends[^1] ? SmtpOutcome.Accepted : octets >= ends[3] ? SmtpOutcome.Unknown : SmtpOutcome.NotSent;
            Assert.Equal(expected, result?.Outcome ?? SmtpOutcome.NotSent);
        }
    }

    [Fact]
    public async Task A_session_cut_at_every_octet_always_tells_the_truth()
    {
        string[] replies = ["220 ready\r\n", "250-mail.example.org\r\n250 PIPELINING\r\n", "250 2.1.0 ok\r\n", "250 2.1.5 ok\r\n", "354 go on\r\n", "250 2.0.0 queued\r\n"];
        var ends = replies.Select((_, i) => replies.Take(i + 1).Sum(Encoding.ASCII.GetByteCount)).ToArray();
        for (var octets = 0; octets <= ends[^1]; octets++)
        {
            var ended = false;
            var result = await SendAsync(
                async session =>
                {
                    for (var i = 0; i < Steps.Length; i++)
                    {
                        await HearAsync(session, Steps[i]);
                        ended = Steps[i] == ".";
                        await session.SendAsync(replies[i]);
                    }
                },
                connects: octets >= ends[1],
                new LineFaults { CutAfter = octets });

            // What the sender says of the outcome against what the server knows. Right after 354 the loss may be seen before the end is sent.
            var outcome = result?.Outcome ?? SmtpOutcome.NotSent;
            Assert.True(
                outcome == (octets == ends[^1] ? SmtpOutcome.Accepted : octets >= ends[4] ? SmtpOutcome.Unknown : SmtpOutcome.NotSent) || (octets >= ends[4] && outcome == SmtpOutcome.NotSent && !ended),
                $"{outcome} after {octets} octets");
        }
    }

    private static Task HearAsync(ScriptedSession session, string step) => step switch
    {
        "greeting" => Task.CompletedTask,
        "." => session.ContentAsync(),
        _ => session.HearAsync(step),
    };

    private static string Answer(string step) => step switch { "greeting" => "220 ready", "DATA" => "354 go on", _ => "250 ok" };

    // Null when it did not come to a connection, as it must not.
    private static async Task<SmtpSendResult?> SendAsync(Func<ScriptedSession, Task> script, bool connects, LineFaults? faults = null, SmtpContent? content = null)
    {
        try
        {
            await using var scripted = await ScriptedSmtp.ConnectAsync(script, faults).WaitAsync(Patience, Ct);
            Assert.True(connects);
            return await scripted.SendAsync(content: content).WaitAsync(Patience, Ct);
        }
        catch (ConnectFailedException e)
        {
            Assert.False(connects, e.Message);
            Assert.InRange(e.Message.Length, 1, 500);
            return null;
        }
    }

    /// <summary>Lines without end, as fast as they are taken.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            buffer.Span.Fill((byte)'\n');
            return buffer.Length;
        }
    }
}
