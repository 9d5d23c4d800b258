namespace Webmail.Mime.Encodings;

/// <summary>The Content-Transfer-Encoding of a body (RFC 2045 section 6), with the two older ones that mail still carries.</summary>
public enum TransferEncoding
{
    /// <summary>The bytes as they are: 7bit, 8bit, binary, an absent header, and every name that is not known.</summary>
    Identity,
    Base64,
    QuotedPrintable,
    UuEncode,
    YEnc,
}
