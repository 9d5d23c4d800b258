using System.Globalization;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Accounts;

/// <summary>
/// What makes an account the same account next time: tenant, server and login. The server belongs to it: whoever proves an address
/// with a server of their own must not come into what its owner has stored here.
/// </summary>
/// <param name="Server">Empty for the tenant's own server, so that a server that moves takes its accounts along.</param>
internal sealed record AccountKey(string TenantId, string Server, string Login)
{
    public static AccountKey Of(SignInRequest request) => new(
        request.Tenant.Id, request.OtherServer is { } other ? ServerOf(other) : "", request.Address.Key);

    public override string ToString() => string.Join('\n', TenantId, Server, Login);

    private static string ServerOf(ServerEndpoint server) => string.Create(CultureInfo.InvariantCulture, $"{server.Host.ToLowerInvariant()}:{server.Port}");
}
