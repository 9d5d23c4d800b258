using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

/// <summary>Makes the parts of a message out of a draft's files, and remembers which is which.</summary>
/// <param name="places">The files of which the mail server has the encoded body.</param>
internal sealed class DraftParts(Func<Guid, CancellationToken, ValueTask<Stream>> open, IReadOnlyDictionary<Guid, StoredPlace> places)
{
    /// <summary>Smaller bodies are sent again rather than named: a URL and its check cost as much.</summary>
    private const int WorthAPlace = 16 * 1024;

    private readonly Dictionary<OutgoingEntity, DraftFile> _files = [];

    public OutgoingAttachment Make(DraftFile file, MessageId? contentId)
    {
        var part = new OutgoingAttachment(file.Type, ct => open(file.Id, ct))
        {
            FileName = file.Name, Inline = contentId is not null, ContentId = contentId,
            // Whoever says more than there is does no harm; to look would be to fetch it.
            IsEightBit = places.ContainsKey(file.Id) ? true : null,
        };
        if (file.Size >= WorthAPlace) _files[part] = file;
        return part;
    }

    public IReadOnlyDictionary<OutgoingEntity, StoredPlace> Places =>
        _files.Where(made => places.ContainsKey(made.Value.Id)).ToDictionary(made => made.Key, made => places[made.Value.Id]);

    /// <summary>Where each file lies once this message is stored.</summary>
    public IReadOnlyDictionary<Guid, string> SectionsIn(OutgoingMessage message) =>
        message.Body.Leaves().Where(leaf => _files.ContainsKey(leaf.Part)).ToDictionary(leaf => _files[leaf.Part].Id, leaf => leaf.Section);
}
