using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Health;

/// <summary>Hands the installation's figures to its administrators, and to nobody else: it asks each time, whatever page or route the question came through.</summary>
public sealed class InstallationHealth(Administrators administrators, ServerHistory servers, UseHistory uses, ConnectionBudget budget, SessionLimits limits, TimeProvider time)
{
    /// <returns>Null for who is no administrator.</returns>
    public async Task<HealthReport?> ReadAsync(AccountIdentity reader, CancellationToken ct)
    {
        if (!await administrators.IncludeAsync(reader, ct)) return null;
        return new HealthReport(
            time.GetUtcNow(), uses.Now(), limits.ConnectionsPerProcess, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, servers.Percentile(), uses.Points(), servers.Answers(),
            servers.Servers(budget.OpenPerServer()));
    }

    /// <param name="host">Null: all that have no place of their own.</param>
    /// <returns>Null for who is no administrator.</returns>
    public async Task<IReadOnlyList<CommandFigures>?> ReadCommandsAsync(AccountIdentity reader, string? host, CancellationToken ct) =>
        await administrators.IncludeAsync(reader, ct) ? servers.Commands(host) : null;
}
