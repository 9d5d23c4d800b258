using System.Net;
using System.Text;
using Webmail.Html.Sanitizing;

namespace Webmail.Html.Tests.Browser;

/// <summary>The sanitiser alone in Firefox, as one page of frames. A script that ran would ask for a picture.</summary>
public sealed class FirefoxTests
{
    private const string Shell = "http://shell.example/";
    private const int PerFrame = 40;
    private const string Tattle = "<script>window.alert=window.parent.alert=what=>{new Image().src='http://script.example/'+what}</script>";

    [Fact]
    public async Task TheHarness_SeesScriptsAndLoads()
    {
        var seen = await ShowAsync(["<img src=http://evil.example/seen>", "<script>alert(7)</script>", "<p style='background:url(http://css.example/seen)'>x"]);
        foreach (var expected in (string[])["evil.example/seen", "script.example/7", "css.example/seen"]) Assert.Contains(seen, line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SanitisedAlone_NothingRunsAndNothingLoads()
    {
        var bodies = ChromiumTests.Hostile.Select(html => HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Html?.Body).OfType<string>();
        Assert.Empty(await ShowAsync([.. bodies.Chunk(PerFrame).Select(some => string.Concat(some))]));
    }

    private static async Task<IReadOnlyList<string>> ShowAsync(IReadOnlyList<string> bodies)
    {
        var page = Encoding.UTF8.GetBytes("<!DOCTYPE html><meta charset=utf-8><body>" + string.Concat(bodies.Select(body =>
            $"<iframe srcdoc=\"{WebUtility.HtmlEncode("<!DOCTYPE html><html><head>" + Tattle + "</head><body>" + body + "</body></html>")}\"></iframe>")));
        byte[] answer = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n"), .. page];
        return await Firefox.VisitAsync(Shell, address => address == Shell ? answer : null);
    }
}
