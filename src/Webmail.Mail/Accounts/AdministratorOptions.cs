namespace Webmail.Mail.Accounts;

/// <summary>One administrator of the installation: <c>Webmail:Administrators:0</c> and on.</summary>
public sealed class AdministratorOptions
{
    /// <summary>The mail address. It counts only where it was proved by the server that the tenant's configuration names.</summary>
    public string Address { get; set; } = "";

    /// <summary>The tenant's name. Not needed where there is one tenant, or where one tenant names the address's domain as its own.</summary>
    public string? Tenant { get; set; }
}
