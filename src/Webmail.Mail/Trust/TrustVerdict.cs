namespace Webmail.Mail.Trust;

/// <summary>What the receiving server's checks say of the From domain, in one word.</summary>
public enum TrustVerdict
{
    /// <summary>No server that we trust reported a check.</summary>
    Unchecked,

    /// <summary>The From domain authenticates: DMARC passed, or a DKIM signature of that domain did where no DMARC result is told.</summary>
    Verified,

    /// <summary>Something passed, but not for the From domain, or a forwarder vouches for it (ARC).</summary>
    Partly,

    /// <summary>The checks failed: anybody may have written the From line.</summary>
    NotVerified,
}
