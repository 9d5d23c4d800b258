using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail.Contacts;

namespace Webmail.Mail.Compose;

public static class ComposeServices
{
    /// <summary>Drafts, their files, identities, people, templates, settings of writing. Wants the database and the accounts beside it.</summary>
    public static IServiceCollection AddWebmailCompose(this IServiceCollection services)
    {
        services.AddSingleton<ChunkStore>();
        services.AddSingleton<DraftFiles>();
        services.AddSingleton<IDraftFiles>(provider => provider.GetRequiredService<DraftFiles>());
        services.AddSingleton<DraftFileReader>();
        services.AddHostedService<DraftFileSweeper>();
        services.AddSingleton<IIdentities, Identities>();
        services.AddSingleton<IPeople, People>();
        services.AddSingleton<IAddressBook, AddressBook>();
        services.AddSingleton<ITemplates, Templates>();
        services.AddSingleton<IWritingSettings, WritingSettingsStore>();
        services.AddSingleton<DraftImport>();
        services.AddSingleton<IComposer, Composer>();
        return services;
    }
}
