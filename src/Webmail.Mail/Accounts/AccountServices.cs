using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Webmail.Mail.Accounts;

public static class AccountServices
{
    /// <summary>Tenants, sealing, sign-in. Wants an <see cref="IAccountProver"/> and an <see cref="IAccountSessions"/> beside it.</summary>
    public static IServiceCollection AddWebmailAccounts(this IServiceCollection services)
    {
        services.AddOptions<TenantsOptions>().BindConfiguration(TenantsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TenantsOptions>, TenantsValidation>();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<Administrators>();
        services.AddSingleton<InstallKeys>();
        services.AddSingleton<PasswordSeal>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<FailurePace>();
        services.AddSingleton<SignInService>();
        return services;
    }
}
