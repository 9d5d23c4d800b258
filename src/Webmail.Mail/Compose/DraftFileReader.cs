using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Compose;

/// <summary>Opens the files of drafts wherever they lie: here, or on the mail server.</summary>
internal sealed class DraftFileReader(IDraftFiles files)
{
    /// <exception cref="ComposeException">Gone or not complete.</exception>
    /// <exception cref="MailUnavailableException">The mail server that has it can't be reached.</exception>
    public async ValueTask<Stream> OpenAsync(IMailAccount account, Guid draft, Guid file, CancellationToken ct)
    {
        var placed = (await files.PlacesAsync(account.Identity, draft, ct)).GetValueOrDefault(file);
        if (placed is not { OnlyThere: true }) return await files.OpenAsync(account.Identity, draft, file, ct);
        try
        {
            return await OpenAsync(account, placed.Place, ct);
        }
        catch (MailUnavailableException gone) when (gone.Failure == MailFailure.Gone)
        {
            // The state of the draft that held it was replaced, and a crash came before that was written down; or another program moved it.
            return await OpenAsync(account, await LocateAsync(account, draft, file, ct), ct);
        }
    }

    /// <summary>Brings everything here that is only on the mail server.</summary>
    public async Task FetchAllAsync(IMailAccount account, Guid draft, CancellationToken ct)
    {
        foreach (var (file, _) in (await files.PlacesAsync(account.Identity, draft, ct)).Where(placed => placed.Value.OnlyThere))
        {
            await using var content = await OpenAsync(account, draft, file, ct);
            await files.FetchAsync(account.Identity, draft, file, content, ct);
        }
    }

    private static async Task<Stream> OpenAsync(IMailAccount account, StoredPlace place, CancellationToken ct)
    {
        var message = new MessageReference(MailboxName.Create(place.Folder), new UidValidity(place.Validity), new Uid(place.Uid));
        return new HeldStream(place.Section.Length == 0 ? await account.Reader.OpenSourceAsync(message, ct) : await account.Reader.OpenPartAsync(message, place.Section, ct));
    }

    /// <summary>Looks the file up by its name in the draft as it is stored now.</summary>
    private async Task<StoredPlace> LocateAsync(IMailAccount account, Guid draft, Guid file, CancellationToken ct)
    {
        var wanted = await files.FindAsync(account.Identity, draft, file, ct) ?? throw new ComposeException(ComposeProblem.FileGone, "attachments");
        if (await account.Drafts.FindAsync(draft, ct) is not { } stored) throw new ComposeException(ComposeProblem.FileGone, "attachments", wanted.Name);
        var same = (await account.Reader.ReadAttachmentsAsync(stored, ct)).Where(part => part.Name == wanted.Name).ToList();
        // Two of one name could be taken for each other.
        if (same.Count != 1) throw new ComposeException(ComposeProblem.FileGone, "attachments", wanted.Name);
        var place = new StoredPlace(stored.Folder.Value, stored.Validity.Value, stored.Uid.Value, same[0].Section);
        await files.PlaceAsync(account.Identity, draft, new Dictionary<Guid, StoredPlace> { [file] = place }, ct);
        return place;
    }
}
