using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Compose;

internal sealed class Composer(IIdentities identities, IDraftFiles files, DraftFileReader reader, DraftImport import, ISubmissionLimit submission, TimeProvider time) : IComposer
{
    /// <summary>Attached mail of at least so many octets stays on the mail server; less is fetched in less time than it takes to speak of it.</summary>
    private const long WorthLeaving = 64 * 1024;

    /// <summary>Files up to this size are begun without asking what the server takes.</summary>
    private const long WorthAsking = 1_000_000;

    /// <summary>Octets in a message for each of a file: four for three, and two for each line of 76.</summary>
    private const double InBase64 = 78.0 / 57;

    /// <summary>A composer opens without waiting for a server that is not known yet.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(20);

    /// <summary>To be told before a long upload is worth a moment.</summary>
    private static readonly TimeSpan ForABigFile = TimeSpan.FromSeconds(3);

    public async Task<ComposeStart> OpenAsync(IMailAccount account, string accountKey, ComposeRequest request, ComposeWords words, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(request);
        var who = await identities.ListAsync(account.Identity, ct);
        var draft = await BeginAsync(account, accountKey, request, words, who, ct);
        var domains = who.Select(identity => identity.Address[(identity.Address.LastIndexOf('@') + 1)..].ToLowerInvariant()).Distinct(StringComparer.Ordinal);
        return new ComposeStart(draft, who, await LimitAsync(account, AtOnce, ct), [.. domains]);
    }

    public async Task<DraftFile> BeginFileAsync(IMailAccount account, Guid draft, string name, string type, long size, bool inline, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (size > WorthAsking && await LimitAsync(account, ForABigFile, ct) is { } limit)
        {
            var here = (await files.ListAsync(account.Identity, draft, ct)).Sum(file => file.Size);
            if ((here + size) * InBase64 > limit) throw new ComposeException(ComposeProblem.TooLarge, "attachments", name);
        }

        return await files.BeginAsync(account.Identity, draft, name, type, size, inline, ct);
    }

    /// <summary>The smaller of what both servers take.</summary>
    private async Task<long?> LimitAsync(IMailAccount account, TimeSpan patience, CancellationToken ct)
    {
        var asked = submission.FindAsync(account, patience, ct).AsTask();
        var stored = await account.Drafts.LimitAsync(ct);
        var sent = await asked;
        return stored is null || sent < stored ? sent : stored;
    }

    public async Task<int> SaveAsync(IMailAccount account, Draft draft, bool force, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(draft);
        var identity = await IdentityAsync(account.Identity, draft.Identity, ct);
        var current = draft with { Files = await PresentAsync(account.Identity, draft, ct) };
        var now = time.GetUtcNow();
        var boundaries = DraftBoundaries.For(draft.Id);
        var places = (await files.PlacesAsync(account.Identity, draft.Id, ct)).ToDictionary(placed => placed.Key, placed => placed.Value.Place);
        return await account.Drafts.SaveAsync(draft.Id, draft.Revision, force, revision =>
        {
            var parts = new DraftParts((file, cancel) => reader.OpenAsync(account, draft.Id, file, cancel), places);
            var message = DraftMessage.ForStorage(current with { Revision = revision }, identity, now, parts);
            return new DraftWriting(message, boundaries, parts.Places, (stored, cancel) => files.PlaceAsync(account.Identity, draft.Id, Places(stored, parts.SectionsIn(message)), cancel),
                cancel => reader.FetchAllAsync(account, draft.Id, cancel));
        }, ct);
    }

    public async Task<Draft?> LoadAsync(IMailAccount account, string accountKey, Guid draft, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await account.Drafts.FindAsync(draft, ct) is { } stored ? await import.LoadAsync(account, accountKey, stored, asNew: false, ct) : null;
    }

    public async Task DiscardAsync(IMailAccount account, Guid draft, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        await account.Drafts.DiscardAsync(draft, ct);
        await files.DeleteAllAsync(account.Identity, draft, ct);
    }

