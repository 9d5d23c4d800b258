using Microsoft.AspNetCore.Authorization;

namespace Webmail.Web.Administration;

internal static class AdministrationServices
{
    public static IServiceCollection AddWebmailAdministration(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder().AddPolicy(AdministratorPolicy.Name, policy => policy.RequireAuthenticatedUser().AddRequirements(new AdministratorPolicy.Requirement()));
        services.AddSingleton<IAuthorizationHandler, AdministratorPolicy>();
        services.AddScoped<IAdministration, SignedInAdministration>();
        services.AddScoped<ITraceConsents, OwnTraceConsents>();
        return services;
    }
}
