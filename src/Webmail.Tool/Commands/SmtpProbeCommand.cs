using System.Globalization;
using System.Net.Security;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;

namespace Webmail.Tool.Commands;

/// <summary>
/// What a submission server offers: how long it takes to be ready, TLS, capabilities; with WEBMAIL_PROBE_USER and
/// WEBMAIL_PROBE_PASSWORD set it signs in as the product does. Sends no mail. What the server says stands under "serverText" only.
/// </summary>
internal sealed class SmtpProbeCommand : ICommand
{
    public string Name => "smtp-probe";

    public string Usage => "HOST PORT [--tls|--starttls|--plain]    what a submission server offers; without an option: TLS on 465, else STARTTLS";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var endpoint = Endpoint(context.Arguments);
        SmtpProbeCertificate? certificate = null;
        var options = new SmtpConnectionOptions
        {
            Certificates = (_, seen, _, errors) =>
            {
                certificate = SmtpProbeCertificate.Of(seen, errors);
                return errors == SslPolicyErrors.None;
            },
        };
        var probe = new SmtpProbe(endpoint, options, TimeProvider.System);
        var code = await probe.RunAsync(CredentialsOf(Environment.GetEnvironmentVariable), ct);
        await context.WriteJsonAsync(json => probe.Write(json, certificate), ct);
        return code;
    }

    private static SaslCredentials? CredentialsOf(Func<string, string?> environment) =>
        environment("WEBMAIL_PROBE_USER") is { Length: > 0 } user && environment("WEBMAIL_PROBE_PASSWORD") is { } password
            ? SaslCredentials.Password(user, password)
            : null;

    private static ServerEndpoint Endpoint(IReadOnlyList<string> arguments)
    {
        if (arguments.Count is < 2 or > 3 || !ushort.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            throw new UsageException("expected a host and a port");
        var security = (arguments.Count == 3 ? arguments[2] : null) switch
        {
            null => port == 465 ? TransportSecurity.Tls : TransportSecurity.StartTls,
            "--tls" => TransportSecurity.Tls,
            "--starttls" => TransportSecurity.StartTls,
            "--plain" => TransportSecurity.Plain,
            _ => throw new UsageException("unknown option"),
        };
        return new ServerEndpoint(arguments[0], port, security);
    }
}
