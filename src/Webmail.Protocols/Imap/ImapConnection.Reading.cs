using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap;

/// <content>Hearing: the one loop that reads the socket, and who gets what.</content>
public sealed partial class ImapConnection : ILiteralRouter
{
    /// <summary>Responses in a row that make no sense at all before we stop believing that this is a mail server.</summary>
    private const int NonsenseInARow = 10_000;

    private TaskCompletionSource<ConditionResponse>? _greeting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LiteralLease? _lease;
    private long _dropped;
    private int _responses;
    private int _nonsense;
    private long _responsesSince;
    private int _unasked;
    private int _frameBytes;
    private bool _damaged;
    private bool _greeted;

    LiteralPlan ILiteralRouter.Plan(ReadOnlySpan<byte> frame, long length)
    {
        lock (_gate)
        {
            foreach (var command in _inFlight)
            {
                if (!command.IsAbandoned && command.Plan(frame, length) is { } plan)
                {
                    _lease = plan.Lease;
                    _lease?.Attach(this);
                    return plan;
                }
            }
        }

        return LiteralPlan.Drain;
    }

    void ILiteralRouter.Pause() => HandOn();

    // Never faults: whatever goes wrong while reading breaks the connection, and that is where it is seen.
    private async Task ReadAsync()
    {
        try
        {
            while (await _framer.ReadAsync(_dying.Token).ConfigureAwait(false) is { } frame)
            {
                _options.Log?.Server(frame.Bytes.Span);
                _heard?.Tap.Server(_heard.Number, frame);
                _frameBytes = frame.Bytes.Length;
                Count();
                if (TakeUnread(frame) is { } taker)
                {
                    await GiveRoomAsync(taker).ConfigureAwait(false);
                    continue;
                }

                var response = ImapGrammar.ParseResponse(frame, _utf8, out var quirks);
                Quirks |= quirks;
                _damaged = response is MalformedResponse or FetchReply { Row.Defects.Count: > 0 } || (_damaged && response is TaggedResponse);
                if (!_greeted)
                {
                    Greet(response);
                }
                else if (response is TaggedResponse tagged)
                {
                    await CompleteAsync(tagged).ConfigureAwait(false);
                }
                else if (response is ContinuationResponse continuation)
                {
                    Continue(continuation);
                }
                else if (response is UntaggedResponse untagged && Route(untagged, frame) is { } owner)
                {
                    await GiveRoomAsync(owner).ConfigureAwait(false);
                }
            }

            Break(new ImapProtocolException("The server closed the connection."));
        }
        catch (Exception e)
        {
            HandOn();
            Break(e);
        }

        _framer.Forget();
        await _pipe.CompleteAsync().ConfigureAwait(false);
    }

    private void Greet(ImapResponse response)
    {
        if (response is not ConditionResponse { Status: ResponseStatus.Ok or ResponseStatus.PreAuth or ResponseStatus.Bye } greeting)
        {
            throw new ImapProtocolException("The greeting is not IMAP.");
        }

        _greeted = true;
        Greeting = Clip(greeting.Text);
        if (greeting.Code is CapabilityCode code)
        {
            Capabilities = code.Capabilities;
        }

        State = greeting.Status == ResponseStatus.PreAuth ? ImapConnectionState.Authenticated : ImapConnectionState.NotAuthenticated;
        _greeting?.TrySetResult(greeting);
    }