    public async Task<DraftFile> AttachAsync(IMailAccount account, Guid draft, MessageReference message, string? section, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        var facts = await account.Reader.LookAsync(message, section, ct);
        var type = section is null ? "message/rfc822" : facts.MediaType;
        if (facts.Size >= WorthLeaving && facts.CanBeJoined && await account.Drafts.JoinsAsync(ct))
            return await files.ReferAsync(account.Identity, draft, facts.FileName, type, facts.Size, PlaceOf(message, section ?? ""), ct);
        await using var part = section is null ? await account.Reader.OpenSourceAsync(message, ct) : await account.Reader.OpenPartAsync(message, section, ct);
        return await files.TakeAsync(account.Identity, draft, Guid.NewGuid(), part.FileName, type, inline: false, part.Content, ct);
    }

    private async Task<Draft> BeginAsync(IMailAccount account, string accountKey, ComposeRequest request, ComposeWords words, IReadOnlyList<Identity> who, CancellationToken ct)
    {
        if (request.Of is not { } reference) return Blank(request, who);
        if (request.Intent is ComposeIntent.Draft or ComposeIntent.EditAsNew)
            return await import.LoadAsync(account, accountKey, reference, asNew: request.Intent == ComposeIntent.EditAsNew, ct);
        var message = await account.Reader.OpenAsync(reference.Folder, reference.Uid, ct);
        if (message.Reference != reference) throw new MailUnavailableException(MailFailure.Gone, "");
        var draft = Answers.Head(request.Intent, message, who, request.Format);
        switch (request.Intent)
        {
            case ComposeIntent.ForwardAttached or ComposeIntent.Redirect:
                return draft with { Files = [await AttachAsync(account, draft.Id, reference, null, ct)] };
            case ComposeIntent.Forward:
                draft = draft with { Files = await AttachAllAsync(account, draft.Id, message, ct) };
                break;
        }

        return await import.QuoteAsync(account, accountKey, draft, message, request.Selection, words, ct);
    }

    private static Draft Blank(ComposeRequest request, IReadOnlyList<Identity> who)
    {
        var draft = new Draft { Id = Guid.NewGuid(), Identity = who[0].Id, Format = request.Format };
        if (Mailto.Parse(request.Mailto) is not { } link) return draft;
        var html = Html.TextConversion.TextToHtml.Convert(link.Body, new Html.TextConversion.PlainTextOptions());
        return draft with { To = link.To, Cc = link.Cc, Bcc = link.Bcc, Subject = link.Subject, Text = link.Body, Html = link.Body.Length > 0 ? html : "" };
    }

    private async Task<IReadOnlyList<DraftFile>> AttachAllAsync(IMailAccount account, Guid draft, OpenedMessage message, CancellationToken ct)
    {
        var taken = new List<DraftFile>();
        foreach (var part in message.Attachments.Take(ComposeLimits.MaxFiles)) taken.Add(await AttachAsync(account, draft, message.Reference, part.Section, ct));
        return taken;
    }

    /// <summary>The files the composer speaks of, as they are here: what was removed meanwhile is not part of the draft.</summary>
    private async Task<IReadOnlyList<DraftFile>> PresentAsync(AccountIdentity who, Draft draft, CancellationToken ct)
    {
        var here = (await files.ListAsync(who, draft.Id, ct)).ToDictionary(file => file.Id);
        return [.. draft.Files.Select(file => here.GetValueOrDefault(file.Id)).OfType<DraftFile>()];
    }

    private async Task<Identity> IdentityAsync(AccountIdentity who, Guid id, CancellationToken ct)
    {
        var all = await identities.ListAsync(who, ct);
        return all.FirstOrDefault(identity => identity.Id == id) ?? all[0];
    }

    private static StoredPlace PlaceOf(MessageReference message, string section) => new(message.Folder.Value, message.Validity.Value, message.Uid.Value, section);

    private static Dictionary<Guid, StoredPlace> Places(MessageReference stored, IReadOnlyDictionary<Guid, string> sections) =>
        sections.ToDictionary(file => file.Key, file => PlaceOf(stored, file.Value));
}
