using System.Security.Cryptography;

namespace Webmail.Mime.Writing;

/// <summary>How a message is written.</summary>
public sealed record WriteOptions
{
    /// <summary>The receiver announced SMTPUTF8 and the message may use it: headers in UTF-8 (RFC 6532). Otherwise headers are ASCII.</summary>
    public bool Utf8Headers { get; init; }

    /// <summary>Gives a new boundary for each multipart. The same boundaries, dates and identifiers give the same bytes. Default: 128 random bits.</summary>
    public Func<string> NextBoundary { get; init; } = RandomBoundary;

    /// <summary>
    /// Asked before the encoded body of each attachment is written. True: the caller puts these octets at this place of the output itself (they lie on a mail server already,
    /// RFC 4469), and the attachment is not opened. Default: no.
    /// </summary>
    public Func<OutgoingAttachment, CancellationToken, ValueTask<bool>> PutsBody { get; init; } = static (_, _) => ValueTask.FromResult(false);

    /// <summary>Told when the encoded body of an attachment has been written.</summary>
    public Action<OutgoingAttachment> BodyEnds { get; init; } = static _ => { };

    // "=_" can stand neither in base64 nor in quoted-printable.
    private static string RandomBoundary() => "=_" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}
