namespace Webmail.TestKit.Mailboxes;

/// <summary>How a part's bytes are written (RFC 2045 section 6).</summary>
public enum TransferEncoding
{
    /// <summary>As they are, declared <c>7bit</c>.</summary>
    SevenBit,

    /// <summary>As they are, declared <c>8bit</c>.</summary>
    EightBit,
    QuotedPrintable,
    Base64,

    /// <summary>As they are, with no Content-Transfer-Encoding field at all.</summary>
    Undeclared,
}
