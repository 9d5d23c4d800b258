using System.Text;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.SignIn;

/// <summary>The password is looked for in everything that the product writes and sends, in the forms that a leak would have.</summary>
public sealed class PasswordCanaryScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Fact]
    public async Task The_password_is_in_no_log_no_database_and_no_answer_to_the_browser()
    {
        var (webmail, user) = await UserWithAsync("Canary", "Second message");
        await using var session = await Browser.OpenAsync(webmail.Address);
        var received = new StringBuilder();
        session.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            lock (received) received.Append(frame.Text ?? Encoding.Latin1.GetString(frame.Binary ?? []));
        };
        var answers = new List<Task<string>>();
        session.Page.Response += (_, response) =>
        {
            lock (answers) answers.Add(AnswerAsync(response));
        };
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await mail.OpenAsync("Canary");

        foreach (string answer in await Task.WhenAll(answers.ToArray())) received.Append(answer);
        received.Append(await session.Page.ContentAsync());
        Assert.Contains("Second message", received.ToString(), StringComparison.Ordinal);
        AssertFree("the browser", Encoding.Latin1.GetBytes(received.ToString()), webmail.Dovecot.Password);
        AssertFree("the log", await ReadSharedAsync(webmail.LogFile), webmail.Dovecot.Password);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(webmail.DatabaseFile)!, "webmail.db*"))
            AssertFree(Path.GetFileName(file), await ReadSharedAsync(file), webmail.Dovecot.Password);
        await Expect(mail.Reading).ToBeVisibleAsync();
    }

    private static async Task<string> AnswerAsync(IResponse response)
    {
        string headers = string.Join('\n', (await response.AllHeadersAsync()).Select(header => $"{header.Key}: {header.Value}"));
        if (response.Status is < 200 or >= 300 || response.Request.ResourceType is not ("document" or "fetch" or "xhr")) return headers;
        try
        {
            return headers + await response.TextAsync();
        }
        catch (PlaywrightException)
        {
            // The browser drops the text of a page that it has left; what the next pages say is still looked at.
            return headers;
        }
    }

    private static void AssertFree(string where, byte[] content, string secret)
    {
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        byte[][] forms =
        [
            plain,
            Encoding.Unicode.GetBytes(secret),
            Encoding.UTF8.GetBytes(Convert.ToBase64String(plain)),
            Encoding.UTF8.GetBytes(Convert.ToHexString(plain)),
            Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret)),
        ];
        Assert.All(forms, form => Assert.True(content.AsSpan().IndexOf(form) < 0, $"The password is in {where}."));
    }

    // The product has these files open for writing.
    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var copy = new MemoryStream();
        await file.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }
}
