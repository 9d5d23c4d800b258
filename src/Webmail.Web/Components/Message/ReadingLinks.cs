using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Mail.Sessions;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Components.Message;

/// <summary>Makes the links of an opened message, and has its frame begun.</summary>
internal sealed class ReadingLinks(PartLinks links, FrameAhead ahead)
{
    /// <param name="who">Whose links: the account's person in this session.</param>
    public MessageLinks Of(IMailAccount account, AccountIdentity who, OpenedMessage message, RemoteImageChoice images)
    {
        var made = new MessageLinks(links, who, message, images);
        if (made.Frame is { } frame && message.HtmlSection is { } section) ahead.Begin(account, who, message.Reference, section, frame, images.Shown);
        return made;
    }
}
