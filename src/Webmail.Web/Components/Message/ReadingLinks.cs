using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Mail.Sessions;
using Webmail.Web.Circuit;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Components.Message;

/// <summary>Makes the links of an opened message, and has its frame begun.</summary>
internal sealed class ReadingLinks(PartLinks links, FrameAhead ahead, IPreferences preferences, CurrentDevice device)
{
    /// <param name="who">Whose links: the account's person in this session.</param>
    /// <param name="begins">The browser will ask for the frame in a moment.</param>
    public async ValueTask<MessageLinks> MakeAsync(IMailAccount account, AccountIdentity who, OpenedMessage message, RemoteImageChoice images, bool begins, CancellationToken ct)
    {
        var made = new MessageLinks(links, who, message, images);
        if (begins && made.Frame is { } frame && message.HtmlSection is { } section && await OnDarkPaperAsync(ct) is { } dark)
            ahead.Begin(account, who, message.Reference, section, frame, images.Shown, dark);
        return made;
    }

    /// <summary>Null where only the browser knows: designed mail follows a theme that follows the system.</summary>
    private async ValueTask<bool?> OnDarkPaperAsync(CancellationToken ct) =>
        !(await preferences.LoadAsync(ct)).DarkensMail ? false : device.Settings.Theme is { } theme ? theme == "dark" : null;
}
