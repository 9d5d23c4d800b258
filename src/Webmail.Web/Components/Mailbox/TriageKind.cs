namespace Webmail.Web.Components.Mailbox;

/// <summary>The actions of the list and the reading pane.</summary>
internal enum TriageKind
{
    Archive,
    Delete,
    Star,
    Unstar,
    MarkRead,
    MarkUnread,

    /// <summary>By reading, not by asking: nothing to tell and nothing to undo.</summary>
    MarkReadQuietly,
}
