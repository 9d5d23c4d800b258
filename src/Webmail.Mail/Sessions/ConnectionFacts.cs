using Webmail.Protocols.Net;

namespace Webmail.Mail.Sessions;

/// <summary>How changes in folders that nobody has open are heard of.</summary>
public enum FolderWatch
{
    /// <summary>Not decided yet: no connection watched so far.</summary>
    Unknown,

    /// <summary>The server tells of all of them at once (NOTIFY, RFC 5465).</summary>
    Told,

    /// <summary>Each is asked from time to time.</summary>
    Asked,
}

/// <summary>Whether what comes from the server is compressed (RFC 4978).</summary>
public enum LineCompression
{
    /// <summary>No connection was made yet.</summary>
    Unknown,
    Used,

    /// <summary>The server could; it is near, or it is switched off.</summary>
    NotUsed,
    NotOffered,
}

/// <summary>How an account is connected at this moment, in what its person may see.</summary>
/// <param name="Open">Connections that are open.</param>
/// <param name="Allowed">How many the server was found to allow; null: no limit was met of late.</param>
public sealed record ConnectionFacts(ServerEndpoint Server, int Open, int? Allowed, FolderWatch Watch, LineCompression Compression);
