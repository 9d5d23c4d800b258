using System.Text;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>LIST with LIST-EXTENDED, SPECIAL-USE and LIST-STATUS (RFC 9051 section 6.3.9, RFC 5258, 6154, 5819).</summary>
public static class ListCommand
{
    /// <summary>A server can say anything; a person with more folders than this has none we could show. Each costs some 400 octets.</summary>
    private const int MailboxesMost = 50_000;

    /// <summary>The mailboxes, in the server's order. A mailbox whose line could not be read is left out; one whose counters could not be had has none.</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public static async Task<IReadOnlyList<MailboxListing>> ListAsync(this ImapConnection connection, ListOptions options, CancellationToken ct)
    {
        var extended = connection.Capabilities.Has("LIST-EXTENDED");
        var withStatus = options.Status != StatusItems.None && extended && connection.Capabilities.Has("LIST-STATUS");
        var found = new MailboxListings();
        try
        {
            await RunAsync(connection, extended ? Extended(connection, options, withStatus) : Plain(connection, options), found, options, withStatus, ct)
                .ConfigureAwait(false);
        }
        catch (ImapCommandException e) when (extended)
        {
            // Courier announces nothing and answers NO; others announce and stumble. The old form always works.
            (extended, withStatus, found) = (false, false, new MailboxListings());
            _ = e;
            await RunAsync(connection, Plain(connection, options), found, options, withStatus: false, ct).ConfigureAwait(false);
        }

        if (!extended && options.Subscriptions && !options.SubscribedOnly)
        {
            await AddSubscriptionsAsync(connection, options, found, ct).ConfigureAwait(false);
        }

        IReadOnlyList<MailboxListing> listings = found.ToList();
        var capabilities = connection.Capabilities;
        if (options.Status != StatusItems.None && !withStatus)
        {
            listings = await AddAsync(listings, async one => one with { Status = await connection.StatusAsync(one.Name, options.Status, ct).ConfigureAwait(false) }).ConfigureAwait(false);
        }

        if (options.Rights && capabilities.Has("ACL") && !(extended && capabilities.Has("LIST-MYRIGHTS")))
        {
            listings = await AddAsync(listings, async one => one with { Rights = await connection.MyRightsAsync(one.Name, ct).ConfigureAwait(false) }).ConfigureAwait(false);
        }

        return options.Metadata.Count > 0 && capabilities.Has("METADATA") && !(extended && capabilities.Has("LIST-METADATA"))
            ? await AddAsync(listings, one => WithMetadataAsync(connection, one, options.Metadata, ct)).ConfigureAwait(false)
            : listings;
    }

    private static ImapRequest Extended(ImapConnection connection, ListOptions options, bool withStatus)
    {
        var returns = new List<string>();
        if (options.Subscriptions)
        {
            returns.Add("SUBSCRIBED");
        }

        returns.Add("CHILDREN");
        if (options.SpecialUse && connection.Capabilities.Has("SPECIAL-USE"))
        {
            returns.Add("SPECIAL-USE");
        }

        if (withStatus)
        {
            returns.Add("STATUS " + StatusCommand.Words(options.Status, connection.Capabilities));
        }

        if (options.Rights && connection.Capabilities.Has("LIST-MYRIGHTS"))
        {
            returns.Add("MYRIGHTS");
        }

        var request = connection.Request("LIST").Raw(options.SubscribedOnly ? " (SUBSCRIBED)" : "").Raw(" \"\" ").String(Pattern(connection, options))
            .Raw(" RETURN (").Raw(string.Join(' ', returns));
        if (options.Metadata.Count > 0 && connection.Capabilities.Has("LIST-METADATA"))
        {
            var separator = " METADATA (";
            foreach (var entry in options.Metadata)
            {
                request.Raw(separator).String(MetadataCommands.Checked(entry));
                separator = " ";
            }

            request.Raw(")");
        }

        return request.Raw(")");
    }

    // XLIST is Gmail's and Zimbra's name for LIST with special uses, from before RFC 6154.
    private static ImapRequest Plain(ImapConnection connection, ListOptions options)
    {
        var xlist = options.SpecialUse && connection.Capabilities.Has("XLIST") && !connection.Capabilities.Has("SPECIAL-USE");
        return connection.Request(options.SubscribedOnly ? "LSUB" : xlist ? "XLIST" : "LIST").Raw(" \"\" ").String(Pattern(connection, options));
    }

    private static string Pattern(ImapConnection connection, ListOptions options) => connection.SpeaksUtf8 ? options.Pattern : ModifiedUtf7.Encode(options.Pattern);

    private static Task<TaggedResponse> RunAsync(ImapConnection connection, ImapRequest request, MailboxListings found, ListOptions options, bool withStatus, CancellationToken ct)
    {
        var command = new ImapCommand(request, Encoding.ASCII.GetString(request.Text.Span[..4]).TrimEnd())
        {
            Replies = ReplyKind.List,
            Collect = response =>
            {
                switch (response)
                {
                    case ListReply list when found.Count < MailboxesMost:
                        found.Add(list.Listing);
                        return true;
                    case ListReply:
                        return true;
                    case StatusReply status when withStatus:
                        return found.Add(status.Status);
                    case MyRightsReply rights when options.Rights:
                        return found.Add(rights);
                    case MetadataReply metadata when options.Metadata.Count > 0:
                        return found.Add(metadata);
                    default:
                        return false;
                }
            },
        };
        return connection.RunAsync(command, ct);
    }

    private static async Task AddSubscriptionsAsync(ImapConnection connection, ListOptions options, MailboxListings found, CancellationToken ct)
    {
        var subscribed = new MailboxListings();
        await RunAsync(connection, Plain(connection, options with { SubscribedOnly = true }), subscribed, ListOptions.Default, withStatus: false, ct).ConfigureAwait(false);
        found.Subscribe(subscribed);
    }

    private static async Task<MailboxListing> WithMetadataAsync(ImapConnection connection, MailboxListing listing, IReadOnlyList<string> entries, CancellationToken ct)
    {
        var told = await connection.GetMetadataAsync(listing.Name, entries, MetadataDepth.Named, mostOctets: null, ct).ConfigureAwait(false);
        return listing with { Metadata = [.. told.Entries.Select(entry => new MetadataEntry(entry.Key, entry.Value))] };
    }

    // All are sent at once; a mailbox that refuses (gone meanwhile, no right to look) stays as it is.
    private static async Task<IReadOnlyList<MailboxListing>> AddAsync(IReadOnlyList<MailboxListing> listings, Func<MailboxListing, Task<MailboxListing>> ask)
    {
        var asked = listings.Select(listing => listing.IsSelectable ? OneAsync(listing) : Task.FromResult(listing)).ToList();
        return await Task.WhenAll(asked).ConfigureAwait(false);

        async Task<MailboxListing> OneAsync(MailboxListing listing)
        {
            try
            {
                return await ask(listing).ConfigureAwait(false);
            }
            catch (ImapCommandException)
            {
                return listing;
            }
        }
    }
}
