using Microsoft.Extensions.Logging;

namespace Webmail.Mail.Outbox;

/// <summary>Tells this node's circuits what became of a message. Who misses it reads the table.</summary>
internal sealed partial class OutboxNews(ILogger<OutboxNews> logger)
{
    private readonly Lock _lock = new();
    private readonly List<(Guid Account, Func<OutboxEntry, Task> Listener)> _listeners = [];

    public IDisposable Subscribe(Guid account, Func<OutboxEntry, Task> listener)
    {
        var entry = (account, listener);
        lock (_lock) _listeners.Add(entry);
        return new Subscription(() =>
        {
            lock (_lock) _listeners.Remove(entry);
        });
    }

    public void Tell(Guid account, OutboxEntry entry)
    {
        List<Func<OutboxEntry, Task>> listeners;
        lock (_lock) listeners = [.. _listeners.Where(one => one.Account == account).Select(one => one.Listener)];
        foreach (var listener in listeners) _ = TellAsync(listener, entry);
    }

    private async Task TellAsync(Func<OutboxEntry, Task> listener, OutboxEntry entry)
    {
        try
        {
            await listener(entry);
        }
        catch (Exception error)
        {
            // A tab that is going; nothing depends on it.
            LogUnheard(logger, error);
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    [LoggerMessage(3601, LogLevel.Debug, "Somebody could not be told about the outbox.")]
    private static partial void LogUnheard(ILogger logger, Exception error);
}
