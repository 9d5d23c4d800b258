using Webmail.Mail.Health;

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
}
