using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Commands;

public sealed class OpenBodyTests
{
    private const int Big = 300_000;

    private static readonly Uid Seven = new(7);
    private static readonly SectionPath One = SectionPath.Create("1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(Big)]
    public async Task The_octets_arrive_as_sent_however_many(int size)
    {
        var content = Content(size);
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await SendBodyAsync(session, content, before: "UID 7 ", after: "");
            await session.AnswerAsync("NOOP");
        });
        await using (var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct))
        {
            Assert.Equal(size, body.TotalLength);
            Assert.Equal(content, await ReadAsync(body));
        }

        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task CopyTo_gives_the_same_octets()
    {
        var content = Content(Big);
        await using var scripted = await Scripted.SelectedAsync(session => SendBodyAsync(session, content, before: "", after: " UID 7"));
        await using var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct);
        var copy = new MemoryStream();
        await body.CopyToAsync(copy, Ct);
        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public async Task The_first_octet_is_read_before_the_last_is_sent()
    {
        var go = new TaskCompletionSource();
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            await session.SendAsync($"* 1 FETCH (UID 7 BODY[1] {{{Big}}}\r\nx");
            await go.Task;
            await session.SendAsync(new string('y', Big - 1) + ")\r\n");
            await session.OkAsync(fetch);
        });
        await using var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct);
        var buffer = new byte[10];
        Assert.Equal(1, await body.ReadAsync(buffer, Ct));
        go.SetResult();
        Assert.Equal(Big - 1, (await ReadAsync(body)).Length);
    }

    [Fact]
    public async Task A_body_that_is_not_read_holds_the_server_back()
    {
        var sent = 0L;
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            await session.SendAsync($"* 1 FETCH (UID 7 BODY[1] {{10000000}}\r\n");
            for (; sent < 10_000_000; sent += 10_000)
            {
                await session.SendAsync(new byte[10_000]);
            }

            await session.SendAsync(")\r\n");
            await session.OkAsync(fetch);
        });
        await using var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct);
        var buffer = new byte[1000];
        var read = 0L;
        while (await body.ReadAsync(buffer, Ct) is > 0 and var size)
        {
            read += size;

            // 256 KB are the script's own send buffer.
            Assert.True(Volatile.Read(ref sent) - read < (256 + 64) * 1024);
        }

        Assert.Equal(10_000_000, read);
    }

    [Fact]
    public async Task Left_early_the_rest_is_read_away_and_the_connection_goes_on()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await SendBodyAsync(session, Content(Big), before: "UID 7 ", after: "");
            await session.AnswerAsync("NOOP");
        });
        await using (var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct))
        {
            Assert.True(await body.ReadAsync(new byte[5], Ct) > 0);
        }

        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task Left_with_too_much_unread_the_connection_is_closed()
    {
        var options = new ImapConnectionOptions { Limits = new ImapLimits { DrainBytes = 100_000 } };
        await using var scripted = await Scripted.SelectedAsync(session => SendBodyAsync(session, Content(Big), "UID 7 ", ""), options: options);
        await using (var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct))
        {
            Assert.Equal(Big, body.TotalLength);
        }

        await scripted.Connection.Closed.WaitAsync(Ct);
        Assert.Contains("draining", scripted.Connection.BreakReason!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_read_loses_no_octet()
    {
        var content = Content(Big);
        var go = new TaskCompletionSource();
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            await session.SendAsync($"* 1 FETCH (UID 7 BODY[1] {{{Big}}}\r\n");
            await go.Task;
            await session.SendAsync(content);
            await session.SendAsync(")\r\n");
            await session.OkAsync(fetch);
        });
        await using var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct);
        using var cancel = new CancellationTokenSource();
        var reading = body.ReadAsync(new byte[100], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        go.SetResult();
        Assert.Equal(content, await ReadAsync(body));
    }

    [Fact]
    public async Task A_body_of_another_message_is_never_taken_for_this_one()
    {
        await using var scripted = await Scripted.SelectedAsync(session => SendBodyAsync(session, Content(Big), before: "", after: " UID 8"));
        await using var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct);
        await Assert.ThrowsAsync<ImapProtocolException>(() => ReadAsync(body));
    }

    [Fact]
    public async Task A_body_cut_off_is_never_taken_for_whole()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.CommandAsync();
            await session.SendAsync($"* 1 FETCH (UID 7 BODY[1] {{{Big}}}\r\n" + new string('x', 1000));
            await session.CloseAsync();
        });
        await using var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct);
        await Assert.ThrowsAsync<ImapProtocolException>(() => ReadAsync(body));
        await scripted.Connection.Closed.WaitAsync(Ct);
    }

    [Fact]
    public async Task A_message_that_is_gone_is_said_to_be_nonexistent()
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.AnswerAsync("UID FETCH"));
        var failure = await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct));
        Assert.Equal(ResponseCodeKind.NonExistent, failure.Kind);
    }

    [Fact]
    public async Task Binary_is_asked_for_and_given_up_where_the_server_cannot_decode()
    {
        ScriptedSession? server = null;
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            server = session;
            await session.SayAsync($"{(await session.CommandAsync()).Tag} NO [UNKNOWN-CTE] cannot decode");
            await session.AnswerAsync("UID FETCH", "* 1 FETCH (UID 7 BODY[1] \"abc\")");
        });
        await using var body = await scripted.Connection.OpenBodyAsync(Seven, One, new BodyFetchOptions { Binary = true }, Ct);
        Assert.False(body.IsDecoded);
        Assert.Equal("abc"u8.ToArray(), await ReadAsync(body));
        Assert.Equal(["UID FETCH 7 (UID BINARY.PEEK[1])", "UID FETCH 7 (UID BODY.PEEK[1])"], server!.Heard.Skip(2));
    }

    [Fact]
    public async Task A_reader_that_stalls_is_dropped_in_time()
    {
        var options = new ImapConnectionOptions
        {
            // Looked at four times in this span; the server itself may be slow on a busy machine.
            CommandTimeout = TimeSpan.FromSeconds(4),
            Limits = new ImapLimits { BodyStall = TimeSpan.FromMilliseconds(100) },
        };
        await using var scripted = await Scripted.SelectedAsync(session => SendBodyAsync(session, Content(Big), "UID 7 ", ""), options: options);
        await using var body = await scripted.Connection.OpenBodyAsync(Seven, One, BodyFetchOptions.Default, Ct);
        await scripted.Connection.Closed.WaitAsync(Ct);
        Assert.Contains("Nobody read", scripted.Connection.BreakReason!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_bodies_asked_for_at_once_come_one_after_the_other()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetches = new List<ScriptedCommand>();
            for (var i = 0; i < 3; i++)
            {
                fetches.Add(await session.CommandAsync());
            }

            for (var i = 0; i < 3; i++)
            {
                await session.SendAsync($"* {i + 1} FETCH (UID {i + 1} BODY[1] {{100000}}\r\n{new string((char)('a' + i), 100_000)})\r\n");
                await session.OkAsync(fetches[i]);
            }
        });
        var all = Enumerable.Range(1, 3).Select(async i =>
        {
            await using var body = await scripted.Connection.OpenBodyAsync(new Uid((uint)i), One, BodyFetchOptions.Default, Ct);
            return Encoding.ASCII.GetString(await ReadAsync(body));
        });
        Assert.Equal([new string('a', 100_000), new string('b', 100_000), new string('c', 100_000)], await Task.WhenAll(all));
    }

    private static byte[] Content(int size)
    {
        var content = new byte[size];
        new Random(7).NextBytes(content);
        return content;
    }

    private static async Task SendBodyAsync(ScriptedSession session, byte[] content, string before, string after)
    {
        var fetch = await session.CommandAsync();
        await session.SendAsync($"* 1 FETCH ({before}BODY[1] {{{content.Length}}}\r\n");
        await session.SendAsync(content);
        await session.SendAsync(after + ")\r\n");
        await session.OkAsync(fetch);
    }

    private static async Task<byte[]> ReadAsync(ImapBodyStream body)
    {
        var all = new MemoryStream();
        var buffer = new byte[7777];
        while (await body.ReadAsync(buffer, Ct) is > 0 and var read)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
