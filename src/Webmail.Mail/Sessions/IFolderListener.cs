using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>Is told everything the server says of a worker's selected folder, in the server's order, one at a time.</summary>
internal interface IFolderListener
{
    /// <summary>Must not block and must not throw.</summary>
    void OnEvent(ImapEvent change);
}
