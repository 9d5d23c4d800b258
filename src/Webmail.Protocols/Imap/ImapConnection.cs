using System.IO.Pipelines;
using System.Threading.Channels;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Imap;

/// <summary>
/// One IMAP connection. Every member may be called from any thread at any time: commands queue, are pipelined where
/// RFC 9051 section 5.5 allows it, and each gets its own answer. One reader loop owns the socket.
/// </summary>
/// <remarks>
/// Commands are extension methods in <c>Webmail.Protocols.Imap.Commands</c>. Cancelling one never ends the connection by
/// itself: what is not sent is taken back, what is sent is answered and dropped, within <see cref="ImapLimits.DrainBytes"/>.
/// Two exceptions end it: an APPEND cancelled inside its literal, and a body stream left with more unread than that.
/// </remarks>
public sealed partial class ImapConnection : IAsyncDisposable
{
    // A read of zero octets first: while the connection is idle neither we nor SslStream hold a buffer for it.
    private static readonly StreamPipeReaderOptions Reading = new(bufferSize: 16 * 1024, useZeroByteReads: true, leaveOpen: true);

    private readonly ImapConnectionOptions _options;
    private readonly Lock _gate = new();
    private readonly EventBacklog _events;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _dying = new();
    private Stream _stream;
    private PipeReader _pipe;
    private ImapFramer _framer;
    private RequestWriter _writer;
    private Task _reading = Task.CompletedTask;
    private ImapProtocolException? _breakReason;
    private bool _quiet;

    private ImapConnection(ServerEndpoint endpoint, Stream stream, ImapConnectionOptions options)
    {
        Endpoint = endpoint;
        _options = options;
        if (options.Tap is { } tap)
        {
            Attach(tap);
        }

        _events = new EventBacklog(options.Limits);
        _watchdog = options.TimeProvider.CreateTimer(static me => ((ImapConnection)me!).OnWatchdog(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Use(stream);
        _lastActivity = Now;
    }

    /// <summary>Where it is connected to.</summary>
    public ServerEndpoint Endpoint { get; }

    /// <summary>What the server announced last: asked again after TLS and after signing in.</summary>
    public ImapCapabilities Capabilities
    {
        get;
        private set
        {
            field = value;
            CapabilityVersion++;
        }
    }

    = ImapCapabilities.None;

    /// <summary>The text of the greeting, for people; before STARTTLS anyone can have said it.</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>What was agreed on in the TLS handshake; null without TLS.</summary>
    public TlsFacts? Tls { get; private set; }

    /// <summary>Where the server left the grammar so far and was understood nevertheless.</summary>
    public ServerQuirks Quirks { get; private set; }

    /// <summary>Where the connection is in its life.</summary>
    public ImapConnectionState State { get; private set; }

    /// <summary>The selected mailbox, kept current; null when none is.</summary>
    public SelectedMailbox? Selected { get; private set; }

    /// <summary>
    /// What the server said unasked, in order. Completed when the connection is over. A reader that falls behind by more
    /// than <see cref="ImapLimits.EventBacklog"/> or <see cref="ImapLimits.EventBytes"/> finds one <see cref="MailboxResyncEvent"/> in place of what it missed.
    /// </summary>
    public ChannelReader<ImapEvent> Events => _events;

    /// <summary>Completes (and never faults) when the connection is over, however it ended.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Why it is over; null while it lives, after LOGOUT and after disposal.</summary>
    public Exception? BreakReason => _quiet ? null : _breakReason;

    /// <summary>Commands that are waiting or unanswered; IDLE does not count.</summary>
    public int PendingCommands
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count + _inFlight.Count - (_idleCommand is null ? 0 : 1);
            }
        }
    }

    internal ImapConnectionOptions Options => _options;

    /// <summary>Counts the announcements, so that a command can tell whether one came meanwhile.</summary>
    internal int CapabilityVersion { get; private set; }

    /// <summary>Ends the connection at once. Whoever waits for an answer gets an <see cref="ImapProtocolException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        End(new ImapProtocolException("The connection was closed by us."), quiet: true);
        await _reading.ConfigureAwait(false);
        await PumpedAsync().ConfigureAwait(false);
        _dying.Dispose();
    }

    /// <summary>
    /// The only way a living connection dies: the first reason wins, everything that waits fails with it, the socket closes.
    /// Returns the exception to throw: that first reason.
    /// </summary>
    internal ImapProtocolException Break(Exception reason)
    {
        End(reason as ImapProtocolException ?? new ImapProtocolException(reason.Message, reason), quiet: false);
        return _breakReason!;
    }

    private void End(ImapProtocolException reason, bool quiet)
    {
        List<ImapCommand> lost;
        lock (_gate)
        {
            if (_breakReason is not null)
            {
                return;
            }

            (_breakReason, _quiet) = (reason, quiet || _loggedOut);
            (State, Selected) = (ImapConnectionState.Closed, null);
            lost = [.. _inFlight, .. _waiting];
            _inFlight.Clear();
            _waiting.Clear();
            _idleCommand = null;
        }

        _dying.Cancel();
        _stream.Dispose();
        if (!_quiet)
        {
            ReportLost(lost);
        }

        foreach (var command in lost)
        {
            command.Fail(reason);
        }

        _lease?.Abort(reason);
        _continuation?.TrySetException(reason);
        var greeting = _greeting;
        greeting?.TrySetException(reason);
        _ = greeting?.Task.Exception;
        _idle?.Lose(reason);
        _watchdog.Dispose();
        _idleTimer?.Dispose();
        _events.Complete();
        _closed.TrySetResult();
    }

    // Also after STARTTLS: nothing that was read before survives in the new pipe.
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_stream), nameof(_pipe), nameof(_framer), nameof(_writer))]
    private void Use(Stream stream)
    {
        _stream = stream;
        Tls ??= TlsFacts.Of(stream);

        _pipe = PipeReader.Create(stream, Reading);
        Action touch = Touch;
        _framer = new ImapFramer(_pipe, _options.Limits, this) { Activity = touch };
        _writer = new RequestWriter(stream, _options.Log) { Activity = touch };
    }
}
