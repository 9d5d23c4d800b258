namespace Webmail.Mime.Parsing;

/// <summary>What a message did that the standards do not allow, or that passed a limit. Everything was read on regardless.</summary>
public enum MimeDefectKind
{
    /// <summary>A header line that is no field and was skipped.</summary>
    MalformedHeaderLine,

    /// <summary>A continuation line before any field.</summary>
    ContinuationWithoutField,

    /// <summary>Text where a header should be; it is read as the body.</summary>
    MissingHeader,

    /// <summary>A header that no empty line ends.</summary>
    MissingHeaderEnd,

    /// <summary>An mbox "From " line above the header.</summary>
    EnvelopeLine,

    /// <summary>Bytes above 127 in a header that are not UTF-8.</summary>
    RawBytesInHeader,

    /// <summary>A NUL in a header.</summary>
    NulInHeader,

    /// <summary>A line end that is not CRLF; reported once, for the first header line.</summary>
    BareLineFeed,

    /// <summary>Line ends that are all bare CR.</summary>
    BareCarriageReturn,

    /// <summary>Content-Type that is no media type.</summary>
    InvalidContentType,

    /// <summary>Parameters with missing quotes, semicolons or numbers.</summary>
    InvalidParameters,

    /// <summary>A second Content-Type, Content-Transfer-Encoding, From, Date … field; the first counts.</summary>
    DuplicateField,

    /// <summary>Content-Transfer-Encoding with an unknown name; the bytes are taken as they are.</summary>
    UnknownTransferEncoding,

    /// <summary>A multipart or message that says it is encoded, which RFC 2045 section 6.4 forbids.</summary>
    EncodedComposite,

    /// <summary>A multipart without a boundary parameter; it was guessed where possible.</summary>
    MissingBoundaryParameter,

    /// <summary>The boundary that was declared does not occur; another one was found and used.</summary>
    WrongBoundary,

    /// <summary>A multipart without any part.</summary>
    MissingParts,

    /// <summary>A multipart that no closing boundary ends.</summary>
    MissingClosingBoundary,

    /// <summary>Text after a boundary on its line.</summary>
    TextAfterBoundary,

    /// <summary>Date that is no date.</summary>
    InvalidDate,

    /// <summary>An address field with something that had to be forgiven.</summary>
    InvalidAddress,

    /// <summary>A body that was not fully of its transfer encoding. Found when the body is decoded.</summary>
    InvalidEncodedData,

    /// <summary><see cref="MimeLimits.MaxDepth"/>: what is deeper is one part.</summary>
    TooDeep,

    /// <summary><see cref="MimeLimits.MaxParts"/>: the rest belongs to the last part.</summary>
    TooManyParts,

    /// <summary><see cref="MimeLimits.MaxHeaderLength"/>: the rest of the header was skipped.</summary>
    HeaderTooLong,

    /// <summary><see cref="Headers.HeaderBlock.MaxFields"/>: the fields after it are not indexed.</summary>
    TooManyFields,

    /// <summary><see cref="MimeLimits.MaxEmbeddedLength"/>: an encoded message inside was not opened.</summary>
    EmbeddedTooLarge,

    /// <summary><see cref="MimeLimits.MaxWork"/>: an encoded message or a wrong boundary inside was not looked at again.</summary>
    OutOfWork,

    /// <summary><see cref="MimeLimits.MaxDefects"/>: there are more than are listed.</summary>
    TooManyDefects,
}
