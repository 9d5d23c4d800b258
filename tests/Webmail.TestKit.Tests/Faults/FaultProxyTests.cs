using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Imap;

namespace Webmail.TestKit.Tests.Faults;

public sealed class FaultProxyTests
{
    private const string Greeting = "* OK ready\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_faults_everything_passes_both_ways()
    {
        await using var server = Echo();
        await using var proxy = new FaultProxy(server.Port, () => ConnectionFaults.None);
        using var client = await ConnectAsync(proxy);
        Assert.Equal(Greeting, await ReadAsync(client, Greeting.Length));
        await client.GetStream().WriteAsync("hello\r\n"u8.ToArray(), Ct);
        Assert.Equal("hello\r\n", await ReadAsync(client, 7));
    }

    [Fact]
    public async Task A_line_that_splits_gives_one_octet_at_a_time()
    {
        await using var stream = new FaultyStream(new MemoryStream("abc"u8.ToArray()), new LineFaults { OctetsPerRead = 1 });
        var buffer = new byte[10];
        Assert.Equal(1, await stream.ReadAsync(buffer, Ct));
        Assert.Equal(1, await stream.ReadAsync(buffer, Ct));
        Assert.Equal((byte)'b', buffer[0]);
    }

    [Fact]
    public async Task A_dripping_line_gives_an_octet_each_time_the_clock_has_moved()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var stream = new FaultyStream(new MemoryStream("ab"u8.ToArray()), LineFaults.Drip(TimeSpan.FromSeconds(1)), time);
        var buffer = new byte[10];
        var read = stream.ReadAsync(buffer, Ct).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(read.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await read);
    }

    [Fact]
    public async Task Latency_delays_both_ways()
    {
        await using var server = Echo();
        await using var proxy = new FaultProxy(server.Port, () => new ConnectionFaults { Latency = TimeSpan.FromMilliseconds(20), Jitter = TimeSpan.FromMilliseconds(5) });
        using var client = await ConnectAsync(proxy);
        await ReadAsync(client, Greeting.Length);
        var asked = Stopwatch.GetTimestamp();
        await client.GetStream().WriteAsync("ping\r\n"u8.ToArray(), Ct);
        Assert.Equal("ping\r\n", await ReadAsync(client, 6));
        Assert.InRange(Stopwatch.GetElapsedTime(asked).TotalMilliseconds, 39, 5000);
    }

    [Fact]
    public async Task A_cut_line_ends_after_so_many_octets()
    {
        await using var server = Echo();
        await using var proxy = new FaultProxy(server.Port, () => new ConnectionFaults { Down = new LineFaults { CutAfter = 4 } });
        using var client = await ConnectAsync(proxy);
        Assert.Equal("* OK", await ReadAsync(client, 100));
        await Eventually.TrueAsync(() => proxy.Cuts == 1, "the cut is counted", Ct);
    }

    [Fact]
    public async Task A_reset_is_an_error_at_the_client()
    {
        await using var server = Echo();
        await using var proxy = new FaultProxy(server.Port, () => new ConnectionFaults { ResetAfter = 15 });
        using var client = await ConnectAsync(proxy);
        await ReadAsync(client, Greeting.Length);
        await client.GetStream().WriteAsync("hello\r\n"u8.ToArray(), Ct);
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(client, 1));
        Assert.Equal(1, proxy.Cuts);
    }

    [Fact]
    public async Task A_half_open_connection_ends_for_the_server_only()
    {
        var left = new TaskCompletionSource();
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.SendAsync(Greeting);
            await session.UntilClosedAsync();
            left.TrySetResult();
        });
        await using var proxy = new FaultProxy(server.Port, () => new ConnectionFaults { HalfOpenAfter = Greeting.Length });
        using var client = await ConnectAsync(proxy);
        await ReadAsync(client, Greeting.Length);
        var more = client.GetStream().ReadAsync(new byte[1], Ct).AsTask();
        await left.Task.WaitAsync(TimeSpan.FromSeconds(5), Ct);
        await client.GetStream().WriteAsync("hello\r\n"u8.ToArray(), Ct);
        Assert.False(more.IsCompleted);
    }

    [Fact]
    public async Task A_black_hole_takes_everything_and_gives_nothing()
    {
        var heard = 0;
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.SendAsync(Greeting);
            await session.LineAsync();
            heard++;
        });
        await using var proxy = new FaultProxy(server.Port, () => ConnectionFaults.Blackhole(5));
        using var client = await ConnectAsync(proxy);
        Assert.Equal("* OK ", await ReadAsync(client, 5));
        var more = client.GetStream().ReadAsync(new byte[1], Ct).AsTask();
        for (var i = 0; i < 3; i++) await client.GetStream().WriteAsync("hello\r\n"u8.ToArray(), Ct);
        Assert.False(more.IsCompleted);
        Assert.Equal(0, heard);
    }

    [Fact]
    public async Task An_octet_is_corrupted_and_a_piece_comes_twice()
    {
        var faults = new LineFaults { Corrupt = (1, (byte)'X'), Duplicate = (3, 2) };
        await using var stream = new FaultyStream(new MemoryStream("abcdefg"u8.ToArray()), faults);
        using var reader = new StreamReader(stream);
        Assert.Equal("aXcdedefg", await reader.ReadToEndAsync(Ct));
    }

    private static ScriptedImapServer Echo() => ScriptedImapServer.OnLoopback(async session =>
    {
        await session.SendAsync(Greeting);
        while (true) await session.SayAsync(await session.LineAsync());
    });

    private static async Task<TcpClient> ConnectAsync(FaultProxy proxy)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port, Ct);
        return client;
    }

    private static async Task<string> ReadAsync(TcpClient client, int octets)
    {
        var buffer = new byte[octets];
        var read = await client.GetStream().ReadAtLeastAsync(buffer, octets, throwOnEndOfStream: false, Ct);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
