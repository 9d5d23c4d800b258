using Webmail.Mail.Compose;
using Webmail.Mime.Headers;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Outbox;

/// <summary>Writes the bytes of a message into the outbox's store; they are never made again, so that what is filed is what was sent.</summary>
internal sealed class OutboxContent(ChunkStore chunks)
{
    /// <param name="placeOf">Where the mail server has the body of a part; null for nowhere.</param>
    public async Task<WrittenContent> WriteAsync(Guid entry, OutgoingMessage message, Func<OutgoingEntity, StoredPlace?> placeOf, CancellationToken ct)
    {
        await using var output = new ChunkWriter(chunks, entry);
        var places = new List<PlacedStretch>();
        long start = 0;
        var options = new WriteOptions
        {
            Utf8Headers = message.NeedsUtf8(),
            PutsBody = (_, _) =>
            {
                start = output.Length;
                return ValueTask.FromResult(false);
            },
            BodyEnds = part =>
            {
                if (placeOf(part) is { } place) places.Add(new PlacedStretch(start, output.Length - start, place));
            },
        };
        await MessageWriter.WriteForSendingAsync(message, output, options, ct);
        await output.CompleteAsync(ct);
        return new WrittenContent(output.Length, output.IsEightBit, places);
    }

    /// <summary>The original as it is, with the fields that say who sends it on before it (RFC 5322 section 3.6.6).</summary>
    /// <param name="place">Where the mail server has it; null for nowhere.</param>
    public async Task<WrittenContent> WriteResentAsync(Guid entry, OutgoingMessage head, Stream original, StoredPlace? place, CancellationToken ct)
    {
        await using var output = new ChunkWriter(chunks, entry);
        var fields = new System.Text.StringBuilder();
        fields.Append("Resent-Date: ").Append(MailDate.Format(head.Date)).Append("\r\n");
        fields.Append("Resent-From: ").Append(AddressForms.Spec(head.From, utf8: false)).Append("\r\n");
        Addresses("Resent-To", head.To);
        Addresses("Resent-Cc", head.Cc);
        fields.Append("Resent-Message-ID: <").Append(head.MessageId.Text).Append(">\r\n");
        await output.WriteAsync(System.Text.Encoding.ASCII.GetBytes(fields.ToString()), ct);
        var start = output.Length;
        await original.CopyToAsync(output, ct);
        await output.CompleteAsync(ct);
        return new WrittenContent(output.Length, output.IsEightBit, place is null ? [] : [new PlacedStretch(start, output.Length - start, place)]);

        void Addresses(string name, IReadOnlyList<MailAddress> people)
        {
            if (people.Count == 0) return;
            fields.Append(name).Append(": ").AppendJoin(",\r\n ", people.Select(address => AddressForms.Spec(address, utf8: false))).Append("\r\n");
        }
    }

    public Stream Open(Guid entry, long size) => chunks.Open(entry, size);

    public Stream Open(Guid entry, long start, long length) => chunks.Open(entry, start, length);

    public Task DeleteAsync(Guid entry, CancellationToken ct) => chunks.DeleteAsync(entry, ct);
}

/// <summary>A message in the outbox's store.</summary>
internal sealed record WrittenContent(long Size, bool IsEightBit, IReadOnlyList<PlacedStretch> Places);
