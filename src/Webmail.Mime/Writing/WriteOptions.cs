using System.Security.Cryptography;

namespace Webmail.Mime.Writing;

/// <summary>How a message is written.</summary>
public sealed record WriteOptions
{
    /// <summary>The receiver announced SMTPUTF8 and the message may use it: headers in UTF-8 (RFC 6532). Otherwise headers are ASCII.</summary>
    public bool Utf8Headers { get; init; }

    /// <summary>Gives a new boundary for each multipart. The same boundaries, dates and identifiers give the same bytes. Default: 128 random bits.</summary>
    public Func<string> NextBoundary { get; init; } = RandomBoundary;

    // "=_" can stand neither in base64 nor in quoted-printable.
    private static string RandomBoundary() => "=_" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}
