using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;

namespace Webmail.Mail.Trust;

internal sealed class MessageTrust(TenantDirectory tenants) : IMessageTrust
{
    public SenderTrust Of(AccountIdentity reader, OpenedMessage message)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(message);
        return TrustReader.Read(message, tenants.ById(reader.TenantId)?.AuthenticationServers ?? []);
    }
}
