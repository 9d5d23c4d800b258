using System.IO.Pipelines;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Compose;

/// <summary>Adds messages of which the mail server has the big bodies already (CATENATE, RFC 4469).</summary>
internal static class JoinedMessage
{
    /// <summary>All text comes out of one pipe, piece after piece; memory stays flat.</summary>
    public static async Task<AppendResult> SendAsync(
        IReadOnlyList<MessagePiece> pieces, Func<Stream, CancellationToken, Task> write, FlagSet flags, Func<AppendMessage, Task<AppendResult>> send, CancellationToken ct)
    {
        var pipe = new Pipe();
        var writing = FillAsync(pipe.Writer, write, ct);
        await using var reading = pipe.Reader.AsStream();
        var parts = pieces.Where(piece => piece.Place is not null || piece.Length > 0)
            .Select(piece => piece.Place is { } place ? AppendPart.Of(UrlOf(place)) : AppendPart.Text(reading, piece.Length)).ToList();
        var added = await send((parts is [var single] && single.Source is null ? AppendMessage.From(reading, pieces.Sum(piece => piece.Length)) : AppendMessage.Catenate(parts)) with { Flags = flags });
        await writing;
        return added;
    }

    /// <summary>Relative to the server.</summary>
    public static ImapUrl UrlOf(StoredPlace place) => new(MailboxName.Create(place.Folder), new Uid(place.Uid))
    {
        UidValidity = new UidValidity(place.Validity), Section = place.Section.Length == 0 ? SectionPath.Whole : SectionPath.Create(place.Section),
    };

    private static async Task FillAsync(PipeWriter pipe, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        try
        {
            await using var stream = pipe.AsStream(leaveOpen: true);
            await write(stream, ct);
            await pipe.CompleteAsync();
        }
        catch (Exception error)
        {
            await pipe.CompleteAsync(error); // the reader meets it, and with it whoever waits for the command
        }
    }

    /// <summary>Adds what was sent without its big bodies crossing the line a second time: the draft has them still. False: the server has them no more, or will not.</summary>
    public static async Task<bool> TryAppendAsync(ImapConnection connection, MailboxName folder, SentCopy copy, FlagSet flags, CancellationToken ct)
    {
        var opened = new List<Stream>();
        try
        {
            var parts = new List<AppendPart>();
            foreach (var (start, piece) in copy.Pieces())
            {
                if (piece.Place is { } place) parts.Add(AppendPart.Of(UrlOf(place)));
                else if (piece.Length > 0)
                {
                    opened.Add(copy.Open(start, piece.Length));
                    parts.Add(AppendPart.Text(opened[^1], piece.Length));
                }
            }

            await connection.AppendAsync(folder, AppendMessage.Catenate(parts) with { Flags = flags }, ct);
            return true;
        }
        catch (ImapCommandException)
        {
            return false; // gone or not allowed: the whole of it is tried, and that answer counts
        }
        finally
        {
            foreach (var stream in opened) await stream.DisposeAsync();
        }
    }
}
