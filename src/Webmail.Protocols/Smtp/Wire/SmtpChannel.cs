using Webmail.Protocols.Net;

namespace Webmail.Protocols.Smtp.Wire;

/// <summary>Commands out, replies in, each with a deadline. After a failure it is broken and stays so.</summary>
internal sealed class SmtpChannel(Stream stream, SmtpConnectionOptions options) : IAsyncDisposable
{
    private readonly ProtocolLog? _log = options.Log;
    private readonly List<string> _secrets = [];
    private Stream _stream = stream;
    private ReplyReader _reader = new(stream, options.Limits, options.Log);

    /// <summary>False once the stream is lost or the server has said that it hangs up.</summary>
    public bool IsOpen { get; private set; } = true;

    public Stream Stream => _stream;

    public TimeProvider Time => options.TimeProvider;

    /// <summary>From now on this is struck out of the log and of what the server says.</summary>
    public void Hide(string secret)
    {
        _log?.Hide(secret);
        _secrets.Add(secret);
    }

    /// <summary>One command, one reply.</summary>
    public async Task<SmtpReply> AskAsync(CommandLine command, CancellationToken ct)
    {
        await WriteAsync(command.ToOctets(), secret: false, options.CommandTimeout, ct).ConfigureAwait(false);
        return await ReplyAsync(options.CommandTimeout, ct).ConfigureAwait(false);
    }

    /// <summary>Writes whole commands that ask for nothing yet. Nothing may be waiting to be read: it would be taken for their answer.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> octets, bool secret, TimeSpan timeout, CancellationToken ct)
    {
        if (_reader.HasMore)
        {
            var early = await ReplyAsync(options.CommandTimeout, ct).ConfigureAwait(false);
            if (early.IsGoodbye)
            {
                throw new SmtpCommandException("", early);
            }

            throw await BreakAsync(new SmtpProtocolException($"The server answers what nobody asked: {early}")).ConfigureAwait(false);
        }

        await WriteMoreAsync(octets, secret, timeout, ct).ConfigureAwait(false);
    }

    /// <summary>Writes on, although replies may be coming in: a group of commands, or content.</summary>
    public async Task WriteMoreAsync(ReadOnlyMemory<byte> octets, bool secret, TimeSpan timeout, CancellationToken ct)
    {
        if (secret)
        {
            _log?.ClientSecret(octets.Length - 2);
            _log?.Client("\r\n"u8);
        }
        else
        {
            _log?.Client(octets.Span);
        }

        await WriteAsync(octets, timeout, closes: true, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes octets that the log only counts, when they are all there: <see cref="LogContent"/>. A server that no longer takes them leaves
    /// the connection open to be read: it may have said why.
    /// </summary>
    public Task WriteContentAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout, CancellationToken ct) => WriteAsync(octets, timeout, closes: false, ct);


    public void LogContent(long octets)
    {
        _log?.ClientLiteral(octets);
        _log?.Client("\r\n"u8);
    }

    public async Task<SmtpReply> ReplyAsync(TimeSpan timeout, CancellationToken ct, bool secret = false)
    {
        var reply = await WithinAsync(timeout, token => _reader.ReadAsync(secret, token), closes: true, ct).ConfigureAwait(false);
        if (reply.IsGoodbye)
        {
            await CloseAsync().ConfigureAwait(false);
        }

        return _secrets.Aggregate(reply, static (said, hidden) => said.Without(hidden));
    }

    /// <summary>TLS over what was plain. Nothing that came before it is kept; anything that came too early ends the connection.</summary>
    public async Task UpgradeAsync(string host, CancellationToken ct)
    {
        if (_reader.HasMore)
        {
            throw new ConnectFailedException(ConnectFailure.NoStartTls, $"{host} sent data between its reply to STARTTLS and the handshake.");
        }

        _stream = await TlsUpgrade.AuthenticateAsync(_stream, host, options.Certificates, options.ClientCertificate, ct).ConfigureAwait(false);
        _reader = new ReplyReader(_stream, options.Limits, _log);
    }

    /// <summary>Ends the connection for this reason, which the caller throws.</summary>
    public async ValueTask<SmtpProtocolException> BreakAsync(SmtpProtocolException reason)
    {
        await CloseAsync().ConfigureAwait(false);
        return reason;
    }

    public ValueTask DisposeAsync() => CloseAsync();

    public async ValueTask CloseAsync()
    {
        if (IsOpen)
        {
            IsOpen = false;
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task<bool> WriteAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout, bool closes, CancellationToken ct) => WithinAsync(
        timeout,
        async token =>
        {
            await _stream.WriteAsync(octets, token).ConfigureAwait(false);
            await _stream.FlushAsync(token).ConfigureAwait(false);
            return true;
        },
        closes,
        ct);

    // The whole of a reply or a block has to fit into the time: a server that drips octets is as dead as a silent one.
    private async Task<T> WithinAsync<T>(TimeSpan timeout, Func<CancellationToken, ValueTask<T>> act, bool closes, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!IsOpen)
        {
            throw new SmtpProtocolException("The connection is closed.");
        }

        using var deadline = new CancellationTokenSource(timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await act(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            // Half a command or half a reply: what would follow could not be understood any more.
            await CloseAsync().ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            throw new SmtpProtocolException($"The server did not answer within {timeout}.", new TimeoutException(e.Message, e));
        }
        catch (SmtpProtocolException)
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            if (closes)
            {
                await CloseAsync().ConfigureAwait(false);
            }

            throw new SmtpProtocolException($"The connection was lost: {e.Message}", e);
        }
    }
}
