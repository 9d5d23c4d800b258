namespace Webmail.Protocols.Smtp;

/// <summary>How the message's octets go to the server.</summary>
public enum SmtpTransfer
{
    /// <summary>DATA, which every server has; BDAT where DATA cannot carry it.</summary>
    Automatic,

    /// <summary>BDAT (RFC 3030) where the server has CHUNKING, else DATA.</summary>
    Chunks,
}
