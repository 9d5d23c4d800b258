using Webmail.Protocols.Smtp;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

public sealed class SendingTests
{
    private static readonly SmtpEnvelope Three = new(SmtpAddress.Parse("ann@example.org"), SmtpAddress.Parse("a@x.test"), SmtpAddress.Parse("b@x.test"), SmtpAddress.Parse("c@x.test"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accepted_gives_the_servers_words_and_the_connection_back()
    {
        IReadOnlyList<string> content = [];
        await using var scripted = await ScriptedSmtp.WelcomedAsync(async session =>
        {
            content = await session.TakeAsync();
            await session.SayAsync("250 2.6.0 queued as 4711");
            await session.TakeAsync();
            await session.SayAsync("250 again");
        });
        var result = await scripted.SendAsync();
        Assert.Equal((SmtpOutcome.Accepted, SmtpProblem.None), (result.Outcome, result.Problem));
        Assert.Equal("queued as 4711", result.Reply!.Text);
        Assert.Equal(new EnhancedStatus(2, 6, 0), result.Reply.Enhanced);
        Assert.Equal(SmtpRecipientStatus.Accepted, Assert.Single(result.Recipients).Status);
        Assert.Equal(["Subject: hi", "", "Hello."], content);
        Assert.True(scripted.Connection.IsOpen);
        Assert.Equal(SmtpOutcome.Accepted, (await scripted.SendAsync()).Outcome);
    }

    [Fact]
    public async Task Refused_recipients_are_told_one_by_one_and_the_others_get_the_message()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(async session =>
        {
            await session.ReplyAsync("MAIL", "250 ok");
            await session.ReplyAsync("RCPT", "250 ok");
            await session.ReplyAsync("RCPT", "550-5.1.1 no such", "550 5.1.1 user here");
            await session.ReplyAsync("RCPT", "451 4.2.1 later");
            await session.ReplyAsync("DATA", "354 go on");
            await session.ContentAsync();
            await session.SayAsync("250 ok");
        });
        var result = await scripted.SendAsync(Three);
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.Equal(
            [SmtpRecipientStatus.Accepted, SmtpRecipientStatus.RefusedForGood, SmtpRecipientStatus.RefusedForNow],
            result.Recipients.Select(recipient => recipient.Status));
        Assert.Equal((550, new EnhancedStatus(5, 1, 1), "no such user here"), (result.Recipients[1].Reply!.Code, result.Recipients[1].Reply!.Enhanced!.Value, result.Recipients[1].Reply!.Text));
    }

    [Theory]
    [InlineData("250", "550 no", SmtpOutcome.RefusedForGood)]
    [InlineData("250", "450 later", SmtpOutcome.RefusedForNow)]
    public async Task Told_to_stop_at_a_refused_recipient_it_sends_to_nobody(string first, string second, SmtpOutcome outcome)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(async session =>
        {
            await session.ReplyAsync("MAIL", "250 ok");
            await session.ReplyAsync("RCPT", first);
            await session.ReplyAsync("RCPT", second);
            await session.ReplyAsync("RCPT", "250 ok");
            await session.ReplyAsync("RSET", "250 ok");
            await session.ReplyAsync("NOOP", "250 ok");
        });
        var result = await scripted.SendAsync(Three, partial: PartialRecipients.Stop);
        Assert.Equal((outcome, SmtpProblem.Recipients), (result.Outcome, result.Problem));
        await scripted.Connection.NoopAsync(Ct);
    }

    [Theory]
    [InlineData("550 no", "550 no", SmtpOutcome.RefusedForGood)]
    [InlineData("550 no", "450 later", SmtpOutcome.RefusedForNow)]
    public async Task With_all_recipients_refused_nothing_is_sent(string first, string others, SmtpOutcome outcome)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(async session =>
        {
            await session.ReplyAsync("MAIL", "250 ok");
            await session.ReplyAsync("RCPT", first);
            await session.ReplyAsync("RCPT", others);
            await session.ReplyAsync("RCPT", others);
            await session.ReplyAsync("RSET", "250 ok");
        });
        Assert.Equal(outcome, (await scripted.SendAsync(Three)).Outcome);
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.1 not you", SmtpOutcome.RefusedForGood)]
    [InlineData("MAIL", "451 4.3.0 busy", SmtpOutcome.RefusedForNow)]
    [InlineData("MAIL", "421 4.3.2 closing", SmtpOutcome.RefusedForNow)]
    [InlineData("RCPT", "421 4.3.2 closing", SmtpOutcome.RefusedForNow)]
    [InlineData("DATA", "554 5.5.1 no", SmtpOutcome.RefusedForGood)]
    [InlineData("DATA", "421 4.3.2 closing", SmtpOutcome.RefusedForNow)]
    [InlineData(".", "552 5.2.2 quota", SmtpOutcome.RefusedForGood)]
    [InlineData(".", "452 4.2.2 quota", SmtpOutcome.RefusedForNow)]
    [InlineData(".", "421 4.3.2 closing", SmtpOutcome.RefusedForNow)]
    public async Task A_refusal_at_any_step_is_a_result_with_the_servers_words(string step, string reply, SmtpOutcome outcome)
    {
        foreach (var keywords in (string[][])[ScriptedSmtp.Keywords, []])
        {
            await using var scripted = await ScriptedSmtp.WelcomedAsync(
                async session =>
                {
                    foreach (var verb in (string[])["MAIL", "RCPT", "DATA", "."])
                    {
                        var last = step == verb;
                        if (verb == ".")
                        {
                            await session.ContentAsync();
                            await session.SayAsync(reply);
                        }
                        else
                        {
                            await session.ReplyAsync(verb, last ? reply : verb == "DATA" ? "354 go on" : "250 ok");
                        }

                        if (last)
                        {
                            break;
                        }
                    }

                    if (reply.StartsWith("421", StringComparison.Ordinal))
                    {
                        await session.CloseAsync();
                        return;
                    }

                    if (step == "MAIL" && keywords.Length > 0)
                    {
                        await session.ReplyAsync("RCPT", "503 5.5.1 no sender");
                    }

                    await session.ReplyAsync("RSET", "250 ok");
                    await session.ReplyAsync("NOOP", "250 ok");
                },
                keywords);
            var result = await scripted.SendAsync();
            Assert.Equal(outcome, result.Outcome);
            Assert.Equal(reply, result.Reply!.ToString());
            Assert.Equal(!reply.StartsWith("421", StringComparison.Ordinal), scripted.Connection.IsOpen);
            if (scripted.Connection.IsOpen)
            {
                await scripted.Connection.NoopAsync(Ct);
            }
        }
    }

