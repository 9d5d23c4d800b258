using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;

namespace Webmail.Tool.Commands;

/// <summary>
/// What a submission server offers: how long it takes to be ready, TLS, capabilities; with WEBMAIL_PROBE_USER and
/// WEBMAIL_PROBE_PASSWORD set it signs in as the product does. Sends no mail. What the server says stands under "serverText" only.
/// </summary>
internal sealed class SmtpProbeCommand : ICommand
{
    private const int TlsPort = 465;

    public string Name => "smtp-probe";

    public string Usage => "HOST PORT [--tls|--starttls|--plain]    what a submission server offers; without an option: TLS on 465, else STARTTLS";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var target = ProbeTarget.Of(context.Arguments, TlsPort);
        var probe = new SmtpProbe(target.Endpoint, new SmtpConnectionOptions { Certificates = target.IsTrusted }, TimeProvider.System);
        var code = await probe.RunAsync(CredentialsOf(Environment.GetEnvironmentVariable), ct);
        await context.WriteJsonAsync(json => probe.Write(json, target.Certificate), ct);
        return code;
    }

    private static SaslCredentials? CredentialsOf(Func<string, string?> environment) =>
        environment("WEBMAIL_PROBE_USER") is { Length: > 0 } user && environment("WEBMAIL_PROBE_PASSWORD") is { } password
            ? SaslCredentials.Password(user, password)
            : null;
}
