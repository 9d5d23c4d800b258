using Webmail.Protocols.Net;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp;

/// <content>From nothing to a greeted, protected connection that knows what the server can do.</content>
public sealed partial class SmtpConnection
{
    /// <summary>
    /// Connects: TCP, TLS (at once, or by STARTTLS), greeting, EHLO (HELO where that is unknown). Nothing secret is said. With
    /// <see cref="TransportSecurity.StartTls"/> a server that does not upgrade, or that says anything between its reply and
    /// the handshake, gets no second word; what it announced before TLS is forgotten (RFC 8314, RFC 3207 section 4.2).
    /// </summary>
    /// <exception cref="ConnectFailedException">No connection; the failure says why. A server that turned us away is its inner <see cref="SmtpCommandException"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static async Task<SmtpConnection> ConnectAsync(ServerEndpoint endpoint, SmtpConnectionOptions options, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        SmtpConnection? connection = null;
        try
        {
            var stream = await options.Connector.ConnectAsync(endpoint.Host, endpoint.Port, either.Token).ConfigureAwait(false);
            if (endpoint.Security == TransportSecurity.Tls)
            {
                stream = await TlsUpgrade.AuthenticateAsync(stream, endpoint.Host, options.Certificates, options.ClientCertificate, either.Token).ConfigureAwait(false);
            }

            connection = new SmtpConnection(endpoint, stream, options);
            await connection.OpenAsync(either.Token).ConfigureAwait(false);
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

    private async Task OpenAsync(CancellationToken ct)
    {
        Greeting = await _channel.ReplyAsync(_options.ConnectTimeout, ct).ConfigureAwait(false);
        if (!Greeting.IsDone)
        {
            throw new SmtpCommandException("greeting", Greeting);
        }

        await HelloAsync(ct).ConfigureAwait(false);
        if (Endpoint.Security == TransportSecurity.StartTls)
        {
            await StartTlsAsync(ct).ConfigureAwait(false);
        }
    }

    // RFC 5321 section 3.2: a server that does not know EHLO gets HELO, and offers nothing.
    private async Task HelloAsync(CancellationToken ct)
    {
        var hello = new CommandLine("EHLO").Add(_options.ClientName.Text);
        var reply = await _channel.AskAsync(hello, ct).ConfigureAwait(false);
        if (reply is { Code: 500 or 501 or 502 or 504 or 550 })
        {
            Capabilities = SmtpCapabilities.None;
            await DoneAsync(new CommandLine("HELO").Add(_options.ClientName.Text), ct).ConfigureAwait(false);
            return;
        }

        Capabilities = reply.IsDone ? new SmtpCapabilities(reply.Lines.Skip(1)) : throw new SmtpCommandException(hello.Name, reply);
    }

    private async Task StartTlsAsync(CancellationToken ct)
    {
        if (!Capabilities.Has("STARTTLS"))
        {
            throw new ConnectFailedException(ConnectFailure.NoStartTls, $"{Endpoint.Host} does not offer STARTTLS.");
        }

        // RFC 3207 section 4: 220 and nothing else.
        var reply = await _channel.AskAsync(new CommandLine("STARTTLS"), ct).ConfigureAwait(false);
        if (reply.Code != 220)
        {
            throw new ConnectFailedException(ConnectFailure.NoStartTls, $"{Endpoint.Host} refuses STARTTLS: {reply}");
        }

        await _channel.UpgradeAsync(Endpoint.Host, ct).ConfigureAwait(false);
        Capabilities = SmtpCapabilities.None;
        await HelloAsync(ct).ConfigureAwait(false);
    }

    private static Exception Explain(Exception e, ServerEndpoint endpoint) => e switch
    {
        ConnectFailedException => e,
        OperationCanceledException or SmtpProtocolException { InnerException: TimeoutException } =>
            new ConnectFailedException(ConnectFailure.TimedOut, $"{endpoint.Host} did not answer in time.", e),
        SmtpCommandException => new ConnectFailedException(ConnectFailure.Closed, $"{endpoint.Host} turned us away: {e.Message}", e),
        IOException => new ConnectFailedException(ConnectFailure.Closed, $"{endpoint.Host} hung up: {e.Message}", e),
        _ => new ConnectFailedException(ConnectFailure.Refused, $"No connection to {endpoint.Host}: {e.Message}", e),
    };
}
