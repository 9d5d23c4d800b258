using System.Diagnostics;
using Webmail.TestKit.Servers;

namespace Webmail.Html.Tests.Browser;

/// <summary>Debian's Firefox, which Playwright can't drive (it wants a Firefox of its own): one page, opened for a picture of it, all connections led to the sink.</summary>
internal static class Firefox
{
    private const string Program = "/usr/bin/firefox-esr";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>What was asked for beside <paramref name="address"/> and what <paramref name="site"/> answered.</summary>
    public static async Task<IReadOnlyList<string>> VisitAsync(string address, Func<string, byte[]?> site)
    {
        await RealServers.OrSkipAsync(() => File.Exists(Program) ? Task.FromResult(Program) : throw new ServerMissingException("Firefox", "firefox-esr"));
        var shown = false;
        await using var sink = new ConnectionSink(asked =>
        {
            shown |= asked == address;
            return site(asked);
        });
        using var folder = new PrivateFolder();
        var profile = folder.Folder("profile");
        await File.WriteAllTextAsync(Path.Combine(profile, "user.js"), string.Concat(Preferences(sink.Port).Select(pair => $"user_pref(\"{pair.Key}\", {pair.Value});\n")), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(Program, ["--headless", "--no-remote", "--profile", profile, "--screenshot", folder.PathOf("page.png"), address]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
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
        // It fetches codecs, add-ons and lists by itself, some of them from other firms' hosts: once it can't reach its own.
        ["media.gmp-provider.enabled"] = "false",
        ["media.gmp-manager.updateEnabled"] = "false",
        ["media.gmp-gmpopenh264.enabled"] = "false",
        ["media.gmp-widevinecdm.enabled"] = "false",
        ["extensions.update.enabled"] = "false",
        ["extensions.systemAddon.update.enabled"] = "false",
        ["extensions.getAddons.cache.enabled"] = "false",
        ["browser.safebrowsing.malware.enabled"] = "false",
        ["browser.safebrowsing.phishing.enabled"] = "false",
        ["browser.safebrowsing.downloads.enabled"] = "false",
        ["browser.region.network.url"] = "\"\"",
        ["app.update.disabledForTesting"] = "true",
        ["toolkit.telemetry.enabled"] = "false",
    };
}
