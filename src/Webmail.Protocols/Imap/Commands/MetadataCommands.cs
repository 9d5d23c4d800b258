using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>Annotations of a mailbox or of the server.</summary>
/// <param name="Entries">By name, compared without case; null for an entry that is not there.</param>
/// <param name="LongestLeftOut">Octets of the longest value above the asked size, which was left out; null when none was.</param>
public sealed record MetadataResult(IReadOnlyDictionary<string, ReadOnlyMemory<byte>?> Entries, ulong? LongestLeftOut);

/// <summary>How deep below the named entries to look.</summary>
public enum MetadataDepth
{
    /// <summary>The named ones alone.</summary>
    Named,

    /// <summary>And those right below.</summary>
    Children,

    /// <summary>And everything below.</summary>
    All,
}

/// <summary>GETMETADATA and SETMETADATA (RFC 5464).</summary>
public static class MetadataCommands
{
    /// <summary>True when annotations of mailboxes (or, for <paramref name="mailbox"/> null, of the server) can be had.</summary>
    public static bool HasMetadata(this ImapCapabilities capabilities, MailboxName? mailbox) =>
        capabilities.Has("METADATA") || (mailbox is null && capabilities.Has("METADATA-SERVER"));

    /// <summary>Reads entries.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="mailbox">Of which mailbox; null: of the server.</param>
    /// <param name="entries">Names such as "/private/comment", "/shared/vendor/example/color"; at least one.</param>
    /// <param name="depth">What of the tree below them.</param>
    /// <param name="mostOctets">Longer values are left out; null: the server's own limit.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ImapCommandException">NONEXISTENT, NOPERM, ...</exception>
    /// <exception cref="NotSupportedException">The server has no such annotations.</exception>
    public static async Task<MetadataResult> GetMetadataAsync(
        this ImapConnection connection, MailboxName? mailbox, IReadOnlyList<string> entries, MetadataDepth depth, uint? mostOctets, CancellationToken ct)
    {
        var request = Demanded(connection, mailbox).Request("GETMETADATA");
        var options = new List<string>();
        if (mostOctets is { } most)
        {
            options.Add(string.Create(CultureInfo.InvariantCulture, $"MAXSIZE {most}"));
        }

        if (depth != MetadataDepth.Named)
        {
            options.Add(depth == MetadataDepth.Children ? "DEPTH 1" : "DEPTH infinity");
        }

        request.Raw(options.Count > 0 ? $" ({string.Join(' ', options)})" : "").Space();
        Place(request, mailbox).Raw(" (");
        var separator = "";
        foreach (var entry in entries)
        {
            request.Raw(separator).String(Checked(entry));
            separator = " ";
        }

        var found = new Dictionary<string, ReadOnlyMemory<byte>?>(StringComparer.OrdinalIgnoreCase);
        var command = new ImapCommand(request.Raw(")"), "GETMETADATA")
        {
            Replies = ReplyKind.Metadata,
            Collect = response =>
            {
                if (response is not MetadataReply { Changed.Count: 0 } reply || !Equals(reply.Mailbox, mailbox))
                {
                    return false;
                }

                foreach (var entry in reply.Entries)
                {
                    found[entry.Name] = entry.Value;
                }

                return true;
            },
        };
        var tagged = await connection.RunAsync(command, ct).ConfigureAwait(false);
        return new MetadataResult(found, tagged.Code is NumberCode { Kind: ResponseCodeKind.MetadataLongEntries } code ? code.Value : null);
    }

    /// <summary>Writes entries; a null value removes one.</summary>
    /// <exception cref="ImapCommandException">METADATA MAXSIZE, TOOMANY, NOPRIVATE; NOPERM, ...</exception>
    /// <exception cref="NotSupportedException">The server has no such annotations.</exception>
    public static Task SetMetadataAsync(
        this ImapConnection connection, MailboxName? mailbox, IReadOnlyDictionary<string, ReadOnlyMemory<byte>?> entries, CancellationToken ct)
    {
        var request = Place(Demanded(connection, mailbox).Request("SETMETADATA").Space(), mailbox).Raw(" (");
        var separator = "";
        foreach (var (entry, value) in entries)
        {
            request.Raw(separator).String(Checked(entry)).Space();
            separator = " ";
            if (value is not { } octets)
            {
                request.Raw("NIL");
            }
            else if (octets.Span.Contains((byte)0))
            {
                request.Literal(new MemoryStream(octets.ToArray(), writable: false), octets.Length, binary: true);
            }
            else
            {
                request.String(octets);
            }
        }

        return connection.RunAsync(new ImapCommand(request.Raw(")"), "SETMETADATA"), ct);
    }

    /// <summary>Says what an existing mailbox is for (RFC 6154 section 3): the entry /private/specialuse. None: for nothing special.</summary>
    /// <exception cref="ImapCommandException">USEATTR, NOPERM, METADATA ..., when the server does not let users choose.</exception>
    /// <exception cref="NotSupportedException">The server has no METADATA.</exception>
    public static Task SetSpecialUseAsync(this ImapConnection connection, MailboxName mailbox, SpecialUse use, CancellationToken ct) =>
        connection.SetMetadataAsync(
            mailbox,
            new Dictionary<string, ReadOnlyMemory<byte>?>(StringComparer.Ordinal) { ["/private/specialuse"] = MailboxCommands.Word(use) is { } word ? Encoding.ASCII.GetBytes(word) : null },
            ct);

    private static ImapRequest Place(ImapRequest request, MailboxName? mailbox) => mailbox is null ? request.Raw("\"\"") : request.Mailbox(mailbox);

    // entry = astring: slash-separated, without wildcards (RFC 5464 section 3.2).
    internal static string Checked(string entry) =>
        entry.Length > 1 && entry[0] == '/' && entry[^1] != '/' && !entry.AsSpan().ContainsAny('*', '%') && !entry.Contains("//", StringComparison.Ordinal) && !entry.Any(char.IsControl)
            ? entry
            : throw new ArgumentException("Not the name of an annotation.", nameof(entry));

    private static ImapConnection Demanded(ImapConnection connection, MailboxName? mailbox) =>
        connection.Capabilities.HasMetadata(mailbox) ? connection : throw new NotSupportedException("The server keeps no annotations (METADATA).");
}
