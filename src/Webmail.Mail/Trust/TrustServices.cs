using Microsoft.Extensions.DependencyInjection;

namespace Webmail.Mail.Trust;

public static class TrustServices
{
    /// <summary>What is told about senders. Wants the tenants and the network guard beside it.</summary>
    public static IServiceCollection AddWebmailTrust(this IServiceCollection services) => services
        .AddSingleton<IMessageTrust, MessageTrust>().AddSingleton<IUnsubscriber, Unsubscriber>();
}
