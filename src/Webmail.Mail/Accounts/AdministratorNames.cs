namespace Webmail.Mail.Accounts;

/// <summary>
/// Which addresses of which tenants administer the installation. An address without its tenant would not be enough: the server of another tenant may sign in whomever it likes under
/// any address, so each belongs to exactly one tenant, and to one that has a server of its own.
/// </summary>
internal static class AdministratorNames
{
    /// <summary>The key of each administrator's address, by tenant; those that are configured wrongly are left out.</summary>
    public static IEnumerable<(string TenantId, string Address)> Of(TenantsOptions options) =>
        options.Administrators.Where(administrator => Problem(options, administrator) is null)
            .Select(administrator => (Candidates(options, administrator, MailAddressText.TryParse(administrator.Address)!)[0].Id, MailAddressText.TryParse(administrator.Address)!.Key));

    /// <summary>What is wrong with the tenants' administrators, by the setting's name.</summary>
    public static IEnumerable<string> Failures(TenantsOptions options)
    {
        for (var i = 0; i < options.Administrators.Count; i++)
        {
            if (Problem(options, options.Administrators[i]) is { } problem)
                yield return $"Webmail:Administrators:{i}:{problem}";
        }
    }

    private static string? Problem(TenantsOptions options, AdministratorOptions administrator)
    {
        if (MailAddressText.TryParse(administrator.Address) is not { } address)
            return $"Address must be a mail address, not \"{administrator.Address}\".";
        if (administrator.Tenant is { } name && !options.Tenants.Any(tenant => Is(tenant, name)))
            return $"Tenant: there is no tenant \"{name}\".";
        return Candidates(options, administrator, address) switch
        {
            [] => $"Address: no tenant has a server of its own (Imap:Host) that holds \"{address}\", so nobody could prove to be this administrator.",
            [_] => null,
            _ => $"Tenant must say whose \"{address}\" is: several tenants hold addresses of any domain.",
        };
    }

    private static List<Tenant> Candidates(TenantsOptions options, AdministratorOptions administrator, MailAddressText address)
    {
        var serving = options.Tenants.Where(tenant => administrator.Tenant is not { } name || Is(tenant, name)).Where(tenant => tenant.Imap is not null && IsReadable(tenant))
            .Select(tenant => new Tenant(tenant)).Where(tenant => tenant.Serves(address)).ToList();
        var naming = serving.Where(tenant => tenant.NamesDomain(address.Domain)).ToList();
        return naming.Count > 0 ? naming : serving;
    }

    // A tenant with other faults is reported for those.
    private static bool IsReadable(TenantOptions tenant) => tenant.MailDomains.All(domain => MailAddressText.FoldDomain(domain).Length > 0);

    private static bool Is(TenantOptions tenant, string name) => string.Equals(tenant.Name, name, StringComparison.OrdinalIgnoreCase);
}
