using Microsoft.AspNetCore.Components.Authorization;
using Webmail.Mail.Accounts;
using Webmail.Mail.Health;
using Webmail.Mail.Tracing;
using Webmail.Web.SignIn;

namespace Webmail.Web.Administration;

internal sealed class SignedInAdministration(AuthenticationStateProvider authentication, Administrators administrators, InstallationHealth health, AccountTraces traces) : IAdministration
{
    public async ValueTask<bool> IsMineAsync(CancellationToken ct) => await MeAsync() is { } me && await administrators.IncludeAsync(me, ct);

    public async Task<HealthReport?> ReadHealthAsync(CancellationToken ct) => await MeAsync() is { } me ? await health.ReadAsync(me, ct) : null;

    public async Task<IReadOnlyList<CommandFigures>?> ReadCommandsAsync(string? host, CancellationToken ct) =>
        await MeAsync() is { } me ? await health.ReadCommandsAsync(me, host, ct) : null;

    public async Task<IReadOnlyList<TracedAccount>?> ListTracesAsync(CancellationToken ct) => await MeAsync() is { } me ? await traces.ListAsync(me, ct) : null;

    public async Task<string?> ReadTraceAsync(Guid accountId, CancellationToken ct) => await MeAsync() is { } me ? await traces.ReadAsync(me, accountId, ct) : null;

    private async Task<AccountIdentity?> MeAsync() => (await authentication.GetAuthenticationStateAsync()).User.Account();
}
