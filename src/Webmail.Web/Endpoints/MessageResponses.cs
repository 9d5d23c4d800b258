using Microsoft.Net.Http.Headers;

namespace Webmail.Web.Endpoints;

/// <summary>The headers every response that carries bytes of a mail has; what differs is set by the endpoint.</summary>
internal static class MessageResponses
{
    /// <summary>For whatever is not shown in a frame: even if a browser were to render it, nothing in it loads or runs.</summary>
    internal const string InertPolicy = "default-src 'none'; sandbox";

    public static void Prepare(HttpResponse response, string policy)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>A download: never the sender's type, never shown, under a name we cleaned (RFC 6266, RFC 8187).</summary>
    public static void PrepareDownload(HttpResponse response, string fileName, long? length)
    {
        Prepare(response, InertPolicy);
        response.ContentType = "application/octet-stream";
        response.ContentLength = length;
        response.Headers.ContentDisposition = ContentDisposition(fileName);
    }

    /// <summary>One plain answer for every link that opens nothing, so that nobody learns which part was wrong.</summary>
    public static void Refuse(HttpResponse response)
    {
        Prepare(response, InertPolicy);
        response.StatusCode = StatusCodes.Status404NotFound;
        response.ContentLength = 0;
    }

    internal static string ContentDisposition(string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        return disposition.ToString();
    }
}
