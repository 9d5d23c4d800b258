namespace Webmail.TestKit.Faults;

/// <summary>What goes wrong with one connection through a <see cref="FaultProxy"/>.</summary>
public sealed record ConnectionFaults
{
    public static ConnectionFaults None { get; } = new();

    /// <summary>From the server to the client.</summary>
    public LineFaults Down { get; init; } = LineFaults.None;

    /// <summary>From the client to the server.</summary>
    public LineFaults Up { get; init; } = LineFaults.None;

    /// <summary>Each octet takes so long, either way; the line is as wide as before.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Up to so much more, by <see cref="Seed"/>; what was sent later never arrives earlier.</summary>
    public TimeSpan Jitter { get; init; }

    public int Seed { get; init; } = 20261122;

    /// <summary>Both ends are reset after so many octets, both ways together.</summary>
    public long? ResetAfter { get; init; }

    /// <summary>After so many octets from the server its end is closed, and the client is not told: what it sends is lost, nothing comes back.</summary>
    public long? HalfOpenAfter { get; init; }

    /// <summary>After so many octets from the server everything vanishes, either way; both ends stay open.</summary>
    public static ConnectionFaults Blackhole(long after) => new() { Down = new LineFaults { SilentAfter = after }, SwallowsWhenSilent = true };

    /// <summary>What the client sends once the server's direction is silent goes nowhere.</summary>
    internal bool SwallowsWhenSilent { get; init; }
}
