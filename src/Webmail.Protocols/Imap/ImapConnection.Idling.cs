using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap;

/// <content>IDLE as a state to be in between commands, not a command to get stuck in.</content>
public sealed partial class ImapConnection
{
    private ImapIdle? _idle;
    private ImapCommand? _idleCommand;
    private ITimer? _idleTimer;
    private bool _idleInForce;
    private bool _idleDone;
    private bool _idleDue;

    internal async Task<ImapIdle> StartIdlingAsync(CancellationToken ct)
    {
        var idle = new ImapIdle(this);
        lock (_gate)
        {
            if (_breakReason is not null)
            {
                throw new ImapProtocolException(_breakReason.Message, _breakReason);
            }

            if (_idle is not null)
            {
                throw new InvalidOperationException("The connection idles already.");
            }

            (_idle, _idleDue) = (idle, true);
            _idleTimer ??= _options.TimeProvider.CreateTimer(static me => ((ImapConnection)me!).OnIdleTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Kick();
        try
        {
            await idle.InForce.WaitAsync(ct).ConfigureAwait(false);
            return idle;
        }
        catch
        {
            lock (_gate)
            {
                _idle = _idle == idle ? null : _idle;
            }

            Kick();
            throw;
        }
    }

    internal async Task StopIdlingAsync(ImapIdle idle)
    {
        Task answered;
        lock (_gate)
        {
            if (_idle != idle)
            {
                return;
            }

            (_idle, idle.IsInForce) = (null, false);
            answered = _idleCommand?.Completion ?? Task.CompletedTask;
        }

        Kick();

        // A broken connection idles no more either.
        await answered.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void OnIdleTimer()
    {
        lock (_gate)
        {
            _idleDue = true;
        }

        Kick();
    }

    // Under the gate: DONE goes out once, when something waits, when nobody wants IDLE any more, or when it is renewed.
    private bool MustLeaveIdle()
    {
        if (_idleCommand is null || !_idleInForce || _idleDone || !(TryPeekLive(out _) || _idle is null || _idleDue))
        {
            return false;
        }

        _idleDone = true;
        _lastActivity = _idleCommand.Started = Now;
        Watch();
        return true;
    }

    // Under the gate: nothing runs and nothing waits.
    private bool TryTakeIdle(out ImapCommand next)
    {
        next = null!;
        if (_idle is null || !_idleDue || _inFlight.Count > 0)
        {
            return false;
        }

        _idleDue = false;
        if (Capabilities.Has("IDLE"))
        {
            (next, _idleInForce, _idleDone) = (new ImapCommand("IDLE"), false, false);
            _idleCommand = next;
        }
        else
        {
            next = new ImapCommand("NOOP");
            _idle.Enter();
        }

        return true;
    }

    // Under the gate.
    private void IdleIsInForce()
    {
        _idleInForce = true;
        _idle?.Enter();
        _idleTimer?.Change(_options.Limits.IdleRefresh, Timeout.InfiniteTimeSpan);
    }

    // Under the gate: after any tagged answer.
    private void AfterCompletion(ImapCommand command)
    {
        var wasIdle = command == _idleCommand;
        var renewed = wasIdle && _idleDue;
        if (wasIdle)
        {
            (_idleCommand, _idleInForce, _idleDone) = (null, false, false);
            if (_idle is { } idle)
            {
                idle.IsInForce = false;
                LoseIdleUnlessOk(idle, command);
            }
        }

        if (_idle is not null && _inFlight.Count == 0 && _waiting.Count == 0 && !renewed)
        {
            var pause = Capabilities.Has("IDLE") ? _options.Limits.IdleResume : _options.Limits.IdlePoll;
            _idleTimer?.Change(pause, Timeout.InfiniteTimeSpan);
        }
    }

    private void LoseIdleUnlessOk(ImapIdle idle, ImapCommand command)
    {
        if (command.Completion is { IsCompletedSuccessfully: true } done && done.GetAwaiter().GetResult() is { Status: not ResponseStatus.Ok } refused)
        {
            _idle = null;
            idle.Lose(new ImapCommandException("IDLE", refused.Status, refused.Code, refused.Text));
        }
    }
}
