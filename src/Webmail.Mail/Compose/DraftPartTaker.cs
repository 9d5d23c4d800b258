using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Mime.Headers;

namespace Webmail.Mail.Compose;

/// <summary>Takes the parts of a stored message over as files of a draft. A file that is here already keeps its name, so that other tabs with the same draft keep theirs.</summary>
internal sealed class DraftPartTaker(IDraftFiles files, IMailAccount account, Guid draft, MessageReference message, IReadOnlyList<DraftFile> known)
{
    private readonly List<DraftFile> _left = [.. known];

    /// <summary>An attachment; its bytes move only when they are not here.</summary>
    public async Task<DraftFile> TakeAsync(AttachmentPart attachment, CancellationToken ct)
    {
        var before = Known(attachment.Name, inline: false);
        if (before is not null && await files.FindAsync(account.Identity, draft, before.Id, ct) is { } here && here.Received == here.Size) return here;
        await using var part = await account.Reader.OpenPartAsync(message, attachment.Section, ct);
        return await files.TakeAsync(account.Identity, draft, before?.Id ?? Guid.NewGuid(), part.FileName, part.MediaType, inline: false, part.Content, ct);
    }

    /// <summary>A picture in the text.</summary>
    /// <param name="id">Its name unless it has one.</param>
    public async Task<DraftFile> TakePictureAsync(string section, Guid id, CancellationToken ct)
    {
        await using var part = await account.Reader.OpenPartAsync(message, section, ct);
        var before = Known(FileNames.Clean(part.FileName), inline: true);
        if (before is not null && await files.FindAsync(account.Identity, draft, before.Id, ct) is { } here && here.Received == here.Size) return here;
        return await files.TakeAsync(account.Identity, draft, before?.Id ?? id, part.FileName, part.MediaType, inline: true, part.Content, ct);
    }

    private DraftFile? Known(string name, bool inline)
    {
        var before = _left.Find(file => file.Inline == inline && file.Name == name);
        if (before is not null) _left.Remove(before);
        return before;
    }
}