    [Theory]
    [InlineData(true, SmtpOutcome.Unknown)]
    [InlineData(false, SmtpOutcome.NotSent)]
    public async Task A_connection_cut_after_the_dot_is_unknown_and_before_it_is_not_sent(bool afterDot, SmtpOutcome outcome)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(async session =>
        {
            await session.ReplyAsync("MAIL", "250 ok");
            await session.ReplyAsync("RCPT", "250 ok");
            await session.HearAsync("DATA");
            if (afterDot)
            {
                await session.SayAsync("354 go on");
                await session.ContentAsync();
            }

            await session.CloseAsync();
        });
        var result = await scripted.SendAsync();
        Assert.Equal((outcome, SmtpProblem.Connection), (result.Outcome, result.Problem));
        Assert.False(scripted.Connection.IsOpen);
        Assert.NotNull(result.Error);
    }

    [Fact]
    public async Task A_source_that_fails_in_the_middle_never_becomes_a_message()
    {
        var ended = false;
        await using var scripted = await ScriptedSmtp.WelcomedAsync(async session =>
        {
            await session.ReplyAsync("MAIL", "250 ok");
            await session.ReplyAsync("RCPT", "250 ok");
            await session.ReplyAsync("DATA", "354 go on");
            await session.ContentAsync();
            ended = true;
        });
        var result = await scripted.SendAsync(content: SmtpContent.From(_ => ValueTask.FromResult<Stream>(new FailingStream("Subject: x\r\n\r\nhalf"u8.ToArray()))));
        Assert.Equal((SmtpOutcome.NotSent, SmtpProblem.Source), (result.Outcome, result.Problem));
        Assert.Equal("the disk is gone", result.Error!.Message);
        Assert.False(ended);
        Assert.False(scripted.Connection.IsOpen);
    }

    [Fact]
    public async Task A_source_that_does_not_open_costs_no_command()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(async session =>
        {
            await session.ReplyAsync("RSET", "250 ok");
            await session.ReplyAsync("NOOP", "250 ok");
        });
        var result = await scripted.SendAsync(content: SmtpContent.From(_ => throw new FileNotFoundException("gone")));
        Assert.Equal((SmtpOutcome.NotSent, SmtpProblem.Source), (result.Outcome, result.Problem));
        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task A_cancelled_sending_throws_while_it_is_safe_and_answers_when_it_is_not()
    {
        using var cancel = new CancellationTokenSource();
        var limits = SmtpLimits.Default with { EndOfMessageCancelled = TimeSpan.FromMilliseconds(50) };
        await using (var early = await ScriptedSmtp.WelcomedAsync(async session =>
        {
            await session.HearAsync("MAIL");
            await cancel.CancelAsync();
        }))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => early.Connection.SendAsync(ScriptedSmtp.Envelope, ScriptedSmtp.Content, PartialRecipients.GoOn, cancel.Token));
            Assert.False(early.Connection.IsOpen);
        }

        using var cancelLate = new CancellationTokenSource();
        await using var late = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await session.TakeAsync();
                await cancelLate.CancelAsync();
            },
            options: SmtpConnectionOptions.Default with { Limits = limits });
        var result = await late.Connection.SendAsync(ScriptedSmtp.Envelope, ScriptedSmtp.Content, PartialRecipients.GoOn, cancelLate.Token);
        Assert.Equal(SmtpOutcome.Unknown, result.Outcome);
    }

    [Fact]
    public async Task Two_messages_at_once_go_one_after_the_other()
    {
        await using var sink = SmtpSink.Start();
        await using var connection = await SmtpConnection.ConnectAsync(
            new Protocols.Net.ServerEndpoint("127.0.0.1", sink.Port, Protocols.Net.TransportSecurity.Plain), SmtpConnectionOptions.Default, Ct);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => connection.SendAsync(ScriptedSmtp.Envelope, ScriptedSmtp.Content, PartialRecipients.Stop, Ct)));
        Assert.All(results, result => Assert.Equal(SmtpOutcome.Accepted, result.Outcome));
        Assert.Equal(20, sink.Messages.Count);
        Assert.Empty(sink.Violations);
    }

    private sealed class FailingStream(byte[] octets) : MemoryStream(octets)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("the disk is gone");
    }
}
