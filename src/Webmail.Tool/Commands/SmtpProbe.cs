using System.Text.Json;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;

namespace Webmail.Tool.Commands;

/// <summary>One probe of a submission server, and what came of it as JSON.</summary>
internal sealed class SmtpProbe(ServerEndpoint endpoint, SmtpConnectionOptions options, TimeProvider time)
{
    private readonly Dictionary<string, double> _milliseconds = new(StringComparer.Ordinal);
    private SmtpCapabilities? _capabilities;
    private TlsFacts? _tls;
    private string? _signedInWith;
    private string? _failure;
    private string? _reason;
    private string? _greeting;
    private string? _refusal;

    /// <summary>0 answered or signed in, 2 refused by a rule of ours, 1 the server said no.</summary>
    public async Task<int> RunAsync(SaslCredentials? credentials, CancellationToken ct)
    {
        try
        {
            var started = time.GetTimestamp();
            await using var connection = await SmtpConnection.ConnectAsync(endpoint, options, ct);
            Note("ready", started);
            (_capabilities, _tls, _greeting) = (connection.Capabilities, connection.Tls, connection.Greeting?.Text);
            if (credentials is not null)
                await SignInAsync(connection, credentials, ct);
            var asked = time.GetTimestamp();
            await connection.NoopAsync(ct);
            Note("noop", asked);
            await connection.QuitAsync(ct);
            return ExitCode.Answered;
        }
        catch (ConnectFailedException failed)
        {
            (_failure, _reason) = (failed.Failure.ToString(), ProbeReason.Of(failed.Failure));
            _refusal = (failed.InnerException as SmtpCommandException)?.Reply.ToString();
            return failed.Failure is ConnectFailure.BadCertificate or ConnectFailure.NotAllowed or ConnectFailure.NoStartTls or ConnectFailure.TlsFailed
                ? ExitCode.Refused
                : credentials is null ? ExitCode.Answered : ExitCode.Defect;
        }
        catch (SaslException failed)
        {
            (_failure, _reason) = (failed.Failure.ToString(), "signing in was given up on our side");
            return failed.Failure == SaslFailure.Refused ? ExitCode.Defect : ExitCode.Refused;
        }
        catch (SmtpCommandException refused)
        {
            (_failure, _reason, _refusal) = ("Refused", $"the server refused {refused.Command}", refused.Reply.ToString());
            return ExitCode.Defect;
        }
        catch (SmtpProtocolException broken)
        {
            (_failure, _reason, _refusal) = ("Broken", "the connection was lost or spoke no SMTP", broken.Message);
            return ExitCode.Refused;
        }
    }

    public void Write(Utf8JsonWriter json, ProbedCertificate? certificate)
    {
        json.WriteStartObject();
        json.WriteString("host", endpoint.Host);
        json.WriteNumber("port", endpoint.Port);
        json.WriteString("security", endpoint.Security.ToString());
        if (_tls is not null)
        {
            json.WriteStartObject("tls");
            JsonValues.Members(json, _tls);
            json.WriteEndObject();
        }

        if (certificate is not null)
        {
            json.WriteStartObject("certificate");
            JsonValues.Members(json, certificate);
            json.WriteEndObject();
        }

        foreach (var (name, value) in _milliseconds)
            json.WriteNumber(name + "Milliseconds", value);
        Offered(json);
        Optional(json, "signedInWith", _signedInWith);
        Optional(json, "failure", _failure);
        Optional(json, "reason", _reason);
        json.WriteStartObject("serverText");
        Optional(json, "greeting", _greeting);
        Optional(json, "refusal", _refusal);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task SignInAsync(SmtpConnection connection, SaslCredentials credentials, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        await connection.SignInAsync(credentials, ct);
        Note("signIn", started);
        (_capabilities, _signedInWith) = (connection.Capabilities, connection.SignedInWith);
    }

    private void Offered(Utf8JsonWriter json)
    {
        if (_capabilities is null)
            return;
        json.WriteStartArray("capabilities");
        foreach (var word in _capabilities.Keywords.Order(StringComparer.OrdinalIgnoreCase))
            json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteStartArray("signIn");
        foreach (var word in _capabilities.AuthMechanisms)
            json.WriteStringValue(word);
        json.WriteEndArray();
        if (_capabilities.SizeLimit is { } size)
            json.WriteNumber("sizeLimit", size);
    }

    private void Note(string name, long since) => _milliseconds[name] = Math.Round(time.GetElapsedTime(since).TotalMilliseconds, 1);

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
