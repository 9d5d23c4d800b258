using Microsoft.AspNetCore.SignalR;

namespace Webmail.Web.SignIn;

/// <summary>Stands at the door of Blazor's hub: only sessions come in, no more than a user may have, and each can be thrown out.</summary>
internal sealed partial class CircuitConnectionFilter(SessionCircuits circuits, ILogger<CircuitConnectionFilter> logger) : IHubFilter
{
    private static readonly object TokenKey = new();

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var connection = context.Context;
        if (connection.User.Account() is not { } account)
        {
            connection.Abort();
            return;
        }
        var token = circuits.TryAddConnection(account.UserId, account.SessionId, connection.Abort);
        if (token is null)
        {
            LogTooMany(logger, account.UserId, CircuitLimits.ConnectionsPerUser);
            connection.Abort();
            return;
        }
        connection.Items[TokenKey] = token;
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items.Remove(TokenKey, out var token))
            (token as IDisposable)?.Dispose();
        await next(context, exception);
    }

    [LoggerMessage(2101, LogLevel.Warning, "User {UserId} has {Count} open pages; another one was refused")]
    private static partial void LogTooMany(ILogger logger, Guid userId, int count);
}
