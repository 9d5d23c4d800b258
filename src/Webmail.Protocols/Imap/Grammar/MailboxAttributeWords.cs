namespace Webmail.Protocols.Imap.Grammar;

/// <summary>The words of mbx-list-flags and what they mean; XLIST and Gmail have their own for some uses.</summary>
internal static class MailboxAttributeWords
{
    private static readonly Dictionary<string, MailboxAttributes> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["\\NoInferiors"] = MailboxAttributes.NoInferiors,
        ["\\NoSelect"] = MailboxAttributes.NoSelect,
        ["\\HasChildren"] = MailboxAttributes.HasChildren,
        ["\\HasNoChildren"] = MailboxAttributes.HasNoChildren,
        ["\\Marked"] = MailboxAttributes.Marked,
        ["\\Unmarked"] = MailboxAttributes.Unmarked,
        ["\\NonExistent"] = MailboxAttributes.NonExistent | MailboxAttributes.NoSelect,
        ["\\Subscribed"] = MailboxAttributes.Subscribed,
        ["\\Remote"] = MailboxAttributes.Remote,
    };

    private static readonly Dictionary<string, SpecialUse> Uses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["\\All"] = SpecialUse.All,
        ["\\AllMail"] = SpecialUse.All,
        ["\\Archive"] = SpecialUse.Archive,
        ["\\Drafts"] = SpecialUse.Drafts,
        ["\\Flagged"] = SpecialUse.Flagged,
        ["\\Starred"] = SpecialUse.Flagged,
        ["\\Junk"] = SpecialUse.Junk,
        ["\\Spam"] = SpecialUse.Junk,
        ["\\Sent"] = SpecialUse.Sent,
        ["\\Trash"] = SpecialUse.Trash,
        ["\\Important"] = SpecialUse.Important,
        ["\\Memos"] = SpecialUse.Memos,
        ["\\Scheduled"] = SpecialUse.Scheduled,
        ["\\Snoozed"] = SpecialUse.Snoozed,
        ["\\Inbox"] = SpecialUse.Inbox,
    };

    public static (MailboxAttributes Attributes, SpecialUse Use, IReadOnlyList<string> Others) Read(string[] words)
    {
        var attributes = MailboxAttributes.None;
        var use = SpecialUse.None;
        List<string>? others = null;
        foreach (var word in words)
        {
            if (Attributes.TryGetValue(word, out var attribute))
                attributes |= attribute;
            else if (Uses.TryGetValue(word, out var one))
                use |= one;
            else
                (others ??= []).Add(word);
        }

        return (attributes, use, (IReadOnlyList<string>?)others ?? []);
    }
}
