using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Tool.Commands;

/// <summary>
/// What an IMAP server offers: how long its steps take, TLS, capabilities, quirks; with WEBMAIL_PROBE_USER and WEBMAIL_PROBE_PASSWORD set it signs in as
/// the product does, lists folders and reads the newest row of INBOX, changing nothing. What the server says to people stands under "serverText" only.
/// </summary>
internal sealed class ImapProbeCommand : ICommand
{
    private const int TlsPort = 993;

    public string Name => "imap-probe";

    public string Usage => "HOST PORT [--tls|--starttls|--plain]    what an IMAP server offers; without an option: TLS on 993, else STARTTLS";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        var target = ProbeTarget.Of(context.Arguments, TlsPort);
        var probe = new ImapProbe(target.Endpoint, new ImapConnectionOptions { Certificates = target.IsTrusted }, TimeProvider.System);
        var code = await probe.RunAsync(CredentialsOf(Environment.GetEnvironmentVariable), ct);
        await context.WriteJsonAsync(json => probe.Write(json, target.Certificate), ct);
        return code;
    }

    private static ImapCredentials? CredentialsOf(Func<string, string?> environment)
    {
        if (environment("WEBMAIL_PROBE_USER") is not { Length: > 0 } user || environment("WEBMAIL_PROBE_PASSWORD") is not { } password)
            return null;
        return user.Contains('\0', StringComparison.Ordinal) ? throw new RefusedException("a name cannot hold NUL") : ImapCredentials.Password(user, password);
    }
}
