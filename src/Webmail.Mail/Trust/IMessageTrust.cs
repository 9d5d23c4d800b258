using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;

namespace Webmail.Mail.Trust;

/// <summary>Tells what is known about a message's sender. Opens no connection.</summary>
public interface IMessageTrust
{
    /// <summary>By the header alone, believing the servers that the reader's tenant trusts.</summary>
    SenderTrust Of(AccountIdentity reader, OpenedMessage message);
}
