namespace Webmail.Mime.Parts;

/// <summary>One walk over the tree under the rules of <see cref="BodyPlanner"/>.</summary>
internal sealed class PlanWalk(bool promoteNamed)
{
    private readonly List<IPartNode> _html = [];
    private readonly List<IPartNode> _plain = [];
    private readonly Dictionary<string, IPartNode> _inline = new(StringComparer.Ordinal);
    private readonly List<PartAttachment> _attachments = [];
    private readonly List<IPartNode> _invitations = [];
    private readonly List<IPartNode> _cards = [];
    private readonly List<IPartNode> _signatures = [];
    private MessageProtection _protection;
    private bool _promote = promoteNamed;
    private int _depth, _parts;

    public bool HasBody => _html.Count > 0;

    public PlanLists Lists() => new(_html, _plain, _inline, _attachments, _invitations, _cards, _signatures, _protection);

    public void Visit(IPartNode part) => Visit(part, _html, _plain);

    private void Visit(IPartNode part, List<IPartNode> html, List<IPartNode> plain)
    {
        if (_depth == BodyPlanner.MaxDepth || _parts == BodyPlanner.MaxParts) return;
        _parts++;
        _depth++;
        Reference(part);
        if (part.MediaType == "multipart" && part.Children.Count > 0) Multipart(part, html, plain);
        else Leaf(part, html, plain);
        _depth--;
    }

    private void Multipart(IPartNode part, List<IPartNode> html, List<IPartNode> plain)
    {
        var children = part.Children;
        switch (part.Subtype)
        {
            case "alternative":
                Alternative(children, html, plain);
                break;
            case "related":
                Related(part, html, plain);
                break;
            case "signed":
                _protection |= MessageProtection.Signed;
                Visit(children[0], html, plain);
                foreach (var child in children.Skip(1)) _signatures.Add(child);
                break;
            case "encrypted":
                _protection |= MessageProtection.Encrypted;
                foreach (var child in children) Attach(child);
                break;
            case "appledouble" when children.Count > 1:
                Visit(children[1], html, plain);
                break;
            default:
                foreach (var child in children) Visit(child, html, plain);
                break;
        }
    }

    private void Alternative(IReadOnlyList<IPartNode> children, List<IPartNode> html, List<IPartNode> plain)
    {
        List<IPartNode>? rich = null, text = null;
        foreach (var child in children)
        {
            List<IPartNode> childHtml = [], childPlain = [];
            if (IsCalendar(child))
            {
                Reference(child);
                _invitations.Add(child);
                continue;
            }

            if (child.MediaType is not ("text" or "multipart") && PartNames.RawName(child) is null)
            {
                Reference(child);
                continue;
            }

            if (child.MediaType == "text" && !IsText(child) && PartNames.RawName(child) is null) continue;
            Visit(child, childHtml, childPlain);
            if (childHtml.Count == 0) continue;
            if (childHtml.Exists(p => p.Subtype == "html")) rich = childHtml;
            if (childPlain.TrueForAll(p => p.Subtype == "plain")) text = childPlain;
        }

        html.AddRange(rich ?? text ?? []);
        plain.AddRange(text ?? rich ?? []);
    }

    private void Related(IPartNode part, List<IPartNode> html, List<IPartNode> plain)
    {
        var children = part.Children;
        var start = part.Parameters["start"]?.Trim().Trim('<', '>');
        var root = children[0];
        if (!string.IsNullOrEmpty(start)) root = children.FirstOrDefault(c => c.ContentId == start) ?? root;
        Visit(root, html, plain);
        foreach (var child in children)
        {
            if (ReferenceEquals(child, root)) continue;
            var referable = child.ContentId is not null || child.ContentLocation is not null;
            if (child.MediaType == "multipart" || !referable || IsMarkedAttachment(child)) Visit(child, html, plain);
            else Reference(child);
        }
    }

    private void Leaf(IPartNode part, List<IPartNode> html, List<IPartNode> plain)
    {
        if (IsCalendar(part)) _invitations.Add(part);
        if (IsContactCard(part)) _cards.Add(part);
        if (part.MediaType == "application" && part.Subtype is "pkcs7-mime" or "x-pkcs7-mime")
        {
            var signed = part.Parameters["smime-type"]?.StartsWith("signed", StringComparison.OrdinalIgnoreCase) == true;
            _protection |= signed ? MessageProtection.Signed : MessageProtection.Encrypted;
        }

        if (IsText(part) && !IsMarkedAttachment(part) && (PartNames.RawName(part) is null || _promote))
        {
            _promote &= PartNames.RawName(part) is null;
            html.Add(part);
            plain.Add(part);
            return;
        }

        if (part.MediaType != "multipart")
        {
            Attach(part);
        }
        else if (part.Size > 0)
        {
            // A multipart whose boundary never came: its text is all there is.
            html.Add(part);
            plain.Add(part);
        }
    }

    private void Attach(IPartNode part) => _attachments.Add(BodyPlanner.Attachment(part));

    private void Reference(IPartNode part)
    {
        if (!string.IsNullOrEmpty(part.ContentId)) _inline.TryAdd(part.ContentId, part);
        if (!string.IsNullOrEmpty(part.ContentLocation)) _inline.TryAdd(part.ContentLocation, part);
    }

    private static bool IsText(IPartNode part) => part.MediaType == "text" && part.Subtype is "plain" or "html";

    private static bool IsCalendar(IPartNode part) => part is { MediaType: "text", Subtype: "calendar" } or { MediaType: "application", Subtype: "ics" };

    // text/directory is how vCard 3.0 was sent (RFC 2426).
    private static bool IsContactCard(IPartNode part) => part.MediaType == "text"
        && (part.Subtype is "vcard" or "x-vcard" || (part.Subtype == "directory" && "vcard".Equals(part.Parameters["profile"], StringComparison.OrdinalIgnoreCase)));

    private static bool IsMarkedAttachment(IPartNode part) => part.Disposition is not (null or "" or "inline");
}
