namespace Webmail.Mail.Accounts;

/// <summary>The section <c>Webmail</c>, as far as tenants go.</summary>
public sealed class TenantsOptions
{
    public const string Section = "Webmail";

    /// <summary>With none, there is one tenant whose users name their server themselves.</summary>
    public IList<TenantOptions> Tenants { get; } = [];

    /// <summary>Who may see the installation's health. With none, nobody.</summary>
    public IList<AdministratorOptions> Administrators { get; } = [];
}
