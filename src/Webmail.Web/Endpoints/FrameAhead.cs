using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;

namespace Webmail.Web.Endpoints;

/// <summary>Begins a frame when its message was opened: until the link reached the browser and the browser asks for it, much of the work is done.</summary>
internal sealed class FrameAhead(PartLinks links, FrameWork work)
{
    /// <param name="frame">The link that will be asked for.</param>
    /// <param name="dark">Designed mail will be asked for on dark paper.</param>
    public void Begin(IMailAccount account, AccountIdentity who, MessageReference message, string section, string frame, bool withImages, bool dark)
    {
        var options = Options(links, who, message, withImages, dark, fits: false);
        work.Begin(frame[(frame.LastIndexOf('/') + 1)..] + (dark ? "?" + FrameDesk.DarkWish : ""), () => account.Reader.ReadHtmlAsync(message, section, options, CancellationToken.None).AsTask());
    }

    /// <summary>How a message's HTML is made for a frame.</summary>
    public static HtmlViewOptions Options(PartLinks links, AccountIdentity who, MessageReference message, bool withImages, bool dark, bool fits) => new(
        section => links.InlineImage(who, message, section),
        withImages ? address => links.RemoteImage(who, message, address) : null,
        dark, fits);
}
