using Microsoft.AspNetCore.Http.HttpResults;
using Webmail.Web.Tenants;

namespace Webmail.Web.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show);
    }

    private static RazorComponentResult<SignInPage> Show(HttpContext context) => Page(new SignInModel { Branding = new Branding(), OffersOtherServer = true, NeedsOtherServer = true });

    private static RazorComponentResult<SignInPage> Page(SignInModel model) => new(new { Model = model }) { PreventStreamingRendering = true };
}
