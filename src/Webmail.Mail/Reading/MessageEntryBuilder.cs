using Webmail.Mail.Messages;
using Webmail.Mime.Headers;
using Webmail.Mime.Parts;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Reading;

/// <summary>Makes a message's head and plan from what FETCH told.</summary>
internal static class MessageEntryBuilder
{
    /// <summary>Leaves kept for fetching; the body plan looks at no more.</summary>
    private const int MaxParts = BodyPlanner.MaxParts;

    public static MessageEntry Build(MailboxName folder, UidValidity validity, FetchRow row)
    {
        var envelope = row.Envelope ?? new Envelope();
        var root = new StructurePart(row.BodyStructure ?? PlainTextAt(row.Size ?? 0));
        var plan = BodyPlan.Of(root);
        var from = Correspondents.Of(envelope.From);
        var opened = new OpenedMessage
        {
            Reference = new MessageReference(folder, validity, row.Uid ?? throw new ArgumentException("A row without UID.", nameof(row))),
            Flags = row.Flags ?? FlagSet.Empty,
            Subject = Correspondents.Text(envelope.Subject),
            From = from,
            Sender = Correspondents.Of(envelope.Sender).FirstOrDefault(sender => !from.Any(author => Same(author, sender))),
            // Servers repeat From where there is no Reply-To; only one that says something is told.
            ReplyTo = [.. Correspondents.Of(envelope.ReplyTo).Where(reply => !from.Any(author => Same(author, reply)))],
            To = Correspondents.Of(envelope.To),
            Cc = Correspondents.Of(envelope.Cc),
            Bcc = Correspondents.Of(envelope.Bcc),
            Date = DateOf(envelope.DateText),
            Received = row.InternalDate ?? DateTimeOffset.UnixEpoch,
            Size = row.Size ?? 0,
            MessageId = envelope.MessageId.IsEmpty ? null : Correspondents.Text(envelope.MessageId),
            Header = row.Section(SectionPath.Header)?.Data is { } header ? HeaderBlock.Parse(header) : HeaderBlock.Empty,
            HtmlSection = plan.HasHtml ? plan.HtmlView[0].Section : null,
            PlainSection = plan.PlainView.Count > 0 ? plan.PlainView[0].Section : null,
            Attachments = Attachments(plan),
            InvitationSection = plan.Invitations.Count > 0 ? plan.Invitations[0].Section : null,
            Defects = [.. row.Defects.Take(20).Select(defect => CleanText.Of($"{defect.Item}: {defect.Reason}"))],
        };
        return new MessageEntry(opened, plan, Leaves(root));
    }

    public static IReadOnlyList<AttachmentPart> Attachments(BodyPlan plan) =>
        [.. plan.Attachments.Select(part => new AttachmentPart(part.Section, part.FileName, part.MediaType, part.EstimatedSize))];

    private static bool Same(Correspondent one, Correspondent other) => string.Equals(one.Address, other.Address, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? DateOf(ReadOnlyMemory<byte> raw) =>
        raw.Length is > 0 and <= 200 && MailDate.TryParse(raw.Span, out var date) ? date : null;

    private static Dictionary<string, IPartNode> Leaves(IPartNode root)
    {
        var leaves = new Dictionary<string, IPartNode>(StringComparer.Ordinal);
        var open = new Stack<IPartNode>([root]);
        while (open.TryPop(out var part) && leaves.Count < MaxParts)
        {
            if (part.MediaType != "multipart") leaves.TryAdd(part.Section, part);
            foreach (var child in part.Children) open.Push(child);
        }

        return leaves;
    }

    // What a server that tells no structure leaves us: the whole body as text.
    private static SinglePartStructure PlainTextAt(long size) =>
        new() { Section = "1", MediaType = "text", MediaSubtype = "plain", Encoding = "7bit", Octets = size };
}
