using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;

namespace Webmail.Tool.Commands;

/// <summary>
/// What an IMAP server offers to someone who has not signed in: how long it takes to be ready, its certificate, its
/// capabilities. A server that cannot be reached is an answer too. Nothing secret is sent.
/// </summary>
internal sealed class ImapProbeCommand : ICommand
{
    public string Name => "imap-probe";

    public string Usage => "HOST PORT [--tls|--starttls|--plain]    what a server offers; without an option: TLS on 993, else STARTTLS";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var endpoint = Endpoint(context.Arguments);
        Certificate? certificate = null;
        var options = new ImapConnectionOptions
        {
            Certificates = (_, seen, _, errors) =>
            {
                certificate = Certificate.Of(seen, errors);
                return errors == SslPolicyErrors.None;
            },
        };
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            await using var connection = await ImapConnection.ConnectAsync(endpoint, options, ct);
            var ready = TimeProvider.System.GetElapsedTime(started);
            var asked = TimeProvider.System.GetTimestamp();
            await connection.LogoutAsync(ct);
            var roundTrip = TimeProvider.System.GetElapsedTime(asked);
            await context.WriteJsonAsync(json => Reached(json, endpoint, certificate, connection.Capabilities, ready, roundTrip), ct);
        }
        catch (ConnectFailedException failed)
        {
            await context.WriteJsonAsync(json => NotReached(json, endpoint, certificate, failed), ct);
        }

        return ExitCode.Answered;
    }

    private static ServerEndpoint Endpoint(IReadOnlyList<string> arguments)
    {
        if (arguments.Count is < 2 or > 3 || !ushort.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            throw new UsageException("expected a host and a port");
        var security = (arguments.Count == 3 ? arguments[2] : null) switch
        {
            null => port == 993 ? TransportSecurity.Tls : TransportSecurity.StartTls,
            "--tls" => TransportSecurity.Tls,
            "--starttls" => TransportSecurity.StartTls,
            "--plain" => TransportSecurity.Plain,
            _ => throw new UsageException("unknown option"),
        };
        return new ServerEndpoint(arguments[0], port, security);
    }

    private static void Reached(Utf8JsonWriter json, ServerEndpoint endpoint, Certificate? certificate, ImapCapabilities capabilities, TimeSpan ready, TimeSpan roundTrip)
    {
        json.WriteStartObject();
        Head(json, endpoint, certificate);
        json.WriteNumber("readyMilliseconds", Math.Round(ready.TotalMilliseconds, 1));
        json.WriteNumber("logoutMilliseconds", Math.Round(roundTrip.TotalMilliseconds, 1));
        Words(json, "capabilities", capabilities.Names);
        Words(json, "signIn", capabilities.AuthMechanisms);
        json.WriteEndObject();
    }

    private static void NotReached(Utf8JsonWriter json, ServerEndpoint endpoint, Certificate? certificate, ConnectFailedException failed)
    {
        json.WriteStartObject();
        Head(json, endpoint, certificate);
        json.WriteString("failure", failed.Failure.ToString());
        json.WriteString("reason", failed.Message);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, ServerEndpoint endpoint, Certificate? certificate)
    {
        json.WriteString("host", endpoint.Host);
        json.WriteNumber("port", endpoint.Port);
        json.WriteString("security", endpoint.Security.ToString());
        if (certificate is null)
            return;
        json.WriteStartObject("certificate");
        JsonValues.Members(json, certificate);
        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words.Order(StringComparer.OrdinalIgnoreCase))
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private sealed record Certificate(string Subject, string Issuer, string Expires, string? Problem)
    {
        public static Certificate? Of(X509Certificate? seen, SslPolicyErrors errors) => seen is null
            ? null
            : new Certificate(seen.Subject, seen.Issuer, seen.GetExpirationDateString(), errors == SslPolicyErrors.None ? null : errors.ToString());
    }
}
