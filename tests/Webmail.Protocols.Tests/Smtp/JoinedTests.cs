using System.Text;
using Webmail.Protocols.Net;
using Webmail.Protocols.Smtp;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

/// <summary>A message of own octets (BDAT) and of what the server fetches (BURL).</summary>
public sealed class JoinedTests
{
    private const string Token = "91354a473744909de610943775f92038";
    private const string Url = "imap://ann@mail.example.org/Drafts;UIDVALIDITY=7/;UID=5/;SECTION=2;URLAUTH=submit+ann:internal:" + Token;

    private static readonly string[] Keywords = ["CHUNKING", "BURL imap", "PIPELINING"];

    private static SmtpContent Content { get; } = SmtpContent.Joined([Own("Subject: hi\r\n\r\n--b\r\n\r\n"), SmtpPiece.FromImapUrl(Url), Own("\r\n--b--\r\n")]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Own_octets_and_fetched_ones_stand_as_they_are_in_their_order()
    {
        await using var sink = SmtpSink.Start();
        sink.Urls[Url] = Encoding.ASCII.GetBytes("c3RvcmVk");
        var result = await SendAsync(sink, SmtpContent.Joined([Own("Subject: hi\r\n\r\n--b\r\n\r\n"), SmtpPiece.FromImapUrl(Url), Own("\r\n--b\r\n\r\n"), SmtpPiece.FromImapUrl(Url), Own("\r\n--b--")]));
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.Equal("Subject: hi\r\n\r\n--b\r\n\r\nc3RvcmVk\r\n--b\r\n\r\nc3RvcmVk\r\n--b--\r\n", Encoding.ASCII.GetString(Assert.Single(sink.Messages).Content));
        Assert.Equal(["BDAT 22", "BURL " + Url, "BDAT 9", "BURL " + Url, "BDAT 9 LAST"], sink.Commands.Where(command => command[0] == 'B'));
        Assert.Empty(sink.Violations);
    }

    [Fact]
    public async Task Long_pieces_go_in_chunks_and_an_empty_end_is_still_the_end()
    {
        var lines = string.Concat(Enumerable.Repeat("line\r\n", 60_000));
        await using var sink = SmtpSink.Start();
        var result = await SendAsync(sink, SmtpContent.Joined([Own(lines), SmtpPiece.FromImapUrl(Url), Own("")]));
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.Equal(lines, Encoding.ASCII.GetString(Assert.Single(sink.Messages).Content));
        Assert.Contains("BDAT 0 LAST", sink.Commands);
    }

    [Theory]
    [InlineData("CHUNKING")]
    [InlineData("BURL imap")]
    public async Task A_server_without_one_of_the_two_is_told_nothing(string keyword)
    {
        await using var sink = SmtpSink.Start([keyword]);
        var result = await SendAsync(sink, Content);
        Assert.Equal((SmtpOutcome.RefusedForGood, SmtpProblem.NeedsUrl), (result.Outcome, result.Problem));
        Assert.DoesNotContain(sink.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_ends_with_octets() => Assert.Throws<ArgumentException>(() => SmtpContent.Joined([Own("a\r\n"), SmtpPiece.FromImapUrl(Url)]));

    [Fact]
    public async Task A_piece_that_ends_within_a_line_is_not_sent_on()
    {
        await using var sink = SmtpSink.Start();
        var result = await SendAsync(sink, SmtpContent.Joined([Own("Subject: hi"), SmtpPiece.FromImapUrl(Url), Own("\r\n")]));
        Assert.Equal((SmtpOutcome.NotSent, SmtpProblem.Source), (result.Outcome, result.Problem));
        Assert.Empty(sink.Messages);
    }

    [Theory]
    [InlineData("BURL", "554 5.6.6 could not be resolved", SmtpOutcome.RefusedForGood)]
    [InlineData("BURL", "450 4.4.1 away", SmtpOutcome.RefusedForNow)]
    [InlineData("LAST", "554 5.6.6 could not be resolved", SmtpOutcome.RefusedForGood)]
    public async Task A_refusal_after_a_url_says_so_and_the_connection_is_kept(string at, string answer, SmtpOutcome outcome)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await TakeAsync(session, at, answer);
                await session.ReplyAsync("RSET", "250 ok");
                await session.ReplyAsync("NOOP", "250 ok");
            },
            Keywords);
        var result = await scripted.SendAsync(content: Content);
        Assert.Equal((outcome, SmtpProblem.NotFetched), (result.Outcome, result.Problem));
        await scripted.Connection.NoopAsync(Ct);
    }

    [Theory]
    [InlineData("BURL", SmtpOutcome.NotSent)]
    [InlineData("LAST", SmtpOutcome.Unknown)]
    public async Task A_cut_is_no_sending_before_the_end_and_unknown_after_it(string at, SmtpOutcome outcome)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await TakeAsync(session, at, "");
                await session.CloseAsync();
            },
            Keywords);
        Assert.Equal(outcome, (await scripted.SendAsync(content: Content)).Outcome);
    }

    [Fact]
    public async Task The_token_of_a_url_reaches_neither_log_nor_words_however_the_server_repeats_it()
    {
        var log = new List<string>();
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await TakeAsync(session, "BURL", $"554-5.6.6 {Url}", $"554 5.6.6 or {Token} alone");
                await session.ReplyAsync("RSET", $"250 forgotten {Token}");
                await session.TakeAsync();
                await session.SayAsync($"550 5.7.1 {Token} again");
                await session.ReplyAsync("RSET", "250 ok");
            },
            Keywords,
            SmtpConnectionOptions.Default with { Log = new ProtocolLog(log.Add) });
        var first = await scripted.SendAsync(content: Content);
        var second = await scripted.SendAsync();
        Assert.Contains("BURL imap://ann@mail.example.org/Drafts;UIDVALIDITY=7/;UID=5/;SECTION=2;URLAUTH=submit+ann:***", string.Join('\n', log), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, string.Join('\n', [.. log, $"{first}{first.Reply}{first.Error}", $"{second}{second.Reply}{second.Error}"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_token_of_a_url_is_in_no_exception_about_nonsense()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(session => TakeAsync(session, "BURL", $"No. {Url}"), Keywords);
        var result = await scripted.SendAsync(content: Content);
        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.DoesNotContain(Token, result.Error!.ToString(), StringComparison.Ordinal);
    }

    private static SmtpPiece Own(string octets) => SmtpPiece.From(_ => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.ASCII.GetBytes(octets))));

    private static async Task<SmtpSendResult> SendAsync(SmtpSink sink, SmtpContent content)
    {
        await using var connection = await SmtpConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", sink.Port, TransportSecurity.Plain), SmtpConnectionOptions.Default, Ct);
        return await connection.SendAsync(ScriptedSmtp.Envelope, content, PartialRecipients.Stop, Ct);
    }

    /// <summary>MAIL and RCPT come in one group.</summary>
    private static async Task TakeAsync(ScriptedSession session, string at, params string[] answer)
    {
        await session.TakeJoinedAsync(line => line.Contains(at, StringComparison.Ordinal) ? string.Join("\r\n", answer) : null);
    }
}
