namespace Webmail.Mime.Parts;

/// <summary>
/// Which part of a message is the body, which are inline and which attachments. The rules are in <see cref="BodyPlanner"/>; there is no other
/// place that decides this.
/// </summary>
public sealed class BodyPlan
{
    private Dictionary<IPartNode, PartRole>? _roles;

    internal BodyPlan(PlanLists lists)
    {
        HtmlView = lists.Html;
        PlainView = lists.Plain;
        InlineParts = lists.Inline;
        Attachments = lists.Attachments;
        Invitations = lists.Invitations;
        ContactCards = lists.ContactCards;
        Signatures = lists.Signatures;
        Protection = lists.Protection;
    }

    /// <summary>What a reader who wants HTML sees, top to bottom: text/html leaves, and text/plain ones where there is no HTML for that stretch.</summary>
    public IReadOnlyList<IPartNode> HtmlView { get; }

    /// <summary>What a reader who wants text sees, top to bottom: text/plain leaves, and text/html ones where there is no text for that stretch.</summary>
    public IReadOnlyList<IPartNode> PlainView { get; }

    /// <summary>True when there is anything in HTML.</summary>
    public bool HasHtml => HtmlView.Any(p => p.Subtype == "html");

    /// <summary>Parts that HTML can refer to, by Content-ID without brackets; of two with the same the first. Also by Content-Location.</summary>
    public IReadOnlyDictionary<string, IPartNode> InlineParts { get; }

    /// <summary>In the order of the message.</summary>
    public IReadOnlyList<PartAttachment> Attachments { get; }

    /// <summary>text/calendar and application/ics parts, wherever they are.</summary>
    public IReadOnlyList<IPartNode> Invitations { get; }

    /// <summary>vCards, wherever they are; each is an attachment too.</summary>
    public IReadOnlyList<IPartNode> ContactCards { get; }

    /// <summary>The signature parts of multipart/signed: not attachments for people.</summary>
    public IReadOnlyList<IPartNode> Signatures { get; }

    public MessageProtection Protection { get; }

    /// <summary>The role of one part of this message.</summary>
    public PartRole RoleOf(IPartNode part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part.MediaType == "multipart" && part.Children.Count > 0) return PartRole.Container;
        return (_roles ??= Roles()).GetValueOrDefault(part, PartRole.Alternative);
    }

    private Dictionary<IPartNode, PartRole> Roles()
    {
        var roles = new Dictionary<IPartNode, PartRole>(ReferenceEqualityComparer.Instance);
        foreach (var part in HtmlView) roles.TryAdd(part, PartRole.Body);
        foreach (var part in PlainView) roles.TryAdd(part, PartRole.Alternative);
        foreach (var attachment in Attachments) roles.TryAdd(attachment.Part, PartRole.Attachment);
        foreach (var part in Signatures) roles.TryAdd(part, PartRole.Attachment);
        foreach (var part in Invitations) roles.TryAdd(part, PartRole.Alternative);
        foreach (var part in InlineParts.Values) roles.TryAdd(part, PartRole.Inline);
        return roles;
    }

    public static BodyPlan Of(IPartNode root) => BodyPlanner.Plan(root);

    /// <summary>
    /// The plan once it is known what the HTML really refers to: an inline part that nothing shows becomes an attachment (so that nothing is
    /// hidden from the reader), and an attachment that is shown in the text is one no longer.
    /// </summary>
    /// <param name="used">The Content-IDs and Content-Locations that the shown HTML refers to.</param>
    public BodyPlan WithReferences(IReadOnlySet<string> used)
    {
        ArgumentNullException.ThrowIfNull(used);
        var shown = new HashSet<IPartNode>(ReferenceEqualityComparer.Instance);
        foreach (var (id, part) in InlineParts)
        {
            if (used.Contains(id)) shown.Add(part);
        }

        var order = Attachments.Select(a => a.Part).Concat(InlineParts.Values).Distinct().Where(p => !shown.Contains(p));
        var listed = new Dictionary<IPartNode, PartAttachment>();
        foreach (var attachment in Attachments) listed.TryAdd(attachment.Part, attachment);
        var attachments = order.Select(p => listed.GetValueOrDefault(p) ?? BodyPlanner.Attachment(p)).ToList();
        return new BodyPlan(new PlanLists(HtmlView, PlainView, InlineParts, attachments, Invitations, ContactCards, Signatures, Protection));
    }
}
