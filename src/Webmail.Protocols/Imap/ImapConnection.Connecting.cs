using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Imap;

/// <content>From nothing to a greeted, protected connection that knows what the server can do.</content>
public sealed partial class ImapConnection
{
    private bool _loggedOut;

    /// <summary>
    /// Connects: TCP, TLS (at once or by STARTTLS), greeting, capabilities. Nothing secret is said. With
    /// <see cref="TransportSecurity.StartTls"/> a server that does not upgrade, or that says anything between its OK and
    /// the handshake, gets no second word (RFC 8314, RFC 3207 section 6 in spirit).
    /// </summary>
    /// <exception cref="ConnectFailedException">No connection; the failure says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static async Task<ImapConnection> ConnectAsync(ServerEndpoint endpoint, ImapConnectionOptions options, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        ImapConnection? connection = null;
        try
        {
            var stream = await options.Connector.ConnectAsync(endpoint.Host, endpoint.Port, either.Token).ConfigureAwait(false);
            if (endpoint.Security == TransportSecurity.Tls)
            {
                stream = await TlsUpgrade.AuthenticateAsync(stream, endpoint.Host, options.Certificates, options.ClientCertificate, either.Token).ConfigureAwait(false);
            }

            connection = new ImapConnection(endpoint, stream, options);
            await connection.BecomeReadyAsync(either.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            ct.ThrowIfCancellationRequested();
            throw Explain(e, endpoint);
        }
    }

    /// <summary>Signs out and closes. A server that does not answer is not waited for longer than any command.</summary>
    public async Task LogoutAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(new ImapCommand("LOGOUT") { Order = CommandOrder.Barrier, Succeeded = _ => LoggedOut() }, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ImapProtocolException or ImapCommandException)
        {
            // Over is over; how politely the server hung up is no news to anyone.
        }

        End(new ImapProtocolException("Signed out."), quiet: true);
        await _reading.ConfigureAwait(false);
    }

    private ValueTask LoggedOut()
    {
        _loggedOut = true;
        return ValueTask.CompletedTask;
    }

    private async Task BecomeReadyAsync(CancellationToken ct)
    {
        _reading = ReadAsync();
        var greeting = await _greeting!.Task.WaitAsync(ct).ConfigureAwait(false);

        // Nobody waits for it a second time, and the connection may live for days.
        _greeting = null;
        if (greeting.Status == ResponseStatus.Bye)
        {
            throw new ConnectFailedException(ConnectFailure.Closed, $"{Endpoint.Host} turned us away.") { ServerText = Clip(greeting.Text) };
        }

        if (Endpoint.Security == TransportSecurity.StartTls)
        {
            await StartTlsAsync(ct).ConfigureAwait(false);
        }

        if (Capabilities.Names.Count == 0)
        {
            await AskCapabilitiesAsync(ct).ConfigureAwait(false);
        }
    }

    private async Task StartTlsAsync(CancellationToken ct)
    {
        // PREAUTH cannot be upgraded (RFC 9051 section 7.1.4): whoever sits in between could sign us in to a mailbox of theirs.
        if (State != ImapConnectionState.NotAuthenticated)
        {
            throw new ConnectFailedException(ConnectFailure.NoStartTls, $"{Endpoint.Host} greets as signed in before TLS.");
        }

        try
        {
            if (Capabilities.Names.Count == 0)
            {
                await AskCapabilitiesAsync(ct).ConfigureAwait(false);
            }

            if (!Capabilities.Has("STARTTLS"))
            {
                throw new ConnectFailedException(ConnectFailure.NoStartTls, $"{Endpoint.Host} does not offer STARTTLS.");
            }

            var command = new ImapCommand("STARTTLS")
            {
                Order = CommandOrder.Barrier,
                Succeeded = _ => UpgradeAsync(ct),
                Converse = _ => throw new ConnectFailedException(ConnectFailure.NoStartTls, $"{Endpoint.Host} wants to talk about STARTTLS."),
            };
            await RunAsync(command, ct).ConfigureAwait(false);
        }
        catch (ImapCommandException e)
        {
            throw new ConnectFailedException(ConnectFailure.NoStartTls, $"{Endpoint.Host} refuses {e.Command}.", e) { ServerText = e.Text };
        }

        await AskCapabilitiesAsync(ct).ConfigureAwait(false);
    }

    // On the reader loop: nothing can be read between the OK and the handshake.
    private async ValueTask UpgradeAsync(CancellationToken ct)
    {
        if (_framer.MoreWasBuffered)
        {
            throw new ConnectFailedException(ConnectFailure.NoStartTls, $"{Endpoint.Host} sent data between its OK to STARTTLS and the handshake.");
        }

        _framer.Forget();
        await _pipe.CompleteAsync().ConfigureAwait(false);
        var tls = await TlsUpgrade.AuthenticateAsync(_stream, Endpoint.Host, _options.Certificates, _options.ClientCertificate, ct).ConfigureAwait(false);
        Capabilities = ImapCapabilities.None;

        // An alert told in the clear would be shown as the server's own word.
        _events.Forget();
        Use(tls);
    }

    /// <summary>Asks what the server can do. Its answer is taken in by the reader loop.</summary>
    internal async Task AskCapabilitiesAsync(CancellationToken ct)
    {
        var command = new ImapCommand("CAPABILITY")
        {
            Replies = ReplyKind.Capability,
            Collect = response =>
            {
                if (response is not CapabilityReply reply)
                {
                    return false;
                }

                Capabilities = reply.Capabilities;
                return true;
            },
        };
        await RunAsync(command, ct).ConfigureAwait(false);
    }

    internal void Enter(ImapConnectionState state, SelectedMailbox? selected) => (State, Selected) = (state, selected);

    private static Exception Explain(Exception e, ServerEndpoint endpoint) => e switch
    {
        ConnectFailedException => e,
        ImapProtocolException { InnerException: ConnectFailedException inside } => inside,
        OperationCanceledException => new ConnectFailedException(ConnectFailure.TimedOut, $"{endpoint.Host} did not answer in time.", e),
        ImapCommandException refused => new ConnectFailedException(ConnectFailure.Closed, $"{endpoint.Host} refuses {refused.Command}.", e) { ServerText = refused.Text },
        ImapProtocolException or IOException =>
            new ConnectFailedException(ConnectFailure.Closed, $"{endpoint.Host} hung up: {e.Message}", e),
        _ => new ConnectFailedException(ConnectFailure.Refused, $"No connection to {endpoint.Host}: {e.Message}", e),
    };
}
