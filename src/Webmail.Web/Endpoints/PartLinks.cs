using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>
/// Makes and reads signed links to the bytes of a message. A link is encrypted (it names a folder), authenticated, short-lived, and
/// bound to user, session, account, message, section and purpose. It is only half of the permission: <see cref="LinkGate"/> asks for the rest.
/// </summary>
internal sealed class PartLinks(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>A frame is asked for when its message is shown and its pictures right after: ten minutes cover a slow line.</summary>
    internal static readonly TimeSpan ShowLifetime = TimeSpan.FromMinutes(10);

    /// <summary>A download waits for a click in an open message; the pane makes new links before these end.</summary>
    internal static readonly TimeSpan ClickLifetime = TimeSpan.FromHours(1);

    /// <summary>Longest token that is looked at: a folder name at its limit fits in it.</summary>
    private const int MaxToken = 24 * 1024;

    /// <summary>Between a part and a part of the message inside it; no section has it.</summary>
    internal const char NestedMark = '!';

    private readonly IDataProtector _protector = protection.CreateProtector("Webmail.PartLinks.v1");

    public string Frame(AccountIdentity who, MessageReference message, string section) =>
        "/frame/" + Token(LinkPurpose.Frame, who, message, section);

    /// <summary>The same document with its remote pictures; waits for a click.</summary>
    public string FrameWithImages(AccountIdentity who, MessageReference message, string section) =>
        "/frame/images/" + Token(LinkPurpose.FrameWithImages, who, message, section);

    public string RemoteImage(AccountIdentity who, MessageReference message, Uri address) =>
        FrameDocument.PartsPath + "remote/" + Token(LinkPurpose.RemoteImage, who, message, address.AbsoluteUri);

    public string InlineImage(AccountIdentity who, MessageReference message, string section) =>
        FrameDocument.PartsPath + Token(LinkPurpose.InlineImage, who, message, section);

    public string Download(AccountIdentity who, MessageReference message, string section) =>
        "/download/" + Token(LinkPurpose.Download, who, message, section);

    /// <summary>An attachment of a message that is itself an attachment (or of a winmail.dat).</summary>
    public string NestedDownload(AccountIdentity who, MessageReference message, string section, string inner) =>
        Download(who, message, section + NestedMark + inner);

    /// <summary>The document of such a message's HTML. It has no pictures of other hosts: nobody says who sent it.</summary>
    public string NestedFrame(AccountIdentity who, MessageReference message, string section) =>
        Frame(who, message, section + NestedMark);

    public string Media(AccountIdentity who, MessageReference message, string section) =>
        "/media/" + Token(LinkPurpose.Media, who, message, section);

    public string SaveAll(AccountIdentity who, MessageReference message) =>
        "/save-all/" + Token(LinkPurpose.SaveAll, who, message, "");

    public string Source(AccountIdentity who, MessageReference message) =>
        "/source/" + Token(LinkPurpose.Source, who, message, "");

    public string Print(AccountIdentity who, MessageReference message) =>
        "/print/" + Token(LinkPurpose.Print, who, message, "");

    public string PrintWithImages(AccountIdentity who, MessageReference message) =>
        "/print/images/" + Token(LinkPurpose.PrintWithImages, who, message, "");

    public string PrintConversation(AccountIdentity who, MessageReference message) =>
        "/print/all/" + Token(LinkPurpose.PrintConversation, who, message, "");

    public string SourceFile(AccountIdentity who, MessageReference message) => Source(who, message) + "/file";

    /// <summary>The link, or null when it was not made by us, is over, or is for another purpose.</summary>
    public PartLink? Read(LinkPurpose purpose, string token)
    {
        if (token.Length > MaxToken || !Base64Url.IsValid(token))
            return null;
        byte[] bytes;
        try
        {
            bytes = _protector.Unprotect(Base64Url.DecodeFromChars(token));
        }
        catch (CryptographicException)
        {
            return null;
        }

        return PartLinkCodec.Read(bytes) is { } link && link.Purpose == purpose && link.Expires > time.GetUtcNow() ? link : null;
    }

    private string Token(LinkPurpose purpose, AccountIdentity who, MessageReference message, string section)
    {
        var lifetime = purpose is LinkPurpose.Frame or LinkPurpose.InlineImage or LinkPurpose.RemoteImage ? ShowLifetime : ClickLifetime;
        var link = new PartLink(purpose, who.SessionId, who.UserId, who.AccountId, message, section, time.GetUtcNow() + lifetime);
        return Base64Url.EncodeToString(_protector.Protect(PartLinkCodec.Write(link)));
    }
}
