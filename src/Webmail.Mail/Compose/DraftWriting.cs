using Webmail.Mail.Reading;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

/// <summary>One state of a draft on its way into the Drafts folder: whole, or joined to what the mail server has of it already.</summary>
/// <param name="boundaries">Begins the row of boundaries anew: the message is measured first and written afterwards, and must come out the same.</param>
/// <param name="places">Parts that lie on the server.</param>
/// <param name="stored">Told where it lies now, before the state from before goes.</param>
/// <param name="fetch">Brings here what is only on the server: for a server that won't join after all.</param>
public sealed class DraftWriting(
    OutgoingMessage message, Func<Func<string>> boundaries, IReadOnlyDictionary<OutgoingEntity, StoredPlace> places, Func<MessageReference, CancellationToken, Task> stored,
    Func<CancellationToken, Task> fetch)
{
    public bool HasPlaces => places.Count > 0;

    /// <param name="joined">Leave out what the server has.</param>
    internal async Task<IReadOnlyList<MessagePiece>> MeasureAsync(bool joined, CancellationToken ct)
    {
        var pieces = new List<MessagePiece>();
        await using var counter = new CountingStream();
        long cut = 0;
        await WriteAsync(counter, joined, place =>
        {
            pieces.Add(new MessagePiece(counter.Length - cut, null));
            pieces.Add(new MessagePiece(0, place));
            cut = counter.Length;
        }, ct);
        pieces.Add(new MessagePiece(counter.Length - cut, null));
        return pieces;
    }

    /// <summary>Writes the octets to send, one piece after the other.</summary>
    public Task WriteAsync(Stream output, bool joined, CancellationToken ct) => WriteAsync(output, joined, static _ => { }, ct);

    public Task StoredAsync(MessageReference where, CancellationToken ct) => stored(where, ct);

    public Task FetchAsync(CancellationToken ct) => fetch(ct);

    private Task WriteAsync(Stream output, bool joined, Action<StoredPlace> atPlace, CancellationToken ct) =>
        MessageWriter.WriteForStorageAsync(message, output, new WriteOptions
        {
            NextBoundary = boundaries(),
            PutsBody = (part, _) =>
            {
                if (!joined || !places.TryGetValue(part, out var place)) return ValueTask.FromResult(false);
                atPlace(place);
                return ValueTask.FromResult(true);
            },
        }, ct);
}
