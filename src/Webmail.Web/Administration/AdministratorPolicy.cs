using Microsoft.AspNetCore.Authorization;
using Webmail.Mail.Accounts;
using Webmail.Web.SignIn;

namespace Webmail.Web.Administration;

/// <summary>Keeps everybody but administrators from the routes; what the routes show asks again by itself.</summary>
internal sealed class AdministratorPolicy(Administrators administrators) : AuthorizationHandler<AdministratorPolicy.Requirement>
{
    public const string Name = "Administrator";

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement)
    {
        if (context.User.Account() is { } account && await administrators.IncludeAsync(account, CancellationToken.None))
            context.Succeed(requirement);
    }

    internal sealed class Requirement : IAuthorizationRequirement;
}
