using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

/// <summary>
/// The machine-readable part of a report: message/delivery-status (RFC 3464: one group for the message, one for each receiver),
/// message/disposition-notification (RFC 8098) and message/feedback-report (RFC 5965: one group each).
/// </summary>
public static class StatusReport
{
    /// <summary>Groups that are read: a report about more receivers than this is cut.</summary>
    public const int MaxGroups = 1000;

    /// <summary>The groups of fields, those without any field left out.</summary>
    public static IReadOnlyList<HeaderBlock> Parse(ReadOnlyMemory<byte> content)
    {
        var groups = new List<HeaderBlock>();
        while (!content.IsEmpty && groups.Count < MaxGroups)
        {
            var group = HeaderBlock.Parse(content);
            if (group.Fields.Length > 0) groups.Add(group);
            content = content[group.Raw.Length..];
            // The empty line that ended the group, and any more of them.
            var rest = content.Span.TrimStart("\r\n"u8);
            content = content[^rest.Length..];
        }

        return groups;
    }

    /// <summary>True for the three types above and their global (UTF-8) forms.</summary>
    public static bool IsReport(MimePart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.MediaType == "message"
            && part.Subtype is "delivery-status" or "disposition-notification" or "feedback-report" or "global-delivery-status" or "global-disposition-notification";
    }
}
