using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webmail.Data.Storage;

namespace Webmail.Data;

public static class WebmailDataServices
{
    /// <summary>The database by <see cref="DatabaseOptions"/>, and the key ring in it.</summary>
    public static IServiceCollection AddWebmailData(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .Validate(
                options => options.Provider == DatabaseProvider.Sqlite || !string.IsNullOrWhiteSpace(options.ConnectionString),
                "Webmail:Database:ConnectionString is missing; PostgreSQL needs one, for example \"Host=localhost;Database=webmail;Username=webmail;Password=...\".")
            .ValidateOnStart();
        services.AddSingleton<IDbContextFactory<WebmailDbContext>, WebmailDbContextFactory>();
        services.AddSingleton<DatabasePreparation>();
        services.AddSingleton<DatabaseKeyRing>();
        services.AddDataProtection().SetApplicationName("webmail");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = provider.GetRequiredService<DatabaseKeyRing>()));
        return services;
    }
}
