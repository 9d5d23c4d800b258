using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>LANGUAGE and COMPARATOR (RFC 5255).</summary>
public static class LanguageCommands
{
    /// <summary>The languages the server's texts can be in, as tags of RFC 5646; empty without LANGUAGE.</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public static Task<IReadOnlyList<string>> LanguagesAsync(this ImapConnection connection, CancellationToken ct) => RunAsync(connection, [], ct);

    /// <summary>
    /// Asks for texts in the first of these languages that the server has ("default" is its own), and returns the one it chose; null without LANGUAGE
    /// or when it has none of them.
    /// </summary>
    public static async Task<string?> SetLanguageAsync(this ImapConnection connection, IReadOnlyList<string> tags, CancellationToken ct)
    {
        try
        {
            return tags.Count > 0 && await RunAsync(connection, tags, ct).ConfigureAwait(false) is [var chosen, ..] ? chosen : null;
        }
        catch (ImapCommandException e) when (e.Status == ResponseStatus.No)
        {
            return null;
        }
    }

    /// <summary>
    /// Chooses how texts are compared in SEARCH, SORT and THREAD: the first of these collations (RFC 4790; "*" as a wildcard) that the server has.
    /// Returns the one in use; null below I18NLEVEL=2.
    /// </summary>
    /// <exception cref="ImapCommandException">BADCOMPARATOR: it has none of them.</exception>
    public static async Task<string?> ComparatorAsync(this ImapConnection connection, IReadOnlyList<string> collations, CancellationToken ct)
    {
        if (connection.Capabilities.I18NLevel < 2)
        {
            return null;
        }

        string? active = null;
        var command = new ImapCommand(Words(connection.Request("COMPARATOR"), collations), "COMPARATOR")
        {
            // It changes the meaning of searches that follow.
            Order = CommandOrder.Barrier,
            Collect = response =>
            {
                active = response is ComparatorReply reply ? reply.Active : active;
                return response is ComparatorReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return active;
    }

    private static async Task<IReadOnlyList<string>> RunAsync(ImapConnection connection, IReadOnlyList<string> tags, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("LANGUAGE"))
        {
            return [];
        }

        IReadOnlyList<string> told = [];
        var command = new ImapCommand(Words(connection.Request("LANGUAGE"), tags), "LANGUAGE")
        {
            Order = CommandOrder.Barrier,
            Collect = response =>
            {
                told = response is LanguageReply reply ? reply.Tags : told;

                // A NAMESPACE line with translated prefixes may come along (RFC 5255 section 3.3).
                return response is LanguageReply or NamespaceReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return told;
    }

    private static ImapRequest Words(ImapRequest request, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            request.Space().String(word);
        }

        return request;
    }
}
