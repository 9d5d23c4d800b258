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

    /// <summary>The parts that are no multiparts, with the IMAP section each has in a message of which this is the body ("1", "2.1"; RFC 9051 section 6.4.5.1).</summary>
    public IEnumerable<(string Section, OutgoingEntity Part)> Leaves() => this is OutgoingMultipart ? Leaves("") : [("1", this)];

    /// <param name="prefix">The section of this entity with a dot after it; empty for the body of the message.</param>
    private protected virtual IEnumerable<(string Section, OutgoingEntity Part)> Leaves(string prefix) => [(prefix.TrimEnd('.'), this)];

    private protected static IEnumerable<(string Section, OutgoingEntity Part)> LeavesOf(OutgoingEntity part, string prefix) => part.Leaves(prefix);

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
