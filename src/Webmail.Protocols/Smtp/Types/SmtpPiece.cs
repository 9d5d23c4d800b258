namespace Webmail.Protocols.Smtp;

/// <summary>A stretch of a message: octets that are sent, or a URL from which the server fetches them itself (BURL, RFC 4468). Prints nothing: the URL lets whoever has it read.</summary>
public sealed class SmtpPiece
{
    private SmtpPiece(Func<CancellationToken, ValueTask<Stream>>? open, string? url) => (Open, Url) = (open, url);

    internal Func<CancellationToken, ValueTask<Stream>>? Open { get; }

    internal string? Url { get; }

    /// <summary>From a stream that is opened when its turn comes, read to its end and disposed.</summary>
    public static SmtpPiece From(Func<CancellationToken, ValueTask<Stream>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new SmtpPiece(open, null);
    }

    /// <summary>What a signed URL (RFC 4467) names, as it is.</summary>
    /// <exception cref="ArgumentException">Not a URL in printable ASCII without spaces.</exception>
    public static SmtpPiece FromImapUrl(string url) => new(null, Checked(url));

    // Whoever reads the exception is not told the URL.
    internal static string Checked(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.Length > 0 && !url.AsSpan().ContainsAnyExceptInRange('!', '~') ? url : throw new ArgumentException("A URL for BURL is printable ASCII without spaces.", nameof(url));
    }
}
