using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Protocols.Net;

namespace Webmail.Tool.Commands;

/// <summary>Says whether the product would connect to a server that a user named, and to which addresses.</summary>
internal sealed class UrlAllowedCommand : ICommand
{
    public string Name => "url-allowed";

    public string Usage => "URL   may we connect there (imaps://host[:port], or any scheme with a port)";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        if (context.Arguments.Count != 1 || !TrySplit(context.Arguments[0], out var host, out var port))
            throw new UsageException("one URL with a host");
        var guard = new NetworkGuard(new SystemNameResolver(), Options.Create(new NetworkOptions()), Options.Create(new TenantsOptions()), TimeProvider.System);
        try
        {
            var addresses = await guard.ResolveAsync(host, port, trusted: false, ct);
            await context.WriteJsonAsync(
                json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("allowed", true);
                    json.WriteStartArray("addresses");
                    foreach (var address in addresses)
                        json.WriteStringValue(address.ToString());
                    json.WriteEndArray();
                    json.WriteEndObject();
                },
                ct);
            return ExitCode.Answered;
        }
        catch (ConnectFailedException refused)
        {
            await context.WriteJsonAsync(
                json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("allowed", false);
                    json.WriteString("failure", refused.Failure.ToString());
                    json.WriteString("reason", refused.Message);
                    json.WriteEndObject();
                },
                ct);
            return ExitCode.Refused;
        }
    }

    // By hand: System.Uri would already fold the spellings that the guard has to judge.
    private static bool TrySplit(string url, out string host, out int port)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        var scheme = start < 0 ? "" : url[..start].ToLowerInvariant();
        var rest = start < 0 ? url : url[(start + 3)..];
        var authority = rest.Split('/', '?', '#')[0];
        var colon = authority.EndsWith(']') ? -1 : authority.LastIndexOf(':');
        var bare = colon >= 0 && authority.IndexOf(':', StringComparison.Ordinal) != colon && !authority.StartsWith('['); // an IPv6 address without brackets
        host = colon < 0 || bare ? authority : authority[..colon];
        port = scheme switch { "imap" => 143, "smtp" => 25, "submission" => 587, "smtps" or "submissions" => 465, "sieve" => 4190, "http" => 80, "https" => 443, _ => 993 };
        return host.Length > 0 && (colon < 0 || bare || int.TryParse(authority[(colon + 1)..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out port));
    }
}
