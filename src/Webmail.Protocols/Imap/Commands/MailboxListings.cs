namespace Webmail.Protocols.Imap.Commands;

/// <summary>Gathers LIST lines and the STATUS lines between them, each mailbox once, in the order first named.</summary>
internal sealed class MailboxListings
{
    private readonly List<MailboxListing> _listings = [];
    private readonly Dictionary<MailboxName, int> _places = [];

    public int Count => _listings.Count;

    public void Add(MailboxListing listing)
    {
        if (_places.TryGetValue(listing.Name, out var place))
        {
            // Cyrus and Dovecot say a mailbox twice when it matches two patterns; the later line knows as much.
            _listings[place] = listing with { Status = _listings[place].Status ?? listing.Status };
            return;
        }

        _places.Add(listing.Name, _listings.Count);
        _listings.Add(listing);
    }

    /// <summary>False when no such mailbox was listed: then the counters are news about another one.</summary>
    public bool Add(MailboxStatus status)
    {
        if (!_places.TryGetValue(status.Name, out var place))
        {
            return false;
        }

        _listings[place] = _listings[place] with { Status = status };
        return true;
    }

    /// <summary>False when no such mailbox was listed.</summary>
    public bool Add(MyRightsReply rights) => Change(rights.Mailbox, listing => listing with { Rights = MailboxRights.FromServer(rights.Rights) });

    /// <summary>False when no such mailbox was listed, or when it is news of a change without values.</summary>
    public bool Add(MetadataReply metadata) =>
        metadata is { Mailbox: { } mailbox, Changed.Count: 0 } && Change(mailbox, listing => listing with { Metadata = [.. listing.Metadata ?? [], .. metadata.Entries] });

    private bool Change(MailboxName mailbox, Func<MailboxListing, MailboxListing> change)
    {
        if (!_places.TryGetValue(mailbox, out var place))
        {
            return false;
        }

        _listings[place] = change(_listings[place]);
        return true;
    }

    public void Subscribe(MailboxListings subscribed)
    {
        for (var i = 0; i < _listings.Count; i++)
        {
            _listings[i] = _listings[i] with { IsSubscribed = subscribed._places.ContainsKey(_listings[i].Name) };
        }
    }

    public List<MailboxListing> ToList() => _listings;
}
