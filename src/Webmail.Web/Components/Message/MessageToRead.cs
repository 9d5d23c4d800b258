using Webmail.Mail.Reading;
using Webmail.Mail.Remote;

namespace Webmail.Web.Components.Message;

/// <summary>An opened message with all that a reader needs of it.</summary>
/// <param name="Images">What holds for its remote pictures.</param>
/// <param name="Links">The signed links to it, bound to the reader's session.</param>
internal sealed record MessageToRead(OpenedMessage Message, RemoteImageChoice Images, MessageLinks Links)
{
    /// <summary>The frame's document where it may be loaded before the reader asked for it; null for plain text, and where it brings pictures of other hosts: loading them tells the sender.</summary>
    public string? UnseenFrame => Images.Shown ? null : Links.Frame;
}
