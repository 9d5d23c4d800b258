using System.Text;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>What others wrote comes into the composer as text and harmless markup.</summary>
[Collection("The clipboard")] // a browser has one
public sealed class HostileDraftScenarios(WebmailHost host, WholeBrowser browser) : Scenario(host, browser)
{
    private const string Payload = "<img src=x onerror=window.pwned=1><script>window.pwned=1</script>";

    private static string Word => "=?utf-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes(Payload)) + "?=";

    [Fact]
    public async Task A_reply_to_a_hostile_message_runs_nothing()
    {
        var (webmail, user) = await UserWithAsync();
        byte[] message = Encoding.UTF8.GetBytes($"From: {Word} <evil@example.test>\r\nTo: {user}\r\nCc: {Word} <cc@example.test>\r\nSubject: Evil {Word}\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            + $"<p onclick=\"window.pwned=1\">Quoted {Payload}</p><svg onload=window.pwned=1></svg><a href=\"javascript:window.pwned=1\">x</a><math><mi xlink:href=\"javascript:window.pwned=1\"></math>\r\n");
        await webmail.Dovecot.DeliverAsync(user, message, Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Evil");
        await Expect(mail.Page.Locator(".reading-pane[data-uid]")).ToBeVisibleAsync();
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page, "a");
        await mail.Page.Locator("[data-do=quote]").ClickAsync();
        await Expect(compose.Text).ToContainTextAsync("Quoted");
        await CheckAsync(compose);
        await compose.SavedAsync();
        await mail.Page.ReloadAsync();
        await Expect(compose.Text).ToContainTextAsync("Quoted");
        await CheckAsync(compose);
    }

    [Theory]
    [InlineData("<p>Pasted <img src=x onerror='window.pwned=1'><script>window.pwned=1</script></p>")]
    [InlineData("<p>Pasted <a href=' java\tscript:window.pwned=1'>link</a><iframe srcdoc='<script>parent.pwned=1</script>'></iframe></p>")]
    [InlineData("<p>Pasted <svg><style><img src=x onerror=window.pwned=1></style></svg><form><math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1></p>")]
    [InlineData("<p style=\"background:url(/sign-out)\">Pasted <img src='/sign-out'><base href='https://evil.test'></p>")]
    public async Task Pasted_markup_is_built_anew(string html)
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.Text.ClickAsync();
        await compose.Text.EvaluateAsync(
            "(target, html) => { const data = new DataTransfer(); data.setData('text/html', html); data.setData('text/plain', 'Pasted'); target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }", html);
        await Expect(compose.Text).ToContainTextAsync("Pasted");
        await CheckAsync(compose);
    }

    private static async Task CheckAsync(ComposeScreen compose)
    {
        Assert.False(await compose.Page.EvaluateAsync<bool>("() => 'pwned' in window"));
        Assert.Equal(0, await compose.Text.Locator("script, svg, math, iframe, style, form, base, [onerror], [onclick], [onload], img[src='x'], img[src='/sign-out'], a[href*='script:']").CountAsync());
    }
}
