using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Mailbox;

/// <summary>Marks a message read after it was open for a moment.</summary>
internal sealed class ReadMarker(MailboxState mailbox, Triage triage, IPreferences preferences, TimeProvider time) : IDisposable
{
    private CancellationTokenSource? _waiting;

    /// <summary>A message is on show. Returns when it is marked, or at once when another one takes its place.</summary>
    public async Task ShownAsync(Uid uid)
    {
        Cancel();
        if (mailbox.List?.Row(uid) is { IsUnread: false })
            return;
        using var waiting = _waiting = new CancellationTokenSource();
        try
        {
            var settings = await preferences.LoadAsync(waiting.Token);
            if (settings.MarkReadAfter is not { } delay)
                return;
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, time, waiting.Token);
            if (mailbox.Open == uid && mailbox.List?.Row(uid) is null or { IsUnread: true })
                await triage.ActAsync(TriageKind.MarkReadQuietly, UidSet.Of(uid), 1);
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested)
        {
            // Another message was opened, or this one was marked by hand.
        }
        finally
        {
            if (_waiting == waiting)
                _waiting = null;
        }
    }

    /// <summary>The person decided themselves: the moment is not waited for.</summary>
    public void Cancel() => _waiting?.Cancel();

    public void Dispose() => Cancel();
}
