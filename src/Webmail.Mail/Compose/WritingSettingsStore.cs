using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Contacts;
using Webmail.Mail.Outbox;

namespace Webmail.Mail.Compose;

internal sealed class WritingSettingsStore(IDbContextFactory<WebmailDbContext> contexts) : IWritingSettings
{
    private const string Key = "writing";

    /// <summary>Each is looked for in every message before it is sent.</summary>
    private const int MaxWords = 50;

    private const int MaxWordChars = 40;

    public async Task<WritingSettings> LoadAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return Read(await db.UserPreferences.AsNoTracking().Where(row => row.UserId == who.UserId && row.Key == Key).Select(row => row.Value).SingleOrDefaultAsync(ct));
    }

    public async Task<WritingSettings> SaveAsync(AccountIdentity who, WritingSettings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(settings);
        var kept = Within(settings);
        var value = JsonSerializer.Serialize(kept);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.UserPreferences.Where(row => row.UserId == who.UserId && row.Key == Key).ExecuteUpdateAsync(set => set.SetProperty(row => row.Value, value), ct) == 0)
        {
            db.UserPreferences.Add(new UserPreference { UserId = who.UserId, Key = Key, Value = value });
            await db.SaveChangesAsync(ct);
        }

        return kept;
    }

    private static WritingSettings Within(WritingSettings settings) => settings with
    {
        UndoSeconds = Math.Clamp(settings.UndoSeconds, 0, (int)SendWishes.MaxUndo.TotalSeconds),
        AskAbove = Math.Clamp(settings.AskAbove, 0, ComposeLimits.MaxRecipients),
        AttachmentWords = [.. settings.AttachmentWords.Select(word => BookCards.Short(word, MaxWordChars)).Where(word => word.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxWords)],
    };

    // What an older or newer version wrote must not keep anybody from writing.
    private static WritingSettings Read(string? stored)
    {
        try
        {
            return stored is not null && JsonSerializer.Deserialize<WritingSettings>(stored) is { AttachmentWords: not null } settings ? Within(settings) : WritingSettings.Default;
        }
        catch (JsonException)
        {
            return WritingSettings.Default;
        }
    }
}
