using System.Collections.Concurrent;
using Webmail.Mail.Sessions;
using Webmail.Mime.Parts;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Reading;

/// <summary>
/// Opens messages of one account. One FETCH brings head, structure and the likely text together, so that an ordinary message
/// costs one round trip; the HTML of the others is on its way before the frame asks for it.
/// </summary>
internal sealed partial class MessageReader(ISessionPool pool) : IMessageReader
{
    /// <summary>Octets of the header and of part 1 asked for along with the structure. Most texts are smaller; of an attachment it is little enough to waste.</summary>
    private const uint GuessOctets = ReadingLimits.HeaderBytes;

    private static readonly SectionPath Guess = SectionPath.Create("1");

    private static readonly FetchItems HeadAndText = FetchItems.Listing with { Sections = [SectionPath.Header, Guess], FirstOctets = GuessOctets };

    private readonly WarmMessages _warm = new(ReadingLimits.WarmBytes);
    private readonly ConcurrentDictionary<(MailboxName, Uid), Task<MessageEntry>> _loading = new();

    public ValueTask<OpenedMessage> OpenAsync(MailboxName folder, Uid uid, CancellationToken ct) =>
        _warm.Find(folder, uid) is { } entry ? ValueTask.FromResult(entry.Opened) : new ValueTask<OpenedMessage>(OpenColdAsync(folder, uid, ct));

    public async Task WarmAsync(MailboxName folder, IReadOnlyList<Uid> uids, CancellationToken ct)
    {
        try
        {
            foreach (var uid in uids.Where(uid => _warm.Find(folder, uid) is null && !_loading.ContainsKey((folder, uid))))
            {
                var entry = await EntryAsync(folder, uid).WaitAsync(ct);
                foreach (var part in ShownParts(entry.Plan).Where(part => part.Size <= ReadingLimits.MaxWarmPart)) _ = FetchBodyAsync(entry, part);
            }
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            // Fetching ahead is a favour: opening the message will tell what is wrong.
        }
    }

    public async ValueTask<IReadOnlyList<AttachmentPart>> ReadAttachmentsAsync(MessageReference message, CancellationToken ct)
    {
        var entry = await EntryAsync(message, ct);
        if (entry.Plan.InlineParts.Count == 0) return entry.Opened.Attachments;
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in entry.Plan.HtmlView.Where(part => part.Subtype == "html"))
            InlineReferences.Find(BodyTexts.Decode(await BodyAsync(entry, part, ct), part), used);
        return MessageEntryBuilder.Attachments(entry.Plan.WithReferences(used));
    }

    /// <summary>A folder was selected under this UIDVALIDITY: what is warm of it under another is of other messages, and goes.</summary>
    public void Know(MailboxName folder, UidValidity validity) => _warm.Know(folder, validity);

    private async Task<OpenedMessage> OpenColdAsync(MailboxName folder, Uid uid, CancellationToken ct)
    {
        try
        {
            var entry = await EntryAsync(folder, uid).WaitAsync(ct);
            // Not awaited: by the time the frame or the text asks, it has come.
            foreach (var part in ShownParts(entry.Plan).Take(1)) _ = FetchBodyAsync(entry, part);
            return entry.Opened;
        }
        catch (Exception error)
        {
            throw MailFailures.From(error, ct);
        }
    }

    private static IEnumerable<IPartNode> ShownParts(BodyPlan plan) => plan.HasHtml ? plan.HtmlView : plan.PlainView;

    /// <summary>The entry of a message that was opened before, fetched again when it fell out of memory.</summary>
    private async ValueTask<MessageEntry> EntryAsync(MessageReference message, CancellationToken ct)
    {
        if (_warm.Find(message) is { } known) return known;
        try
        {
            var entry = await EntryAsync(message.Folder, message.Uid).WaitAsync(ct);
            return entry.Opened.Reference.Validity == message.Validity ? entry : throw new MailUnavailableException(MailFailure.Gone, "");
        }
        catch (Exception error)
        {
            throw MailFailures.From(error, ct);
        }
    }

    /// <summary>Loads once however many ask; the load outlives the one who asked first, so that going back and forth costs nothing.</summary>
    private Task<MessageEntry> EntryAsync(MailboxName folder, Uid uid)
    {
        if (_warm.Find(folder, uid) is { } known) return Task.FromResult(known);
        var starting = new TaskCompletionSource<MessageEntry>(TaskCreationOptions.RunContinuationsAsynchronously);
        var winner = _loading.GetOrAdd((folder, uid), starting.Task);
        if (winner == starting.Task) _ = LoadAsync(folder, uid, starting);
        return winner;
    }

    /// <summary>Never throws: what goes wrong is handed to those who wait.</summary>
    private async Task LoadAsync(MailboxName folder, Uid uid, TaskCompletionSource<MessageEntry> waiting)
    {
        try
        {
            var entry = await FetchAsync(folder, uid);
            _warm.Add(entry);
            waiting.SetResult(entry);
        }
        catch (Exception error)
        {
            waiting.SetException(error);
            _ = waiting.Task.Exception; // seen here, also when nobody waits
        }
        finally
        {
            _loading.TryRemove((folder, uid), out _);
        }
    }

    private async Task<MessageEntry> FetchAsync(MailboxName folder, Uid uid)
    {
        await using var lease = await pool.RentAsync(folder, LeaseUse.Shared, CancellationToken.None);
        FetchRow? found = null;
        await foreach (var row in lease.Connection.FetchAsync(UidSet.Of(uid), HeadAndText, ct: CancellationToken.None))
        {
            if (row.Uid == uid) found = found is null ? row : Joined(found, row);
        }

        if (found is null) throw new MailUnavailableException(MailFailure.Gone, "");
        return KeepText(MessageEntryBuilder.Build(folder, lease.Validity, found), found);
    }

    /// <summary>What came of part 1 with the head: all of it, or the beginning of a long text.</summary>
    private static MessageEntry KeepText(MessageEntry entry, FetchRow found)
    {
        if (found.Section(Guess)?.Data is not { } text || !entry.Parts.TryGetValue(Guess.ToString(), out var part)) return entry;
        if (!ShownParts(entry.Plan).Contains(part)) return entry;
        if (part.Size != text.Length) return entry.With(BodyTexts.Undo(text, part) with { IsCut = true });
        entry.Keep(part.Section, BodyTexts.Undo(text, part));
        return entry;
    }

    /// <summary>
    /// A message may be told in several rows (RFC 9051 section 7.5.2), and what another client changes meanwhile comes as a row of its own, with flags and nothing else. Taken
    /// for the message, it would be one without sender and subject.
    /// </summary>
    private static FetchRow Joined(FetchRow known, FetchRow more)
    {
        known.Flags = more.Flags ?? known.Flags;
        known.ModSeq = more.ModSeq ?? known.ModSeq;
        known.Envelope ??= more.Envelope;
        known.BodyStructure ??= more.BodyStructure;
        known.InternalDate ??= more.InternalDate;
        known.Size ??= more.Size;
        known.Sections = [.. known.Sections, .. more.Sections];
        known.Defects = [.. known.Defects, .. more.Defects];
        return known;
    }
}
