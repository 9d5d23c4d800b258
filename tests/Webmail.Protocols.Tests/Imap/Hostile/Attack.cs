using System.Globalization;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>Measures an attack: what it makes the process hold, and whether a connection to another server is still well afterwards.</summary>
internal sealed class Attack : IAsyncDisposable
{
    /// <summary>What an attack may make us hold.</summary>
    public const long Growth = 32L * 1024 * 1024;

    private const string Load = "/proc/loadavg";

    /// <summary>The time in which it must be over: five seconds, and as much longer as this machine has more to do than it can.</summary>
    public static TimeSpan Patience => TimeSpan.FromSeconds(5) * Math.Clamp(Busy(), 1, 10);

    private readonly string _name;
    private readonly Scripted _beside;
    private readonly long _before;

    private Attack(string name, Scripted beside)
    {
        (_name, _beside) = (name, beside);
        _before = GC.GetTotalMemory(forceFullCollection: true);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Attack> BeginAsync(string name) => new(name, await Scripted.SelectedAsync(async session =>
    {
        while (true)
        {
            await session.OkAsync(await session.CommandAsync());
        }
    }));

    /// <summary>To be asked while everything that was attacked is still held.</summary>
    public async Task NothingElseIsAffectedAsync()
    {
        var grown = GC.GetTotalMemory(forceFullCollection: true) - _before;
        Assert.True(grown < Growth, $"{_name}: grew by {grown:N0}");
        await _beside.Connection.NoopAsync(Ct).WaitAsync(Patience, Ct);
        Assert.False(_beside.Connection.Events.TryRead(out _), _name);
    }

    /// <summary>Whatever waits fails in time with one and the same clear error, the connection ends with it, and whoever comes later hears it too.</summary>
    public async Task IsDroppedAsync(ImapConnection connection, params Task[] waiting)
    {
        foreach (var task in waiting)
        {
            var failure = await Assert.ThrowsAsync<ImapProtocolException>(() => task.WaitAsync(Patience, Ct));
            Assert.Equal(connection.BreakReason?.Message, failure.Message);
        }

        await connection.Closed.WaitAsync(Patience, Ct);
        var reason = Assert.IsType<ImapProtocolException>(connection.BreakReason);
        Assert.True(reason.Message.Length is > 10 and < 300 && !reason.Message.Any(char.IsControl), $"{_name}: {reason.Message}");
        Assert.Equal(ImapConnectionState.Closed, connection.State);
        var late = await Assert.ThrowsAsync<ImapProtocolException>(() => connection.NoopAsync(Ct));
        Assert.Equal(reason.Message, late.Message);
    }

    public async ValueTask DisposeAsync() => await _beside.DisposeAsync();

    private static double Busy() =>
        File.Exists(Load) && double.TryParse(File.ReadAllText(Load).Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load / Environment.ProcessorCount : 1;
}
