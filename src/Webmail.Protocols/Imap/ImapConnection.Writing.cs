using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap;

/// <content>Sending: one pump at a time writes what may go, and exists only while there is something to write.</content>
public sealed partial class ImapConnection
{
    /// <summary>LITERAL- (RFC 7888): up to here a literal goes without asking.</summary>
    private const long SmallLiteral = 4096;

    private static readonly TaskCompletionSource AtRest = Rested();

    private TaskCompletionSource _pumped = AtRest;
    private ImapCommand? _sending;
    private TaskCompletionSource<ReadOnlyMemory<byte>?>? _continuation;
    private bool _pumping;

    /// <summary>Starts the pump if it does not run. It runs on the caller until it has to wait: no thread is woken to send a line.</summary>
    private void Kick()
    {
        lock (_gate)
        {
            if (_pumping || _breakReason is not null)
            {
                return;
            }

            _pumping = true;
            _pumped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _ = PumpAsync();
    }

    // Never faults: whatever goes wrong while writing breaks the connection, and that is where it is seen.
    private async Task PumpAsync()
    {
        try
        {
            while (true)
            {
                ImapCommand? command;
                bool leaveIdle;
                lock (_gate)
                {
                    leaveIdle = MustLeaveIdle();
                    if (!TryTakeNext(out command))
                    {
                        command = null;
                        if (!leaveIdle && !_writer.HasData)
                        {
                            StopPumping();
                            return;
                        }
                    }
                    else
                    {
                        Enlist(command);
                    }
                }

                if (leaveIdle)
                {
                    _heard?.Tap.Client(_heard.Number, "DONE", 0);
                    await _writer.AddAsync("DONE\r\n", _dying.Token).ConfigureAwait(false);
                }

                if (command is null)
                {
                    await _writer.FlushAsync(_dying.Token).ConfigureAwait(false);
                }
                else
                {
                    command.SentFrom = _writer.Octets;
                    await SendAsync(command, _dying.Token).ConfigureAwait(false);
                    command.SentTo = _writer.Octets;
                }
            }
        }
        catch (Exception e)
        {
            Break(e);
            lock (_gate)
            {
                StopPumping();
            }
        }
    }

    // Under the gate.
    private void StopPumping()
    {
        (_pumping, _sending) = (false, null);
        _pumped.TrySetResult();
        _pumped = AtRest;
    }

    private static TaskCompletionSource Rested()
    {
        var rested = new TaskCompletionSource();
        rested.SetResult();
        return rested;
    }

    // Under the gate.
    private void Enlist(ImapCommand command)
    {
        command.Tag = string.Create(CultureInfo.InvariantCulture, $"a{++_tags}");
        command.Phase = CommandPhase.Sending;
        command.Started = Now;
        _sending = command;
        if (_inFlight.Count == 0)
        {
            _lastActivity = command.Started;
        }

        _inFlight.Add(command);
        Watch();
    }

    private async ValueTask SendAsync(ImapCommand command, CancellationToken ct)
    {
        var request = command.Request;
        _heard?.Tap.Client(_heard.Number, command.Tag, request);
        await _writer.AddAsync(command.Tag + " ", ct).ConfigureAwait(false);
        var sent = 0;
        foreach (var literal in request.Literals)
        {
            var synchronising = request.AsksFirst || MustAsk(literal.Length);
            if (synchronising && command.EarlyAnswer is not null)
            {
                // Refused in the middle of the literal before: nobody will ask for this one.
                break;
            }

            await _writer.AddTextAsync(request, sent, literal.Offset, ct).ConfigureAwait(false);
            sent = literal.Offset;
            if (!await SendHeaderAsync(literal.Length, synchronising, ct).ConfigureAwait(false))
            {
                // Answered instead of asked on: the command is over and none of the rest may be sent.
                return;
            }

            await SendLiteralAsync(command, literal, ct).ConfigureAwait(false);
        }

        var asked = command.Converse is null ? null : ExpectContinuation();
        await EndAsync(command, sent, ct).ConfigureAwait(false);
        if (asked is not null)
        {
            await ConverseAsync(command.Converse!, asked, ct).ConfigureAwait(false);
        }

        TaggedResponse? early;
        lock (_gate)
        {
            if (command.Phase == CommandPhase.Sending)
            {
                command.Phase = CommandPhase.Sent;
            }

            command.ForgetRequest();

            early = command.EarlyAnswer;
            if (early is not null)
            {
                _inFlight.Remove(command);
            }
        }

        if (early is not null)
        {
            await _writer.FlushAsync(ct).ConfigureAwait(false);
            await HandOnAsync(command, early).ConfigureAwait(false);
        }
    }

    private async ValueTask EndAsync(ImapCommand command, int sent, CancellationToken ct)
    {
        if (command.EarlyAnswer is null || sent == command.Request.Literals[^1].Offset)
        {
            await _writer.AddTextAsync(command.Request, sent, command.Request.Text.Length, ct).ConfigureAwait(false);
        }

        await _writer.AddAsync("\r\n", ct).ConfigureAwait(false);
    }

    private bool MustAsk(long length) =>
        !Capabilities.Has("LITERAL+") && !(Capabilities.Has("LITERAL-") && length <= SmallLiteral);

    private async ValueTask<bool> SendHeaderAsync(long length, bool synchronising, CancellationToken ct)
    {
        var asked = synchronising ? ExpectContinuation() : null;
        await _writer.AddAsync(RequestWriter.Header(length, synchronising), ct).ConfigureAwait(false);
        return asked is null || await ContinuationAsync(asked, ct).ConfigureAwait(false) is not null;
    }

    private async ValueTask SendLiteralAsync(ImapCommand command, RequestLiteral literal, CancellationToken ct)
    {
        if (literal.Source is { } source)
        {
            try
            {
                await _writer.AddStreamAsync(source, literal.Length, ct).ConfigureAwait(false);
                command.SourceIsRead = command.Request.Literals.Last(one => one.Source is not null) == literal;
            }
            catch (LiteralSourceException e)
            {
                throw new ImapProtocolException($"{command.Name} could not be sent to its end: {e.Message}", e.InnerException);
            }
        }
        else if (literal.IsSecret)
        {
            await _writer.AddSecretAsync(literal.Octets, ct).ConfigureAwait(false);
        }
        else
        {
            await _writer.AddAsync(literal.Octets, ct).ConfigureAwait(false);
        }
    }

    private async ValueTask ConverseAsync(
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> converse, TaskCompletionSource<ReadOnlyMemory<byte>?> asked, CancellationToken ct)
    {
        while (await ContinuationAsync(asked, ct).ConfigureAwait(false) is { } challenge)
        {
            asked = ExpectContinuation();
            var answer = converse(challenge);
            _heard?.Tap.Client(_heard.Number, null, answer.Length);
            await _writer.AddSecretAsync(answer, ct).ConfigureAwait(false);
            await _writer.AddAsync("\r\n", ct).ConfigureAwait(false);
        }
    }

    // Before the flush: the answer may be there before the write returns.
    private TaskCompletionSource<ReadOnlyMemory<byte>?> ExpectContinuation()
    {
        var asked = new TaskCompletionSource<ReadOnlyMemory<byte>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _continuation = asked;
        return asked;
    }

    private async ValueTask<ReadOnlyMemory<byte>?> ContinuationAsync(TaskCompletionSource<ReadOnlyMemory<byte>?> asked, CancellationToken ct)
    {
        await _writer.FlushAsync(ct).ConfigureAwait(false);
        return await asked.Task.WaitAsync(ct).ConfigureAwait(false);
    }
}
