namespace Webmail.Mime.Parts;

/// <summary>
/// The rules, applied from the root down:
/// <list type="number">
/// <item>A leaf is <b>body</b> when it is text/plain or text/html, is not marked as attachment and has no file name. When that leaves no body at all, the
/// first such leaf that does have a name (but is not marked as attachment) is body too.</item>
/// <item>multipart/alternative: one stretch of text in several forms. The HTML view takes the last alternative that contains text/html, the plain view the
/// last that is only text/plain; each falls back to the other. Calendars in it are invitations. Alternatives in forms that are neither are left
/// out, except leaves with a name: those are attachments.</item>
/// <item>multipart/related: the root (by <c>start</c>, else the first part) is body by these rules. The other parts are inline when they have a Content-ID or
/// Content-Location and are not marked as attachment; otherwise attachments.</item>
/// <item>multipart/signed: the first part by these rules, the second is the signature. multipart/encrypted: its parts are attachments.</item>
/// <item>multipart/appledouble: the second part (the data) only.</item>
/// <item>Every other multipart is mixed: its parts in order.</item>
/// <item>A multipart without parts is text, if it has any.</item>
/// <item>Everything else is an attachment, message/rfc822 too: what is inside it is another message.</item>
/// <item>Any part with a Content-ID can be referred to, wherever it is.</item>
/// </list>
/// Parts deeper than <see cref="MaxDepth"/> or beyond <see cref="MaxParts"/> are left out.
/// </summary>
public static class BodyPlanner
{
    /// <summary>Nesting that is followed; deeper is no mail that a person wrote.</summary>
    public const int MaxDepth = 100;

    /// <summary>Parts that are looked at in one message.</summary>
    public const int MaxParts = 10_000;

    public static BodyPlan Plan(IPartNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var walk = new PlanWalk(promoteNamed: false);
        walk.Visit(root);
        if (walk.HasBody) return new BodyPlan(walk.Lists());
        var second = new PlanWalk(promoteNamed: true);
        second.Visit(root);
        return new BodyPlan(second.Lists());
    }

    internal static PartAttachment Attachment(IPartNode part) =>
        new(part, PartNames.Of(part), $"{part.MediaType}/{part.Subtype}", PartNames.EstimateSize(part));
}
