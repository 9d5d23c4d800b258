using Webmail.Mime.Parts;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Reading;

/// <summary>What a list says of a message's parts, by the same plan as the reading pane.</summary>
/// <param name="Attachments">As the reading pane will list them.</param>
/// <param name="Invitations">Sections of calendar parts.</param>
internal sealed record MessageParts(IReadOnlyList<AttachmentPart> Attachments, IReadOnlyList<string> Invitations)
{
    public static MessageParts Plan(BodyStructure structure)
    {
        var plan = BodyPlan.Of(new StructurePart(structure));
        return new MessageParts(MessageEntryBuilder.Attachments(plan), [.. plan.Invitations.Select(part => part.Section)]);
    }
}
