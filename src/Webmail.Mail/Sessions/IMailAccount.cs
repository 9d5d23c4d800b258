using Webmail.Mail.Accounts;
using Webmail.Mail.Actions;
using Webmail.Mail.Compose;
using Webmail.Mail.Folders;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>One live mail account, shared by all tabs and circuits of its user.</summary>
public interface IMailAccount
{
    AccountIdentity Identity { get; }

    IFolderDirectory Folders { get; }

    IMessageReader Reader { get; }

    IMessageActions Actions { get; }

    IMessageRelations Relations { get; }

    /// <summary>Drafts and the copies of what was sent.</summary>
    IDraftBox Drafts { get; }

    ConnectionHealth Health { get; }

    /// <summary>Opens a folder's list for one tab.</summary>
    /// <exception cref="MailUnavailableException">Gone, refused or offline.</exception>
    ValueTask<IFolderView> OpenFolderAsync(MailboxName folder, ListOrder order, CancellationToken ct);

    /// <summary>Calls back when <see cref="Health"/> changes, until disposed.</summary>
    IDisposable SubscribeHealth(Func<ConnectionHealth, Task> onChange);

    /// <summary>How the account is connected at this moment. Asks no server.</summary>
    ConnectionFacts DescribeConnections();

    /// <summary>Ends the wait of the recovery loop: try now.</summary>
    void ReconnectNow();
}
