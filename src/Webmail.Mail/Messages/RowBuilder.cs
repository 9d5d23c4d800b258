using Webmail.Mail.Reading;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Messages;

/// <summary>Makes list rows out of FETCH data: decoded, cleaned of control and direction characters.</summary>
internal sealed class RowBuilder(bool showsRecipients)
{
    /// <summary>What a row needs at once; all of it is in every server's cache.</summary>
    public static readonly FetchItems RowItems = new() { Flags = true, InternalDate = true, Size = true, Envelope = true };

    /// <summary>What is shown a moment later; may make the server read the message.</summary>
    private static readonly FetchItems DetailItems = new() { BodyStructure = true, Preview = PreviewWish.Make };

    /// <summary>A row; null for a response that is only a change of flags.</summary>
    public MessageRow? TryBuild(FetchRow fetched)
    {
        if (fetched.Uid is not { } uid || fetched.Flags is not { } flags || fetched.InternalDate is not { } received) return null;
        var envelope = fetched.Envelope ?? new Envelope();
        var people = showsRecipients ? envelope.To : envelope.From;
        return new MessageRow
        {
            Uid = uid,
            Flags = flags,
            People = Correspondents.Of(people),
            ShowsRecipients = showsRecipients,
            Subject = Correspondents.Text(envelope.Subject),
            Received = received,
            Size = fetched.Size ?? 0,
        };
    }

    public static bool LacksDetails(MessageRow row) => row.Attachments is null || row.Preview is null;

    public static async Task DescribeAsync(
        ImapConnection connection, IReadOnlyList<MessageRow> rows, Action<Uid, Func<MessageRow, MessageRow>> describe, CancellationToken ct)
    {
        var uids = UidSet.From(rows.Select(row => row.Uid));
        var previews = connection.Capabilities.Has("PREVIEW");
        var structures = new List<(Uid Uid, BodyStructure Structure)>();
        await foreach (var fetched in connection.FetchAsync(uids, DetailItems, ct: ct))
        {
            if (fetched.Uid is not { } uid) continue;
            var plan = fetched.BodyStructure is { } structure ? MessageParts.Plan(structure) : null;
            if (!previews && fetched.BodyStructure is { } body) structures.Add((uid, body));
            var preview = previews ? RowPreview.Clean(fetched.Preview ?? "") : null;
            describe(uid, row => row with
            {
                Preview = preview ?? row.Preview,
                Attachments = plan is null ? [] : [.. plan.Attachments.Select(part => new AttachmentBrief(part.Name, part.Size))],
                HasInvitation = plan?.Invitations.Count > 0,
            });
        }

        foreach (var (uid, structure) in structures)
        {
            var text = await RowPreview.FetchAsync(connection, uid, structure, ct);
            describe(uid, row => row with { Preview = text });
        }
    }
}
