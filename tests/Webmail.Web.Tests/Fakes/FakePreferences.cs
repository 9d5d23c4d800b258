using Webmail.Web.Circuit;

namespace Webmail.Web.Tests.Fakes;

internal sealed class FakePreferences : IPreferences
{
    public PersonalSettings Settings { get; set; } = PersonalSettings.Default;

    public ValueTask<PersonalSettings> LoadAsync(CancellationToken ct) => new(Settings);

    public Task SaveAsync(PersonalSettings settings, CancellationToken ct)
    {
        Settings = settings;
        return Task.CompletedTask;
    }
}
