using Webmail.Protocols.Smtp;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

public sealed class ExtensionTests
{
    private static readonly SmtpAddress Ann = SmtpAddress.Parse("ann@example.org");

    private static readonly SmtpAddress Bob = SmtpAddress.Parse("bob@example.org");

    private static readonly SmtpAddress Jose = SmtpAddress.Parse("jos\u00e9@b\u00fccher.example");

    public static TheoryData<SmtpProblem, SmtpEnvelope, SmtpContent> Lacking => new()
    {
        { SmtpProblem.TooBig, ScriptedSmtp.Envelope, ScriptedSmtp.Content with { Length = 10_001 } },
        { SmtpProblem.NeedsUtf8, new SmtpEnvelope(Ann, Jose), ScriptedSmtp.Content },
        { SmtpProblem.NeedsUtf8, new SmtpEnvelope(Jose, Ann), ScriptedSmtp.Content },
        { SmtpProblem.NeedsUtf8, ScriptedSmtp.Envelope, ScriptedSmtp.Content with { HasUtf8Headers = true } },
        { SmtpProblem.NeedsEightBit, ScriptedSmtp.Envelope, ScriptedSmtp.Content with { Body = SmtpBody.EightBit } },
        { SmtpProblem.NeedsBinary, ScriptedSmtp.Envelope, ScriptedSmtp.Content with { Body = SmtpBody.Binary } },
        { SmtpProblem.NeedsRequireTls, ScriptedSmtp.Envelope with { RequireTls = true }, ScriptedSmtp.Content },
        { SmtpProblem.NeedsHold, ScriptedSmtp.Envelope with { Hold = SmtpHold.For(TimeSpan.FromHours(1)) }, ScriptedSmtp.Content },
        { SmtpProblem.NeedsUrl, ScriptedSmtp.Envelope, SmtpContent.FromImapUrl("imap://ann@mail.example.org/Drafts;uid=1;urlauth=submit+ann:internal:00") },
        { SmtpProblem.TooManyRecipients, new SmtpEnvelope(Ann, Enumerable.Repeat(Bob, 10_001)), ScriptedSmtp.Content },
    };