    private async ValueTask CompleteAsync(TaggedResponse tagged)
    {
        ImapCommand? command;
        var early = false;
        lock (_gate)
        {
            command = _inFlight.Find(running => string.Equals(running.Tag, tagged.Tag, StringComparison.Ordinal));

            // Refused while it still streams: the rest must go out all the same (RFC 7888 section 4), and its stream is the caller's.
            early = command is { NeedsItsSource: true, EarlyAnswer: null } && command == _sending && _continuation is not { Task.IsCompleted: false };
            if (early)
            {
                command!.EarlyAnswer = tagged;
            }
            else if (command is not null && (command.Phase == CommandPhase.Sent || command == _sending))
            {
                _inFlight.Remove(command);
                _changing = command.Order == CommandOrder.Barrier ? command : null;
            }
        }

        if (command is null && _damaged && !IsLikeOurs(tagged.Tag))
        {
            // What is left of a damaged row can look like an answer: "Re: OK, see you". Lines of nonsense are counted.
            Route(new UnknownResponse("", ReadOnlyMemory<byte>.Empty), new ImapFrame(ReadOnlyMemory<byte>.Empty));
            return;
        }

        if (command is null)
        {
            throw new ImapProtocolException("The server answered a command that was never asked.");
        }

        (_responses, _responsesSince, _nonsense, _unasked) = (0, Now, 0, 0);
        if (tagged.Code is CapabilityCode capabilities)
        {
            Capabilities = capabilities.Capabilities;
        }
        else if (tagged.Code is { Kind: ResponseCodeKind.Alert })
        {
            Publish(new AlertEvent(Clip(tagged.Text)));
        }

        command.Received += _frameBytes + LineEnd;
        if (!early)
        {
            await HandOnAsync(command, tagged).ConfigureAwait(false);
        }
    }

    private async ValueTask HandOnAsync(ImapCommand command, TaggedResponse tagged)
    {
        await ChangeStateAsync(command, tagged).ConfigureAwait(false);

        Report(command, tagged.Status switch { ResponseStatus.Ok => ImapCommandOutcome.Ok, ResponseStatus.No => ImapCommandOutcome.No, _ => ImapCommandOutcome.Bad });
        command.Complete(tagged with { Text = Clip(tagged.Text) });
        lock (_gate)
        {
            if (_changing == command)
            {
                _changing = null;
            }

            if (_inFlight.All(running => !running.IsAbandoned))
            {
                _dropped = 0;
            }

            if (command == _sending)
            {
                // Its literal or its next word was refused.
                _continuation?.TrySetResult(null);
            }

            AfterCompletion(command);
        }

        Kick();
    }

