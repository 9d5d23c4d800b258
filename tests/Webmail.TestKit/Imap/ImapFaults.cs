namespace Webmail.TestKit.Imap;

/// <summary>What goes wrong on the way from a scripted server to its client. Octets are counted from the start of the connection.</summary>
public sealed record ImapFaults
{
    /// <summary>The client gets at most so many octets in one read; 1 splits every response at every octet.</summary>
    public int? OctetsPerRead { get; init; }

    /// <summary>The connection is cut after so many octets.</summary>
    public long? CutAfter { get; init; }

    /// <summary>After so many octets nothing more arrives, but the connection stays open.</summary>
    public long? StallAfter { get; init; }

    public static ImapFaults None { get; } = new();
}
