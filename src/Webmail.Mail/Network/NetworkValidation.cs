using System.Net;
using Microsoft.Extensions.Options;

namespace Webmail.Mail.Network;

/// <summary>Says at start what is wrong with <see cref="NetworkOptions"/>.</summary>
public sealed class NetworkValidation : IValidateOptions<NetworkOptions>
{
    public ValidateOptionsResult Validate(string? name, NetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = options.AllowedPrivateHosts
            .Where(entry => !string.IsNullOrWhiteSpace(entry) && HostName.Normalise(entry) is null && !IPNetwork.TryParse(entry, out _))
            .Select(entry => $"Webmail:Network:AllowedPrivateHosts: \"{entry}\" is no host name, address or network like 192.168.7.0/24.")
            .Concat(options.AllowedPorts.Where(port => port is < 1 or > 65535).Select(port => $"Webmail:Network:AllowedPorts: {port} is no port."))
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
