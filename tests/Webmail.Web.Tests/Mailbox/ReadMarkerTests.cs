using Microsoft.Extensions.DependencyInjection;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class ReadMarkerTests : UiTest
{
    /// <summary>Unread, as every third made-up message.</summary>
    private static readonly Uid Unread = new(300);

    private ReadMarker Marker => Services.GetRequiredService<ReadMarker>();

    [Fact]
    public async Task After_the_moment_it_is_read_and_nothing_is_said()
    {
        var reading = await OpenUnreadAsync();
        Assert.Empty(Account.Acts.Done);
        Time.Advance(TimeSpan.FromSeconds(1.5));
        await reading;
        Assert.Equal(["+\\Seen INBOX 300"], Account.Acts.Done);
        Assert.Null(Toasts.Current);
    }

    [Fact]
    public async Task Going_on_sooner_leaves_it_unread()
    {
        var reading = await OpenUnreadAsync();
        Marker.Cancel();
        await reading;
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Account.Acts.Done);
    }

    [Fact]
    public async Task Switched_off_it_is_never_read_by_itself()
    {
        Preferences.Settings = new PersonalSettings(null);
        await await OpenUnreadAsync();
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(Account.Acts.Done);
    }

    [Fact]
    public async Task At_once_waits_for_nothing()
    {
        Preferences.Settings = new PersonalSettings(TimeSpan.Zero);
        await await OpenUnreadAsync();
        Assert.Single(Account.Acts.Done);
    }

    [Fact]
    public async Task A_read_message_is_left_alone()
    {
        await Mailbox.GoAsync(new MailUrl(null, null, new Uid(299)));
        await Marker.ShownAsync(new Uid(299));
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Account.Acts.Done);
    }

    private async Task<Task> OpenUnreadAsync()
    {
        await Mailbox.GoAsync(new MailUrl(null, null, Unread));
        return Marker.ShownAsync(Unread);
    }
}