    [Theory]
    [MemberData(nameof(Lacking))]
    public async Task What_the_server_lacks_is_a_refusal_before_anything_is_said(SmtpProblem problem, SmtpEnvelope envelope, SmtpContent content)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(session => session.ReplyAsync("NOOP", "250 ok"), ["SIZE 10000", "CHUNKING"]);
        var result = await scripted.SendAsync(envelope, content);
        Assert.Equal((SmtpOutcome.RefusedForGood, problem), (result.Outcome, result.Problem));
        Assert.All(result.Recipients, recipient => Assert.Equal(SmtpRecipientStatus.NotTried, recipient.Status));
        await scripted.Connection.NoopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_message_that_grows_beyond_the_servers_size_is_stopped_while_it_is_sent()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(session => session.TakeAsync());
        var result = await scripted.SendAsync(content: SmtpContent.From(_ => ValueTask.FromResult<Stream>(new MemoryStream(new byte[10_001]))));
        Assert.Equal((SmtpOutcome.RefusedForGood, SmtpProblem.TooBig), (result.Outcome, result.Problem));
        Assert.False(scripted.Connection.IsOpen);
    }

    [Fact]
    public async Task Parameters_are_written_as_their_RFCs_say()
    {
        await using var sink = SmtpSink.Start();
        var envelope = new SmtpEnvelope(Ann, [new SmtpRecipient(SmtpAddress.Parse("a+b=c@example.org"), DsnNotify.Success | DsnNotify.Failure), new SmtpRecipient(Bob, DsnNotify.Never), new SmtpRecipient(Jose, DsnNotify.Delay)])
        {
            Return = DsnReturn.Headers, Id = "QQ 31+4", Hold = SmtpHold.To(DateTimeOffset.UnixEpoch.AddYears(60)), Priority = 3, ReturnAfter = TimeSpan.FromHours(2),
        };
        var result = await SendAsync(sink, envelope, ScriptedSmtp.Content with { Body = SmtpBody.EightBit });
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        var message = Assert.Single(sink.Messages);
        Assert.Equal("MAIL FROM:<ann@example.org> SIZE=23 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=QQ+2031+2B4 HOLDUNTIL=2030-01-01T00:00:00Z MT-PRIORITY=3 BY=7200;R", message.Mail);
        Assert.Equal(
            [
                "RCPT TO:<a+b=c@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a+2Bb+3Dc@example.org",
                "RCPT TO:<bob@example.org> NOTIFY=NEVER ORCPT=rfc822;bob@example.org",
                "RCPT TO:<jos\u00c3\u00a9@xn--bcher-kva.example> NOTIFY=DELAY ORCPT=utf-8;jos\\x{E9}@xn--bcher-kva.example",
            ],
            message.Recipients);
        Assert.Empty(sink.Violations);
    }

    [Fact]
    public async Task Wishes_that_the_server_cannot_fulfil_are_left_out_and_told()
    {
        await using var sink = SmtpSink.Start(["SIZE"]);
        var envelope = new SmtpEnvelope(Ann, [new SmtpRecipient(Bob, DsnNotify.Success)]) { Return = DsnReturn.Full, Priority = 1, ReturnAfter = TimeSpan.FromHours(1) };
        var result = await SendAsync(sink, envelope, ScriptedSmtp.Content);
        Assert.Equal(["DSN", "MT-PRIORITY", "DELIVERBY"], result.LeftOut);
        Assert.Equal("MAIL FROM:<ann@example.org> SIZE=23", Assert.Single(sink.Messages).Mail);
        Assert.Equal("RCPT TO:<bob@example.org>", Assert.Single(sink.Messages.First().Recipients));
    }

    [Fact]
    public async Task SMTPUTF8_and_8BITMIME_are_said_only_when_needed()
    {
        await using var sink = SmtpSink.Start();
        await SendAsync(sink, new SmtpEnvelope(SmtpAddress.Null, SmtpAddress.Parse("ann@b\u00fccher.example")), ScriptedSmtp.Content);
        Assert.Equal("MAIL FROM:<> SIZE=23", Assert.Single(sink.Messages).Mail);
    }

    [Fact]
    public async Task Binary_goes_in_chunks_untouched()
    {
        await using var sink = SmtpSink.Start();
        var octets = new byte[700_000];
        new Random(3).NextBytes(octets);
        var result = await SendAsync(sink, ScriptedSmtp.Envelope, SmtpContent.From(octets) with { Body = SmtpBody.Binary });
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.Equal(octets, Assert.Single(sink.Messages).Content);
        Assert.Empty(sink.Violations);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(1_000_000)]
    public async Task Chunks_carry_lines_of_any_number_without_dots_doubled(int length)
    {
        foreach (var keywords in (string[][])[["CHUNKING", "PIPELINING"], ["CHUNKING"]])
        {
            await using var sink = SmtpSink.Start(keywords);
            var octets = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(".line\n", (length / 6) + 1))[..length]);
            await SendAsync(sink, ScriptedSmtp.Envelope, SmtpContent.From(octets) with { Transfer = SmtpTransfer.Chunks });
            var message = Assert.Single(sink.Messages);
            Assert.True(message.ByChunks);
            Assert.Equal(System.Text.Encoding.ASCII.GetString(octets).ReplaceLineEndings("\r\n").TrimEnd(), System.Text.Encoding.ASCII.GetString(message.Content).TrimEnd());
            Assert.Empty(sink.Violations);
        }
    }

    [Theory]
    [InlineData("BDAT", "552 5.3.4 too big", SmtpOutcome.RefusedForGood)]
    [InlineData("LAST", "452 4.3.1 no room", SmtpOutcome.RefusedForNow)]
    public async Task A_refused_chunk_is_a_refusal_and_the_connection_is_kept(string at, string reply, SmtpOutcome outcome)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await session.ReplyAsync("MAIL", "250 ok");
                await session.ReplyAsync("RCPT", "250 ok");
                while (await session.HearAsync("BDAT ") is var line)
                {
                    await session.OctetsAsync(int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
                    if (line.Contains(at, StringComparison.Ordinal))
                    {
                        await session.SayAsync(reply);
                        break;
                    }

                    await session.SayAsync("250 chunk");
                }

                await session.ReplyAsync("RSET", "250 ok");
                await session.ReplyAsync("NOOP", "250 ok");
            },
            ["CHUNKING"]);
        var result = await scripted.SendAsync(content: Lines() with { Transfer = SmtpTransfer.Chunks });
        Assert.Equal(outcome, result.Outcome);
        await scripted.Connection.NoopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task BURL_lets_the_server_fetch_the_message()
    {
        await using var sink = SmtpSink.Start();
        var result = await SendAsync(sink, ScriptedSmtp.Envelope, SmtpContent.FromImapUrl("imap://ann@mail.example.org/Drafts;uid=1;urlauth=submit+ann:internal:00"));
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.Contains("BURL imap://ann@mail.example.org/Drafts;uid=1;urlauth=submit+ann:internal:00 LAST", sink.Commands);
    }

    [Fact]
    public async Task Ten_thousand_recipients_are_written_in_groups_that_are_answered()
    {
        await using var sink = SmtpSink.Start();
        var result = await SendAsync(sink, new SmtpEnvelope(Ann, Enumerable.Range(0, 10_000).Select(i => SmtpAddress.Parse($"user{i}@example.org"))), ScriptedSmtp.Content);
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.Equal(10_000, Assert.Single(sink.Messages).Recipients.Count);
    }

    [Fact]
    public async Task EHLO_that_is_unknown_becomes_HELO_and_nothing_is_offered()
    {
        await using var scripted = await ScriptedSmtp.ConnectAsync(async session =>
        {
            await session.SayAsync("220-old.example.org", "220 ready");
            await session.ReplyAsync("EHLO", "502 what?");
            await session.ReplyAsync("HELO [127.0.0.1]", "250 hello");
            await session.TakeAsync();
            await session.SayAsync("250 ok");
        });
        Assert.Empty(scripted.Connection.Capabilities.Keywords);
        Assert.Equal(SmtpOutcome.Accepted, (await scripted.SendAsync()).Outcome);
    }

    private static SmtpContent Lines() => SmtpContent.From(System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 5000))));

    private static async Task<SmtpSendResult> SendAsync(SmtpSink sink, SmtpEnvelope envelope, SmtpContent content)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var connection = await SmtpConnection.ConnectAsync(
            new Protocols.Net.ServerEndpoint("127.0.0.1", sink.Port, Protocols.Net.TransportSecurity.Plain), SmtpConnectionOptions.Default, ct);
        var result = await connection.SendAsync(envelope, content, PartialRecipients.GoOn, ct);
        await connection.QuitAsync(ct);
        return result;
    }
}
