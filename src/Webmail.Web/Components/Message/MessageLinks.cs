using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Components.Message;

/// <summary>The signed links of the message on show, each made once: a render must not change what did not change.</summary>
internal sealed class MessageLinks
{
    private readonly PartLinks _links;
    private readonly AccountIdentity _who;
    private readonly MessageReference _message;
    private readonly Dictionary<string, string> _downloads = new(StringComparer.Ordinal);

    public MessageLinks(PartLinks links, AccountIdentity who, OpenedMessage message)
    {
        (_links, _who, _message) = (links, who, message.Reference);
        Frame = message.HtmlSection is { } html ? links.Frame(who, _message, html) : null;
        Source = links.Source(who, _message);
    }

    /// <summary>The frame's document; never made anew for a frame that stands, which would load it again.</summary>
    public string? Frame { get; }

    public string Source { get; private set; }

    public string Download(string section)
    {
        if (!_downloads.TryGetValue(section, out var link)) _downloads[section] = link = _links.Download(_who, _message, section);
        return link;
    }

    /// <summary>Before the links that wait for a click run out.</summary>
    public void Renew()
    {
        _downloads.Clear();
        Source = _links.Source(_who, _message);
    }
}
