using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap;

/// <content>Asking: commands enter here, wait for their turn, and come back with their answer.</content>
public sealed partial class ImapConnection
{
    /// <summary>More unanswered commands than this only fill the server's queue.</summary>
    private const int InFlightMost = 256;

    private readonly Queue<ImapCommand> _waiting = new();
    private readonly List<ImapCommand> _inFlight = [];
    private ImapCommand? _changing;
    private uint _tags;

    /// <summary>Runs a command to its tagged OK.</summary>
    /// <exception cref="ImapCommandException">NO or BAD; the connection goes on.</exception>
    /// <exception cref="ImapProtocolException">The connection broke or was closed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the connection goes on.</exception>
    internal async Task<TaggedResponse> RunAsync(ImapCommand command, CancellationToken ct)
    {
        Start(command);
        return await FinishAsync(command, ct).ConfigureAwait(false);
    }

    /// <summary>Puts a command in the queue; it is sent as soon as it may.</summary>
    internal void Start(ImapCommand command)
    {
        List<ImapCommand>? slow = null;
        lock (_gate)
        {
            if (_breakReason is not null)
            {
                throw new ImapProtocolException(_breakReason.Message, _breakReason);
            }

            command.Enqueued = Now;
            _waiting.Enqueue(command);
            if (_inFlight.Count > 0)
            {
                slow = [.. _inFlight];
            }
        }

        slow?.ForEach(running => running.Hurry());
        Kick();
    }

    /// <summary>Waits for a started command's answer.</summary>
    internal async Task<TaggedResponse> FinishAsync(ImapCommand command, CancellationToken ct)
    {
        TaggedResponse response;
        try
        {
            response = await command.Completion.WaitAsync(ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!command.Completion.IsCompleted)
        {
            if (Abandon(command))
            {
                // The caller will dispose its stream next; the pump must have let go of it.
                await _pumped.Task.ConfigureAwait(false);
            }

            throw;
        }

        return response.Status == ResponseStatus.Ok
            ? response
            : throw new ImapCommandException(command.Name, response.Status, response.Code, response.Text);
    }

    /// <summary>
    /// The caller goes away: an unsent command is taken back, a sent one is answered into the void. True: the connection
    /// had to be broken, because half of a literal is out and the rest will never come.
    /// </summary>
    internal bool Abandon(ImapCommand command)
    {
        bool broken;
        lock (_gate)
        {
            if (command.Phase == CommandPhase.Done)
            {
                return false;
            }

            broken = command.NeedsItsSource;
            command.Abandon();

            // A waiting one stays in the queue as a dead entry and is skipped when its turn comes.
            if (command.Phase == CommandPhase.Waiting)
            {
                command.Phase = CommandPhase.Done;
            }
        }

        if (broken)
        {
            Break(new ImapProtocolException($"{command.Name} was cancelled in the middle of its literal."));
        }
        else
        {
            Kick();
        }

        return broken;
    }

    // Under the gate. Strictly first come, first served: a command that must wait holds back those behind it.
    private bool TryTakeNext(out ImapCommand next)
    {
        next = null!;
        if (_changing is not null)
        {
            // Answered already, but what it changes is not in force yet: a line written now would go below the stream that COMPRESS is just putting in.
            return false;
        }

        if (!TryPeekLive(out var head))
        {
            return TryTakeIdle(out next);
        }

        if (_inFlight.Count >= InFlightMost || !MayGo(head))
        {
            return false;
        }

        next = _waiting.Dequeue();
        return true;
    }

    // Under the gate.
    private bool TryPeekLive([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out ImapCommand head)
    {
        while (_waiting.TryPeek(out head))
        {
            if (head.Phase != CommandPhase.Done)
            {
                return true;
            }

            _waiting.Dequeue();
        }

        return false;
    }

    private bool MayGo(ImapCommand head)
    {
        if (_idleCommand is not null && !_idleDone)
        {
            return false;
        }

        foreach (var running in _inFlight)
        {
            if (!head.MayRunBeside(running))
            {
                return false;
            }
        }

        return true;
    }
}
