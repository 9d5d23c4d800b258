using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using BrowserCircuit = Microsoft.AspNetCore.Components.Server.Circuits.Circuit;

namespace Webmail.Web.SignIn;

/// <summary>Lets a page be sent to sign-in when its session ends, wherever that was decided.</summary>
internal sealed partial class SessionPageHandler(
    SessionCircuits circuits, AuthenticationStateProvider authentication, NavigationManager navigation, ILogger<SessionPageHandler> logger) : CircuitHandler, IDisposable
{
    private IDisposable? _page;

    public override async Task OnCircuitOpenedAsync(BrowserCircuit circuit, CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (state.User.Account() is { } account)
            _page = circuits.AddPage(account.UserId, account.SessionId, Leave);
    }

    public override Task OnCircuitClosedAsync(BrowserCircuit circuit, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _page?.Dispose();

    private void Leave()
    {
        try
        {
            // The page's own address is not passed on: it may name a folder, and this browser may belong to somebody else now.
            navigation.NavigateTo(SignInEndpoints.Path + "?ended=1", forceLoad: true);
        }
        catch (Exception gone)
        {
            LogGone(logger, gone); // nobody is there to see it
        }
    }

    [LoggerMessage(2102, LogLevel.Debug, "A page could not be sent to sign-in")]
    private static partial void LogGone(ILogger logger, Exception reason);
}
