namespace Webmail.Mail.Sessions;

/// <summary>The caps and times of session pools. Bound from <c>Webmail:Sessions</c>.</summary>
public sealed class SessionLimits
{
    /// <summary>Worker connections per account. Default 4: two folders open, one download, one search. Providers allow 10 to 15 in all.</summary>
    public int WorkersPerAccount { get; set; } = 4;

    /// <summary>Connections of this process to one server. Default 5,000.</summary>
    public int ConnectionsPerServer { get; set; } = 5_000;

    /// <summary>Connections of one tenant in this process. Default 10,000.</summary>
    public int ConnectionsPerTenant { get; set; } = 10_000;

    /// <summary>Connections of this process. Default 20,000, well below the usual descriptor limit of a service.</summary>
    public int ConnectionsPerProcess { get; set; } = 20_000;

    /// <summary>A worker nobody used for so long is logged out. Default 2 minutes: a selected folder of a million messages costs Dovecot 151 MB.</summary>
    public TimeSpan IdleWorker { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>An account nobody looked at for so long closes its connections and forgets its password. Default 15 minutes.</summary>
    public TimeSpan IdleAccount { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often a connection in IDLE or NOTIFY is asked for a sign of life. Default 4 minutes: below the NAT time-outs in use.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Without NOTIFY: how often the counts of all folders are asked. Default 45 seconds.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long an operation waits for a free or a recovering connection before it fails. Default 10 seconds.</summary>
    public TimeSpan RentTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A folder with more messages is searched on a connection of its own. Default 2,000: a search that no index helps reads each of them.</summary>
    public int SearchedApart { get; set; } = 2_000;

    /// <summary>How long a search nobody waits for any more may still keep its connection. Default 2 seconds: a new one costs the server a sign-in.</summary>
    public TimeSpan SearchGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause of the recovery loop. Default 30 seconds.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether working connections are compressed. Default: where the server is far.</summary>
    public CompressionUse Compression { get; set; } = CompressionUse.Far;

    /// <summary>
    /// A server that takes so long for a round trip is far. Default 10 ms, no server of the same house: compressing a window of a list saves one to two round trips and costs nothing
    /// here, but the server computes for it and keeps 300 KB of tables.
    /// </summary>
    public TimeSpan CompressFrom { get; set; } = TimeSpan.FromMilliseconds(10);
}