    private async ValueTask ChangeStateAsync(ImapCommand command, TaggedResponse tagged)
    {
        try
        {
            if (tagged.Status != ResponseStatus.Ok)
            {
                command.Refused?.Invoke();
            }
            else if (command.Succeeded is { } succeeded)
            {
                await succeeded(tagged).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            // It is in no list any more; whoever waits for it must hear why the connection ends.
            Report(command, ImapCommandOutcome.Broken);
            command.Fail(Break(e));
            throw;
        }
    }

    private void Continue(ContinuationResponse continuation)
    {
        lock (_gate)
        {
            if (_idleCommand is not null && !_idleInForce)
            {
                IdleIsInForce();
            }
            else
            {
                // Copied: the frame's memory is the framer's. A continuation nobody asked for is no harm.
                _continuation?.TrySetResult(continuation.Text.ToArray());
            }
        }

        Kick();
    }

    // A hundred thousand rows of flags need no object each.
    private ImapCommand? TakeUnread(in ImapFrame frame)
    {
        ImapCommand first;
        ModSeq? modSeq;
        lock (_gate)
        {
            if (_inFlight.Count == 0 || _inFlight[0].Phase == CommandPhase.Waiting || !_inFlight[0].TryTake(frame, out modSeq))
            {
                return null;
            }

            first = _inFlight[0];
        }

        (_nonsense, _damaged) = (0, false);
        if (first.IsAbandoned)
        {
            Drop(frame);
        }

        if (modSeq is { } reached)
        {
            Selected?.Reached(reached);
        }

        first.Received += SizeOf(frame);
        return first;
    }

    // The owner of a response when it may have to wait for room; everything without an owner becomes an event.
    private ImapCommand? Route(UntaggedResponse response, in ImapFrame frame)
    {
        _nonsense = response is MalformedResponse or UnknownResponse ? _nonsense + 1 : 0;
        if (_nonsense > NonsenseInARow)
        {
            throw new ImapProtocolException("What the server sends is not IMAP.");
        }

        ImapCommand? owner = null;
        var abandoned = false;
        lock (_gate)
        {
            foreach (var command in _inFlight)
            {
                if (command.Phase != CommandPhase.Waiting && command.Claims(response) && command.Accept(response))
                {
                    owner = command;
                    break;
                }
            }

            foreach (var command in _inFlight)
            {
                if (owner is not null)
                {
                    break;
                }

                if (command.Phase == CommandPhase.Waiting)
                {
                    continue;
                }

                abandoned |= command.IsAbandoned;
                owner = command.Accept(response) ? command : null;
            }
        }

        if (owner is { IsAbandoned: true } || (owner is null && abandoned))
        {
            Drop(frame);
        }

        if (!(owner?.KeepsMailboxData ?? false))
        {
            Selected?.Apply(response);
        }

        owner?.Received += SizeOf(frame);
        if (owner is null)
        {
            CountUnasked();
            Announce(response);
        }
        else if (owner.Gathers && (owner.Gathered += HeldOctets(response, frame)) > _options.Limits.AnswerBytes)
        {
            throw new ImapProtocolException($"The answer to {owner.Name} is longer than {_options.Limits.AnswerBytes} octets.");
        }

        return owner;
    }

    // A name takes twice its octets in memory, and an object or two beside it.
    private static long HeldOctets(UntaggedResponse response, in ImapFrame frame) => response is ListReply ? frame.Bytes.Length * 3L / 2 : frame.Bytes.Length;

    private void Drop(in ImapFrame frame)
    {
        _dropped += frame.Bytes.Length + frame.Detached.Sum(literal => literal.Length);
        if (_dropped > _options.Limits.DrainBytes)
        {
            throw new ImapProtocolException($"A cancelled command was answered with more than the {_options.Limits.DrainBytes} octets worth draining.");
        }
    }

    private async ValueTask GiveRoomAsync(ImapCommand owner)
    {
        var room = owner.RoomAsync();
        if (!room.IsCompletedSuccessfully)
        {
            HandOn();
            Volatile.Write(ref _waitingForReaderSince, Now);
            await room.AsTask().WaitAsync(_dying.Token).ConfigureAwait(false);
            Volatile.Write(ref _waitingForReaderSince, 0);
            Touch();
        }
    }

    // Every command's: the reader of one may be waiting for another's rows.
    private void HandOn()
    {
        lock (_gate)
        {
            foreach (var command in _inFlight)
            {
                command.HandOn();
            }
        }
    }

    private void Count()
    {
        var limit = State == ImapConnectionState.NotAuthenticated ? _options.Limits.ResponsesBeforeSignIn : _inFlight.Count > 0 ? _options.Limits.ResponsesPerCommand : _options.Limits.UnsolicitedResponses;
        if (++_responses <= limit)
        {
            return;
        }

        if (_inFlight.Count == 0 && Since(_responsesSince) > TimeSpan.FromMinutes(15))
        {
            (_responses, _responsesSince) = (0, Now);
            return;
        }

        throw new ImapProtocolException($"The server sent more than {limit} responses without an end.");
    }

    // While a command runs; Count sees to the time in which none does.
    private void CountUnasked()
    {
        if (_inFlight.Count > 0 && ++_unasked > _options.Limits.UnsolicitedResponses)
        {
            throw new ImapProtocolException($"The server sent more than {_options.Limits.UnsolicitedResponses} responses that nobody asked for.");
        }
    }

    private static bool IsLikeOurs(string tag) => tag.Length > 1 && tag[0] == 'a' && tag.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false;

    private string Clip(string text) => ServerWords.Clean(text, _options.Limits.TextBytes);
}
