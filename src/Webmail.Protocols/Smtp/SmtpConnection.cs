using Webmail.Protocols.Net;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp;

/// <summary>
/// One connection to a submission server (RFC 6409). One thing at a time: a second call waits for the first. Cancelling in the
/// middle of a command closes the connection, because half a conversation cannot be taken up again.
/// </summary>
public sealed partial class SmtpConnection : IAsyncDisposable
{
    private readonly SmtpConnectionOptions _options;
    private readonly SmtpChannel _channel;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private SmtpConnection(ServerEndpoint endpoint, Stream stream, SmtpConnectionOptions options)
    {
        (Endpoint, _options) = (endpoint, options);
        _channel = new SmtpChannel(stream, options);
    }

    public ServerEndpoint Endpoint { get; }

    /// <summary>What the server offers now: after TLS and after signing in it is asked again.</summary>
    public SmtpCapabilities Capabilities { get; private set; } = SmtpCapabilities.None;

    /// <summary>The server's words to begin with.</summary>
    public SmtpReply? Greeting { get; private set; }

    /// <summary>What was agreed on in the handshake; null without TLS.</summary>
    public TlsFacts? Tls => TlsFacts.Of(_channel.Stream);

    /// <summary>The mechanism that <see cref="SignInAsync"/> succeeded with; null before.</summary>
    public string? SignedInWith { get; private set; }

    /// <summary>False once the connection is lost or the server said 421; get another one then.</summary>
    public bool IsOpen => _channel.IsOpen;

    /// <summary>
    /// Sends one message and says what came of it. A server or network that fails is a result, not an exception.
    /// Afterwards the connection can send the next one while <see cref="IsOpen"/>.
    /// </summary>
    /// <param name="envelope">From whom, to whom, and how.</param>
    /// <param name="content">The message, or where the server gets it.</param>
    /// <param name="partial">What to do when some recipients are refused. When all are, nothing is sent.</param>
    /// <param name="ct">Before the message's end is sent: stops, nothing was sent. After it: the answer is waited for a little (<see cref="SmtpLimits.EndOfMessageCancelled"/>), and the result returned.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled and the message was not sent: trying again is safe.</exception>
    public Task<SmtpSendResult> SendAsync(SmtpEnvelope envelope, SmtpContent content, PartialRecipients partial, CancellationToken ct) =>
        InTurnAsync(() => new SmtpTransaction(_channel, Capabilities, Tls is not null, envelope, content, partial, _options).RunAsync(ct), ct);

    /// <summary>RSET: forgets a transaction. Not needed between calls of <see cref="SendAsync"/>.</summary>
    /// <exception cref="SmtpCommandException">Refused.</exception>
    /// <exception cref="SmtpProtocolException">The connection is lost.</exception>
    public Task ResetAsync(CancellationToken ct) => InTurnAsync(() => DoneAsync(new CommandLine("RSET"), ct), ct);

    /// <summary>NOOP: asks whether the server is still there.</summary>
    /// <exception cref="SmtpCommandException">Refused.</exception>
    /// <exception cref="SmtpProtocolException">The connection is lost.</exception>
    public Task NoopAsync(CancellationToken ct) => InTurnAsync(() => DoneAsync(new CommandLine("NOOP"), ct), ct);

    /// <summary>QUIT, and closes. How politely the server hangs up is no news to anyone: only cancelling throws.</summary>
    public Task QuitAsync(CancellationToken ct) => InTurnAsync(
        async () =>
        {
            try
            {
                return _channel.IsOpen ? await _channel.AskAsync(new CommandLine("QUIT"), ct).ConfigureAwait(false) : null;
            }
            catch (Exception e) when (e is SmtpProtocolException or SmtpCommandException)
            {
                return null;
            }
            finally
            {
                await _channel.CloseAsync().ConfigureAwait(false);
            }
        },
        ct);

    /// <summary>Closes without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> act, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await act().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<SmtpReply> DoneAsync(CommandLine command, CancellationToken ct)
    {
        var reply = await _channel.AskAsync(command, ct).ConfigureAwait(false);
        return reply.IsDone ? reply
            : reply.IsMore ? throw await _channel.BreakAsync(new SmtpProtocolException($"The server answers {command.Name} with {reply.Code}.")).ConfigureAwait(false)
            : throw new SmtpCommandException(command.Name, reply);
    }
}
