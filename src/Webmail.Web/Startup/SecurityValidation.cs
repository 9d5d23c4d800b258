using System.Net;
using Microsoft.Extensions.Options;

namespace Webmail.Web.Startup;

/// <summary>Says at start what is wrong with <see cref="SecurityOptions"/>.</summary>
internal sealed class SecurityValidation : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        var failures = options.TrustedProxies
            .Where(proxy => !string.IsNullOrWhiteSpace(proxy) && !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
            .Select(proxy => $"Webmail:Security:TrustedProxies: \"{proxy}\" is no address or network like 10.0.0.0/8.")
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
