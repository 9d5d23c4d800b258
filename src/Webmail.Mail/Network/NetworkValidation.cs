using System.Net;
using Microsoft.Extensions.Options;

namespace Webmail.Mail.Network;

/// <summary>Says at start what is wrong with <see cref="NetworkOptions"/>.</summary>
public sealed class NetworkValidation : IValidateOptions<NetworkOptions>
{
    public ValidateOptionsResult Validate(string? name, NetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = Hosts(nameof(options.AllowedPrivateHosts), options.AllowedPrivateHosts)
            .Concat(Hosts(nameof(options.AllowedPrivateWebHosts), options.AllowedPrivateWebHosts))
            .Concat(Ports(nameof(options.AllowedPorts), options.AllowedPorts))
            .Concat(Ports(nameof(options.AllowedWebPorts), options.AllowedWebPorts))
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Hosts(string setting, IEnumerable<string> entries) => entries
        .Where(entry => !string.IsNullOrWhiteSpace(entry) && HostName.Normalise(entry) is null && !IPNetwork.TryParse(entry, out _))
        .Select(entry => $"{NetworkOptions.Section}:{setting}: \"{entry}\" is no host name, address or network like 192.168.7.0/24.");

    private static IEnumerable<string> Ports(string setting, IEnumerable<int> ports) =>
        ports.Where(port => port is < 1 or > 65535).Select(port => $"{NetworkOptions.Section}:{setting}: {port} is no port.");
}
