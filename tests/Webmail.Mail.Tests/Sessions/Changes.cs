using Webmail.Mail.Messages;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>What a tab would see: applies the changes a view tells to a copy of its top rows.</summary>
internal sealed class Changes : IDisposable
{
    private readonly IDisposable _subscription;
    private readonly Lock _lock = new();
    private readonly List<FolderChange> _seen = [];

    public Changes(IFolderView view) => _subscription = view.Subscribe(change =>
    {
        lock (_lock) _seen.Add(change);
        return Task.CompletedTask;
    });

    public int Arrived
    {
        get
        {
            lock (_lock) return _seen.Sum(change => change.Arrived);
        }
    }

    public IReadOnlyList<FolderChange> Seen
    {
        get
        {
            lock (_lock) return [.. _seen];
        }
    }

    public bool Any(Func<FolderChange, bool> condition) => Seen.Any(condition);

    public void Dispose() => _subscription.Dispose();
}
