using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>Mailboxes to search at once: filter-mailboxes of RFC 5465 section 6, as RFC 7377 uses them.</summary>
public sealed class SearchScope
{
    private readonly Action<ImapRequest> _write;

    private SearchScope(Action<ImapRequest> write) => _write = write;

    /// <summary>Everything in the personal name space.</summary>
    public static SearchScope Personal { get; } = new(request => request.Raw("personal"));

    /// <summary>Mailboxes that mail is delivered to.</summary>
    public static SearchScope Inboxes { get; } = new(request => request.Raw("inboxes"));

    public static SearchScope Subscribed { get; } = new(request => request.Raw("subscribed"));

    /// <summary>A mailbox and everything below it.</summary>
    public static SearchScope Subtree(MailboxName mailbox) => new(request => request.Raw("subtree ").Mailbox(mailbox));

    /// <summary>Just these.</summary>
    public static SearchScope Mailboxes(params IReadOnlyList<MailboxName> mailboxes) => mailboxes.Count == 0
        ? throw new ArgumentException("A search needs a mailbox.", nameof(mailboxes))
        : new(request =>
        {
            var separator = "mailboxes (";
            foreach (var mailbox in mailboxes)
            {
                request.Raw(separator).Mailbox(mailbox);
                separator = " ";
            }

            request.Raw(")");
        });

    internal void WriteTo(ImapRequest request) => _write(request);
}

/// <summary>What a search found in one of several mailboxes.</summary>
/// <param name="Mailbox">Which.</param>
/// <param name="UidValidity">Of the mailbox.</param>
/// <param name="Result">The hits.</param>
public sealed record MailboxHits(MailboxName Mailbox, UidValidity UidValidity, SearchResult Result);
