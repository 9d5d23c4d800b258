namespace Webmail.Mime.Encodings;

/// <summary>
/// One body decoded piece by piece. Tolerant: what is not of the encoding is skipped or kept as it is, never refused.
/// Holds a few bytes of state, never the body.
/// </summary>
public abstract class TransferDecoder
{
    /// <summary>No output is made into a destination smaller than this; every larger one makes progress.</summary>
    public const int MinDestination = 1024;

    /// <summary>True once something had to be forgiven: bytes outside the alphabet, a wrong escape, a missing end.</summary>
    public bool HasDefect { get; protected set; }

    /// <summary>
    /// Decodes as much of <paramref name="source"/> as fits. False: call again with what was not consumed and with room for more.
    /// True: all is consumed and nothing waits; after a <paramref name="final"/> call that is the end of the body.
    /// </summary>
    /// <param name="destination">At least <see cref="MinDestination"/> bytes.</param>
    public abstract bool Decode(ReadOnlySpan<byte> source, Span<byte> destination, bool final, out int consumed, out int written);

    /// <summary>A decoder for <paramref name="encoding"/>, or null where the bytes are the content.</summary>
    public static TransferDecoder? Create(TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.Base64 => new Base64Decoder(),
        TransferEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
        TransferEncoding.UuEncode => new UuDecoder(),
        TransferEncoding.YEnc => new YEncDecoder(),
        _ => null,
    };
}
