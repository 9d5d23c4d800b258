namespace Webmail.Mime.Parts;

internal sealed record PlanLists(
    IReadOnlyList<IPartNode> Html,
    IReadOnlyList<IPartNode> Plain,
    IReadOnlyDictionary<string, IPartNode> Inline,
    IReadOnlyList<PartAttachment> Attachments,
    IReadOnlyList<IPartNode> Invitations,
    IReadOnlyList<IPartNode> ContactCards,
    IReadOnlyList<IPartNode> Signatures,
    MessageProtection Protection);
