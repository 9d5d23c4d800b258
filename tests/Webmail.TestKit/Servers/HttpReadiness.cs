using System.Net;

namespace Webmail.TestKit.Servers;

/// <summary>Whether a server answers over HTTP.</summary>
public static class HttpReadiness
{
    /// <summary>True for 200; false for any other answer, or none.</summary>
    public static async ValueTask<bool> IsOkAsync(HttpClient client, Uri address, CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(address, ct);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
