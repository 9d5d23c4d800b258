using System.Diagnostics;
using System.Net;
using System.Text;
using Webmail.Html.Sanitizing;
using Webmail.TestKit.Servers;

namespace Webmail.Html.Tests.Browser;

/// <summary>
/// The sanitiser alone in Debian's Firefox, which Playwright can't drive (it wants a Firefox of its own): one page of frames, opened for a picture of it, all connections led to
/// the sink. A script that ran would ask for a picture.
/// </summary>
public sealed class FirefoxTests
{
    private const string Program = "/usr/bin/firefox-esr";
    private const string Shell = "http://shell.example/";
    private const int PerFrame = 40;
    private const string Tattle = "<script>window.alert=window.parent.alert=what=>{new Image().src='http://script.example/'+what}</script>";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

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
        await RealServers.OrSkipAsync(() => File.Exists(Program) ? Task.FromResult(Program) : throw new ServerMissingException("Firefox", "firefox-esr"));
        var page = Encoding.UTF8.GetBytes("<!DOCTYPE html><meta charset=utf-8><body>" + string.Concat(bodies.Select(body =>
            $"<iframe srcdoc=\"{WebUtility.HtmlEncode("<!DOCTYPE html><html><head>" + Tattle + "</head><body>" + body + "</body></html>")}\"></iframe>")));
        byte[] answer = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n"), .. page];
        var shown = false;
        await using var sink = new ConnectionSink(address => address == Shell && (shown = true) ? answer : null);
        using var folder = new PrivateFolder();
        var profile = folder.Folder("profile");
        await File.WriteAllTextAsync(Path.Combine(profile, "user.js"), string.Concat(Preferences(sink.Port).Select(pair => $"user_pref(\"{pair.Key}\", {pair.Value});\n")), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(Program, ["--headless", "--no-remote", "--profile", profile, "--screenshot", folder.PathOf("page.png"), Shell]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["HOME"] = folder.Folder("home");
        start.Environment["MOZ_DISABLE_CONTENT_SANDBOX"] = "1";
        using var firefox = Process.Start(start)!;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Patience);
        try
        {
            await Task.WhenAll(firefox.StandardOutput.ReadToEndAsync(end.Token), firefox.StandardError.ReadToEndAsync(end.Token), firefox.WaitForExitAsync(end.Token));
        }
        finally
        {
            if (!firefox.HasExited) firefox.Kill(entireProcessTree: true);
        }
        Assert.True(shown && File.Exists(folder.PathOf("page.png")), "Firefox did not show the page");
        // Its own chatter is not the page's doing.
        return [.. sink.Take().Where(line => !line.Contains("mozilla", StringComparison.Ordinal) && !line.Contains("firefox", StringComparison.Ordinal) && !line.Contains("/favicon.ico", StringComparison.Ordinal))];
    }

    private static Dictionary<string, string> Preferences(int port) => new(StringComparer.Ordinal)
    {
        ["network.proxy.type"] = "1",
        ["network.proxy.http"] = "\"127.0.0.1\"",
        ["network.proxy.http_port"] = $"{port}",
        ["network.proxy.ssl"] = "\"127.0.0.1\"",
        ["network.proxy.ssl_port"] = $"{port}",
        ["network.proxy.allow_hijacking_localhost"] = "true",
        ["network.captive-portal-service.enabled"] = "false",
        ["network.connectivity-service.enabled"] = "false",
        ["dom.security.https_first"] = "false",
        ["datareporting.policy.dataSubmissionEnabled"] = "false",
        ["app.normandy.enabled"] = "false",
        ["browser.shell.checkDefaultBrowser"] = "false",
    };
}
