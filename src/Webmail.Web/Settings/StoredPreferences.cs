using System.Text.Json;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Web.Circuit;
using Webmail.Web.SignIn;

namespace Webmail.Web.Settings;

/// <summary>A person's settings in the database, read once for a circuit.</summary>
internal sealed class StoredPreferences(IDbContextFactory<WebmailDbContext> contexts, AuthenticationStateProvider authentication) : IPreferences
{
    private const string Key = "personal";

    private PersonalSettings? _settings;

    public async ValueTask<PersonalSettings> LoadAsync(CancellationToken ct)
    {
        if (_settings is not null)
            return _settings;
        if (await UserAsync() is not { } user)
            return PersonalSettings.Default;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stored = await db.UserPreferences.AsNoTracking().Where(row => row.UserId == user && row.Key == Key).Select(row => row.Value).SingleOrDefaultAsync(ct);
        return _settings = Read(stored);
    }

    public async Task SaveAsync(PersonalSettings settings, CancellationToken ct)
    {
        var user = await UserAsync() ?? throw new InvalidOperationException("Nobody is signed in.");
        var value = JsonSerializer.Serialize(settings, SettingsJson.Default.PersonalSettings);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var changed = await db.UserPreferences.Where(row => row.UserId == user && row.Key == Key).ExecuteUpdateAsync(set => set.SetProperty(row => row.Value, value), ct);
        if (changed == 0)
        {
            db.UserPreferences.Add(new UserPreference { UserId = user, Key = Key, Value = value });
            await db.SaveChangesAsync(ct);
        }
        _settings = settings;
    }

    private async Task<Guid?> UserAsync() => (await authentication.GetAuthenticationStateAsync()).User.Account()?.UserId;

    // What an older or newer version wrote must not keep anybody out.
    private static PersonalSettings Read(string? stored)
    {
        try
        {
            return stored is null ? PersonalSettings.Default : JsonSerializer.Deserialize(stored, SettingsJson.Default.PersonalSettings) ?? PersonalSettings.Default;
        }
        catch (JsonException)
        {
            return PersonalSettings.Default;
        }
    }
}
