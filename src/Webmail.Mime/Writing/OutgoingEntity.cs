using System.Buffers;

namespace Webmail.Mime.Writing;

/// <summary>A part of a message to be written. Parts can be put together freely; <see cref="OutgoingMessage"/> makes the usual structures.</summary>
public abstract class OutgoingEntity
{
    private protected OutgoingEntity()
    {
    }

    /// <summary>Content-ID, or none.</summary>
    public MessageId? ContentId { get; init; }

    /// <summary>Writes the Content-* fields and the body, beginning at the start of a line; the body need not end with a line end.</summary>
    internal abstract Task WriteAsync(EntityWriter writer, CancellationToken ct);

    // type "/" subtype of tokens (RFC 2045 section 5.1).
    private protected static string CheckType(string mediaType)
    {
        var halves = mediaType.Split('/');
        if (halves.Length != 2 || !Array.TrueForAll(halves, IsToken)) throw new FormatException("The media type is not valid.");
        return mediaType;
    }

    private static bool IsToken(string text) => text.Length is > 0 and < 100 && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.AsSpan().ContainsAny(Specials);

    private static readonly SearchValues<char> Specials = SearchValues.Create("()<>@,;:\\\"/[]?=");
}
