namespace Webmail.Protocols.Smtp;

/// <summary>What octets a message consists of (BODY of RFC 6152 and RFC 3030).</summary>
public enum SmtpBody
{
    /// <summary>ASCII lines.</summary>
    SevenBit,

    /// <summary>Lines with octets above 127; needs 8BITMIME.</summary>
    EightBit,

    /// <summary>Any octets, no lines; needs BINARYMIME and CHUNKING.</summary>
    Binary,
}
