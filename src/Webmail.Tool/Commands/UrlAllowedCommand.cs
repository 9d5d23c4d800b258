using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Protocols.Net;

namespace Webmail.Tool.Commands;

/// <summary>Says whether the product would connect to a server that a user or a mail named, and to which addresses.</summary>
internal sealed class UrlAllowedCommand : ICommand
{
    public string Name => "url-allowed";

    public string Usage => "URL   may we connect there (imaps://host, smtp://host:port, https://host/picture.png, or host:port for mail)";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        if (context.Arguments.Count != 1) throw new UsageException("one URL");
        var guard = new NetworkGuard(new SystemNameResolver(), Options.Create(new NetworkOptions()), Options.Create(new TenantsOptions()), TimeProvider.System);
        try
        {
            var addresses = await ResolveAsync(guard, context.Arguments[0], ct);
            await WriteAsync(context, allowed: true, "every address is on the public internet", addresses, ct);
            return ExitCode.Answered;
        }
        catch (ConnectFailedException refused)
        {
            await WriteAsync(context, allowed: false, refused.Message, [], ct);
            return ExitCode.Refused;
        }
    }

    private static ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(NetworkGuard guard, string url, CancellationToken ct)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        var scheme = start < 0 ? "" : url[..start].ToLowerInvariant();
        if (scheme is "http" or "https")
        {
            return WebAddress.TryRead(url, out var web)
                ? guard.ResolveWebAsync(web.IdnHost, web.Port, ct)
                : throw Refused("This is not a web address that can be read in one way only.");
        }
        var usual = scheme switch { "imap" => 143, "imaps" or "" => 993, "smtp" => 25, "submission" => 587, "smtps" or "submissions" => 465, "sieve" => 4190, _ => -1 };
        if (usual < 0) throw Refused($"Nothing connects to {scheme} addresses.");
        return TrySplit(start < 0 ? url : url[(start + 3)..], usual, out var host, out var port)
            ? guard.ResolveAsync(host, port, trusted: false, ct)
            : throw Refused("There is no host in it, or its port is no number.");
    }

    private static ConnectFailedException Refused(string why) => new(ConnectFailure.NotAllowed, why);

    private static Task WriteAsync(CommandContext context, bool allowed, string reason, IReadOnlyList<IPAddress> addresses, CancellationToken ct) => context.WriteJsonAsync(
        json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("allowed", allowed);
            json.WriteString("reason", reason);
            json.WriteStartArray("addresses");
            foreach (var address in addresses)
                json.WriteStringValue(address.ToString());
            json.WriteEndArray();
            json.WriteEndObject();
        },
        ct);

    // By hand: System.Uri would already fold the spellings that the guard has to judge.
    private static bool TrySplit(string rest, int usual, out string host, out int port)
    {
        var authority = rest.Split('/', '?', '#')[0];
        var colon = authority.EndsWith(']') ? -1 : authority.LastIndexOf(':');
        var bare = colon >= 0 && authority.IndexOf(':', StringComparison.Ordinal) != colon && !authority.StartsWith('['); // an IPv6 address without brackets
        host = colon < 0 || bare ? authority : authority[..colon];
        port = usual;
        return host.Length > 0 && (colon < 0 || bare || int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port));
    }
}
