using System.Globalization;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

/// <summary>
/// message/external-body (RFC 2046 section 5.2.3, RFC 2017): where the content would be found, and what it would be. Nothing here is ever
/// fetched: the sender would learn that the mail was read.
/// </summary>
/// <param name="AccessType">Lower case: <c>url</c>, <c>anon-ftp</c>, <c>mail-server</c>, <c>local-file</c>, …; empty where the part names none.</param>
/// <param name="Location">The URL, or for the FTP types the one that site, directory and name make; else the name; null where there is nothing.</param>
/// <param name="Size">Octets, as the sender says.</param>
/// <param name="Expires">When it is gone, as the sender says.</param>
/// <param name="Header">The header of the content that is not here.</param>
public sealed record ExternalBody(string AccessType, string? Location, long? Size, DateTimeOffset? Expires, HeaderBlock Header)
{
    /// <summary>Null for a part of another type.</summary>
    public static ExternalBody? Of(MimePart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (!part.ContentType.Is("message", "external-body")) return null;
        var parameters = part.Parameters;
        var type = parameters["access-type"]?.ToLowerInvariant() ?? "";
        var size = long.TryParse(parameters["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var octets) ? octets : (long?)null;
        var expires = MailDate.TryParse(parameters["expiration"], out var date) ? date : (DateTimeOffset?)null;
        return new ExternalBody(type, Place(type, parameters), size, expires, HeaderBlock.Parse(part.RawBody));
    }

    private static string? Place(string type, HeaderParameters parameters)
    {
        // RFC 2017: white space in the parameter is no part of the URL.
        if (parameters["url"] is { } url) return string.Concat(url.Where(c => !char.IsWhiteSpace(c)));
        var name = parameters["name"];
        if (type is not ("ftp" or "anon-ftp" or "tftp") || parameters["site"] is not { } site) return name ?? parameters["server"];
        var folder = parameters["directory"]?.Trim('/');
        return $"{(type == "tftp" ? "tftp" : "ftp")}://{site}/{(string.IsNullOrEmpty(folder) ? "" : folder + "/")}{name}";
    }
}
