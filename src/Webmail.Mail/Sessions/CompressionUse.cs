namespace Webmail.Mail.Sessions;

/// <summary>When connections to IMAP servers are compressed (RFC 4978).</summary>
public enum CompressionUse
{
    /// <summary>Where the server is far: <see cref="SessionLimits.CompressFrom"/>.</summary>
    Far,

    Never,

    /// <summary>Wherever the server offers it.</summary>
    Always,
}
