using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Components.Message;

/// <summary>The signed links of the message on show, each made once: a render must not change what did not change.</summary>
public sealed class MessageLinks
{
    private readonly PartLinks _links;
    private readonly AccountIdentity _who;
    private readonly MessageReference _message;
    private readonly Dictionary<string, string> _made = new(StringComparer.Ordinal);

    private readonly string? _html;
    private readonly bool _canShow;
    private readonly bool _shown;

    internal MessageLinks(PartLinks links, AccountIdentity who, OpenedMessage message, RemoteImageChoice images)
    {
        (_links, _who, _message) = (links, who, message.Reference);
        _html = message.HtmlSection;
        _canShow = images is { CanShow: true, Shown: false };
        _shown = images.Shown;
        Frame = _html is null ? null : images.Shown ? links.FrameWithImages(who, _message, _html) : links.Frame(who, _message, _html);
        WithImages = MakeWithImages();
        Source = links.Source(who, _message);
    }

    /// <summary>The frame's document; never made anew for a frame that stands, which would load it again.</summary>
    public string? Frame { get; }

    /// <summary>The same with remote pictures, for the reader to ask for; null when that is not offered.</summary>
    public string? WithImages { get; private set; }

    public string Source { get; private set; }

    public string Download(string section) => Once("d" + section, () => _links.Download(_who, _message, section));

    /// <summary>A picture among the attachments, written anew. For a look now: it is not renewed.</summary>
    public string Picture(string section) => Once("p" + section, () => _links.InlineImage(_who, _message, section));

    public string Media(string section) => Once("m" + section, () => _links.Media(_who, _message, section));

    /// <summary>An attachment of the message inside a part.</summary>
    public string Nested(string section, string inner) => Once($"n{section}!{inner}", () => _links.NestedDownload(_who, _message, section, inner));

    /// <summary>The HTML of the message inside a part. Not renewed: another address would load it again.</summary>
    public string NestedFrame(string section) => Once("p" + section + "!", () => _links.NestedFrame(_who, _message, section));

    public string Print => Once("t", () => _shown ? _links.PrintWithImages(_who, _message) : _links.Print(_who, _message));

    /// <summary>The same with remote pictures, for the reader who had them shown; null when that is not offered.</summary>
    public string? PrintWithImages => WithImages is null ? null : Once("i", () => _links.PrintWithImages(_who, _message));

    public string PrintConversation => Once("c", () => _links.PrintConversation(_who, _message));

    public string SaveAll => Once("a", () => _links.SaveAll(_who, _message));

    public string SourceFile => Source + "/file";

    private string Once(string key, Func<string> make)
    {
        if (!_made.TryGetValue(key, out var link)) _made[key] = link = make();
        return link;
    }

    /// <summary>Before the links that wait for a click run out.</summary>
    public void Renew()
    {
        // Pictures stand in the page already: another address would load them again.
        foreach (var key in _made.Keys.Where(key => key[0] != 'p').ToList()) _made.Remove(key);
        Source = _links.Source(_who, _message);
        WithImages = MakeWithImages();
    }

    private string? MakeWithImages() => _html is not null && _canShow ? _links.FrameWithImages(_who, _message, _html) : null;
}
