namespace Webmail.Protocols.Imap;

/// <summary>Whose mailbox, on which server, and who may read the URL (RFC 4467 section 3).</summary>
public sealed record UrlAuthorization
{
    private UrlAuthorization(string user, string host, int? port, string word, string? @as)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            throw new ArgumentException("Not the name of a host.", nameof(host));
        }

        (User, Host, Port, Word, As) = (user, Uri.CheckHostName(host) == UriHostNameType.IPv6 ? $"[{host}]" : host, port, word, @as);
    }

    /// <summary>The owner of the mailbox.</summary>
    public string User { get; }

    public string Host { get; }

    /// <summary>Null: the protocol's own, 143.</summary>
    public int? Port { get; }

    /// <summary>From then on the URL is worth nothing; default: null, until the mailbox's key is reset.</summary>
    public DateTimeOffset? Expires { get; init; }

    internal string Word { get; }

    internal string? As { get; }

    /// <summary>A message submission server that acts for the user may read it: what BURL (RFC 4468) needs.</summary>
    public static UrlAuthorization Submission(string user, string host, int? port = null) => new(user, host, port, "submit", user);

    /// <summary>This user alone may read it.</summary>
    public static UrlAuthorization Reader(string user, string host, string reader, int? port = null) => new(user, host, port, "user", reader);

    /// <summary>Anyone who is signed in may read it.</summary>
    public static UrlAuthorization AnyUser(string user, string host, int? port = null) => new(user, host, port, "authuser", null);
}
