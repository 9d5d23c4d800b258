using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Webmail.Web.Tenants;

/// <summary>A tenant's colour as a stylesheet. The numbers are in its address, so that it needs no tenant to be looked up and never goes stale.</summary>
internal static class BrandStylesheet
{
    private const double DefaultHue = 224;
    private const double DefaultChroma = 0.1;
    private const double LargestChroma = 0.13;

    public static string PathOf(double? hue, double? chroma) =>
        string.Create(CultureInfo.InvariantCulture, $"/brand/{hue ?? DefaultHue}/{chroma ?? DefaultChroma}/colors.css");

    public static void MapBrandStylesheet(this IEndpointRouteBuilder routes) => routes.MapGet("/brand/{hue:double}/{chroma:double}/colors.css", Show).ShortCircuit();

    private static Results<ContentHttpResult, NotFound> Show(double hue, double chroma, HttpContext context)
    {
        if (hue is not (>= 0 and <= 360) || chroma is not (>= 0 and <= LargestChroma))
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(string.Create(CultureInfo.InvariantCulture, $":root {{ --brand-h: {hue}; --brand-c: {chroma}; }}\n"), "text/css");
    }
}
