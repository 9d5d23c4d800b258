using System.Net;
using System.Text.RegularExpressions;

namespace Webmail.Web.Tests.SignIn;

/// <summary>A browser without JavaScript: fetches the page, fills in the form, keeps its cookies.</summary>
internal sealed partial class Visitor(HttpClient client)
{
    public HttpClient Client { get; } = client;

    /// <summary>Everything the server sent: head and body of each answer.</summary>
    public List<string> Received { get; } = [];

    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await KeepAsync(await Client.SendAsync(request, ct), ct);
    }

    public async Task<HttpResponseMessage> SignInAsync(string address, string password, CancellationToken ct, params (string Name, string Value)[] more)
    {
        using var page = await GetAsync("/sign-in", ct);
        var token = Token().Match(await page.Content.ReadAsStringAsync(ct)).Groups["token"].Value;
        return await PostAsync("/sign-in", ct, [("address", address), ("password", password), ("__RequestVerificationToken", token), .. more]);
    }

    /// <summary>The token is one for the signed-in user: a page of the mailbox brings it in its forms.</summary>
    public async Task<HttpResponseMessage> SignOutAsync(Func<string> token, CancellationToken ct) =>
        await PostAsync("/sign-out", ct, ("__RequestVerificationToken", token()));

    public async Task<HttpResponseMessage> PostAsync(string path, CancellationToken ct, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))),
        };
        request.Headers.Accept.ParseAdd("text/html");
        return await KeepAsync(await Client.SendAsync(request, ct), ct);
    }

    public static string Text(string html) => WebUtility.HtmlDecode(Tags().Replace(html, " "));

    private async Task<HttpResponseMessage> KeepAsync(HttpResponseMessage response, CancellationToken ct)
    {
        Received.Add(response.ToString());
        Received.Add(await response.Content.ReadAsStringAsync(ct));
        return response;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tags();
}
