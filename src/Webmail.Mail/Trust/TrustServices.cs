using Microsoft.Extensions.DependencyInjection;

namespace Webmail.Mail.Trust;

public static class TrustServices
{
    /// <summary>What is told about senders. Wants the tenants beside it.</summary>
    public static IServiceCollection AddWebmailTrust(this IServiceCollection services) => services.AddSingleton<IMessageTrust, MessageTrust>();
}
