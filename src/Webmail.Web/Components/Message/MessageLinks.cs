using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Components.Message;

/// <summary>The signed links of the message on show, each made once: a render must not change what did not change.</summary>
internal sealed class MessageLinks
{
    private readonly PartLinks _links;
    private readonly AccountIdentity _who;
    private readonly MessageReference _message;
    private readonly Dictionary<string, string> _downloads = new(StringComparer.Ordinal);

    private readonly string? _html;
    private readonly bool _canShow;

    public MessageLinks(PartLinks links, AccountIdentity who, OpenedMessage message, RemoteImageChoice images)
    {
        (_links, _who, _message) = (links, who, message.Reference);
        _html = message.HtmlSection;
        _canShow = images is { CanShow: true, Shown: false };
        Frame = _html is null ? null : images.Shown ? links.FrameWithImages(who, _message, _html) : links.Frame(who, _message, _html);
        WithImages = MakeWithImages();
        Source = links.Source(who, _message);
    }

    /// <summary>The frame's document; never made anew for a frame that stands, which would load it again.</summary>
    public string? Frame { get; }

    /// <summary>The same with remote pictures, for the reader to ask for; null when that is not offered.</summary>
    public string? WithImages { get; private set; }

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
        WithImages = MakeWithImages();
    }

    private string? MakeWithImages() => _html is not null && _canShow ? _links.FrameWithImages(_who, _message, _html) : null;
}
