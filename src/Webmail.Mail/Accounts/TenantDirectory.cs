using Microsoft.Extensions.Options;

namespace Webmail.Mail.Accounts;

/// <summary>Finds the tenant of a request: by the host name the browser asked for, else by the domain of the mail address.</summary>
public sealed class TenantDirectory
{
    /// <summary>The one tenant of an installation that configures none.</summary>
    public const string BuiltInName = "Webmail";

    private readonly Dictionary<string, Tenant> _byId;
    private readonly Dictionary<string, Tenant> _byHost = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Tenant> _withoutHost = [];

    public TenantDirectory(IOptions<TenantsOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var configured = options.Value.Tenants.Count > 0 ? options.Value.Tenants : [new TenantOptions { Name = BuiltInName, AllowOtherServers = true }];
        var tenants = configured.Select(tenant => (Options: tenant, Tenant: new Tenant(tenant))).ToList();
        _byId = tenants.ToDictionary(pair => pair.Tenant.Id, pair => pair.Tenant, StringComparer.Ordinal);
        foreach (var (tenantOptions, tenant) in tenants)
        {
            foreach (var host in tenantOptions.Hosts)
                _byHost.Add(host, tenant);
            if (tenantOptions.Hosts.Count == 0)
                _withoutHost.Add(tenant);
        }
    }

    public IReadOnlyCollection<Tenant> All => _byId.Values;

    public Tenant? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The tenant whose page this host shows; null when that depends on the address.</summary>
    public Tenant? ByHost(string host) =>
        _byHost.GetValueOrDefault(host) ?? (_withoutHost.Count == 1 ? _withoutHost[0] : null);

    /// <summary>The tenant that an address signs in to on this host; a tenant with host names is reachable under them only.</summary>
    public Tenant? Find(string host, MailAddressText address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _byHost.GetValueOrDefault(host)
            ?? _withoutHost.Find(tenant => tenant.NamesDomain(address.Domain))
            ?? _withoutHost.Find(tenant => !tenant.NamesAnyDomain)
            ?? (_withoutHost.Count == 1 ? _withoutHost[0] : null);
    }
}
