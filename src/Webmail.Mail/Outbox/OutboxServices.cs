using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Webmail.Data;
using Webmail.Mail.Compose;
using Webmail.Mail.Reminders;

namespace Webmail.Mail.Outbox;

public static class OutboxServices
{
    /// <summary>Messages sent at once for all accounts of this process.</summary>
    private const int Senders = 10;

    /// <summary>The outbox, its jobs in the application's own database. Wants compose and sessions beside it.</summary>
    public static IServiceCollection AddWebmailOutbox(this IServiceCollection services, IConfiguration configuration)
    {
        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        services.AddSingleton<OutboxTable>();
        services.AddSingleton<OutboxContent>();
        services.AddSingleton<OutboxNews>();
        services.AddSingleton<LoginSafe>();
        services.AddSingleton<SmtpDialer>();
        services.AddSingleton<ISendingServer, SendingServers>();
        services.AddSingleton<FetchRefusals>();
        services.AddSingleton<FetchedParts>();
        services.AddSingleton<Submission>();
        services.AddSingleton<ISubmissionLimit, SubmissionLimit>();
        services.AddSingleton<OutboxRun>();
        services.AddSingleton<IOutboxSchedule, QuartzSchedule>();
        services.AddSingleton<ReminderTable>();
        services.AddSingleton<IReminders>(provider => provider.GetRequiredService<ReminderTable>());
        services.AddTransient<ReminderJob>();
        services.AddSingleton<IOutbox, OutgoingMail>();
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(Senders);
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.UseSystemTextJsonSerializer();
                if (database.Provider == DatabaseProvider.Sqlite) store.UseSqlite(database.ConnectionString ?? DatabaseOptions.DefaultConnectionString);
                else
                {
                    store.UsePostgres(database.ConnectionString!);
                    store.UseClustering();
                }
            });
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        services.AddHostedService<OutboxStart>();
        return services;
    }
}
