namespace Webmail.Web.Endpoints.Compose;

/// <summary>Stands in the editor for a picture on another host. It asks nobody for it: the address after it is for the message, not for us.</summary>
internal static class HeldPicture
{
    private const string Blank = """<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><rect x="1" y="1" width="22" height="22" rx="3" fill="none" stroke="#8a9aa6" stroke-dasharray="3 3"/></svg>""";

    public static IResult Serve(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, max-age=86400";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Text(Blank, "image/svg+xml");
    }
}
