using Webmail.Mail.Health;
using Webmail.Mail.Tracing;

namespace Webmail.Web.Administration;

/// <summary>What the signed-in person of this circuit may see as an administrator: everything asks who they are, each time.</summary>
internal interface IAdministration
{
    ValueTask<bool> IsMineAsync(CancellationToken ct);

    /// <returns>Null for who is no administrator.</returns>
    Task<HealthReport?> ReadHealthAsync(CancellationToken ct);

    /// <param name="host">Null: all servers that have no place of their own.</param>
    /// <returns>Null for who is no administrator.</returns>
    Task<IReadOnlyList<CommandFigures>?> ReadCommandsAsync(string? host, CancellationToken ct);

    /// <returns>Null for who is no administrator.</returns>
    Task<IReadOnlyList<TracedAccount>?> ListTracesAsync(CancellationToken ct);

    /// <summary>What was heard of an account. It is written down who read it.</summary>
    /// <returns>Null for who is no administrator, and where nobody consented or not any more.</returns>
    Task<string?> ReadTraceAsync(Guid accountId, CancellationToken ct);
}
