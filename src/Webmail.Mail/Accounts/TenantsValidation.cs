using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Webmail.Mail.Remote;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Accounts;

/// <summary>Says at start, by the setting's name, what is wrong with the tenants; a half-configured host does not start.</summary>
public sealed partial class TenantsValidation : IValidateOptions<TenantsOptions>
{
    private const double LargestChroma = 0.13;

    public ValidateOptionsResult Validate(string? name, TenantsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        for (var i = 0; i < options.Tenants.Count; i++)
            failures.AddRange(Failures($"Webmail:Tenants:{i}", options.Tenants[i]));
        failures.AddRange(Repeated(options.Tenants.Select(tenant => tenant.Name)).Select(twice => $"Webmail:Tenants: the name \"{twice}\" is there twice."));
        failures.AddRange(Repeated(options.Tenants.SelectMany(tenant => tenant.Hosts)).Select(twice => $"Webmail:Tenants: the host \"{twice}\" belongs to two tenants."));
        failures.AddRange(Repeated(options.Tenants.Where(tenant => tenant.Hosts.Count == 0).SelectMany(tenant => tenant.MailDomains))
            .Select(twice => $"Webmail:Tenants: the mail domain \"{twice}\" belongs to two tenants without host names."));
        failures.AddRange(AdministratorNames.Failures(options));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(string at, TenantOptions tenant)
    {
        if (!TenantName().IsMatch(tenant.Name))
            yield return $"{at}:Name must be 1 to 64 letters, digits, spaces, dots and dashes, not \"{tenant.Name}\".";
        if (tenant.Imap is null && !tenant.AllowOtherServers)
            yield return $"{at}: nobody could sign in; give {at}:Imap:Host or set {at}:AllowOtherServers.";
        foreach (var domain in tenant.MailDomains.Where(domain => MailAddressText.FoldDomain(domain).Length == 0))
            yield return $"{at}:MailDomains: \"{domain}\" is no domain name.";
        foreach (var host in tenant.Hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
            yield return $"{at}:Hosts: \"{host}\" is no host name (write it without scheme and port).";
        foreach (var failure in new[] { ("Imap", tenant.Imap), ("Smtp", tenant.Smtp), ("Sieve", tenant.Sieve) }.SelectMany(server => ServerFailures($"{at}:{server.Item1}", server.Item2)))
            yield return failure;
        if (!Enum.IsDefined(tenant.RemoteImages))
            yield return $"{at}:RemoteImages must be one of {string.Join(", ", Enum.GetNames<RemoteImagePolicy>())}.";
        if (tenant.Branding.Hue is < 0 or > 360)
            yield return $"{at}:Branding:Hue must be from 0 to 360.";
        if (tenant.Branding.Chroma is < 0 or > LargestChroma)
            yield return $"{at}:Branding:Chroma must be from 0 to {LargestChroma}: more would break the contrast of text.";
        foreach (var failure in LinkFailures($"{at}:Branding", tenant.Branding))
            yield return failure;
    }

    private static IEnumerable<string> ServerFailures(string at, ServerOptions? server)
    {
        if (server is null)
            yield break;
        if (Uri.CheckHostName(server.Host) == UriHostNameType.Unknown)
            yield return $"{at}:Host must be a host name or an address, not \"{server.Host}\".";
        if (server.Port is < 1 or > 65535)
            yield return $"{at}:Port must be from 1 to 65535.";
        if (!Enum.IsDefined(server.Security))
            yield return $"{at}:Security must be one of {string.Join(", ", Enum.GetNames<TransportSecurity>())}.";
        if (server.TrustedCertificateFile is { } file && !File.Exists(file))
            yield return $"{at}:TrustedCertificateFile: there is no file \"{file}\".";
    }

    private static IEnumerable<string> LinkFailures(string at, BrandingOptions branding)
    {
        var links = new[]
        {
            ("ForgotPasswordUrl", branding.ForgotPasswordUrl), ("PrivacyUrl", branding.PrivacyUrl), ("StatusUrl", branding.StatusUrl), ("HelpUrl", branding.HelpUrl),
        };
        foreach (var (name, url) in links)
        {
            if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto"))
                yield return $"{at}:{name} must be a whole https:, http: or mailto: address, not \"{url}\".";
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> values) =>
        values.GroupBy(value => value, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key);

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N} .-]{0,63}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TenantName();
}
