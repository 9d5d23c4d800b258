namespace Webmail.Web.Circuit;

/// <summary>What a person set for themselves, on every device.</summary>
internal interface IPreferences
{
    /// <summary>The settings; the same object until they are saved. Defaults when nothing was set.</summary>
    ValueTask<PersonalSettings> LoadAsync(CancellationToken ct);

    Task SaveAsync(PersonalSettings settings, CancellationToken ct);
}
