using System.Security.Cryptography;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit;
using Webmail.TestKit.Mailboxes;
using Webmail.TestKit.Servers;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>Big and rich messages from the browser to the receiver's mailbox, read there by another parser and compared part by part.</summary>
public sealed class BigMailScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private static readonly TimeSpan Delivery = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Twenty_five_megabytes_survive_a_cut_a_reload_and_being_taken_back_and_arrive_as_they_were()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        string other = webmail.Dovecot.NewUser("marcus");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        using var folder = new PrivateFolder();
        const int size = 25_000_000;
        string sum = await FileAsync(folder.PathOf("Pläne für März.bin"), size);
        var online = false;
        await mail.Page.RouteAsync("**/files/*?offset=*", route =>
            online || Offset(route.Request.Url) < size / 2 ? route.ContinueAsync() : route.AbortAsync());
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync(other, "Große Pläne", "Here they are: “all” of them.");
        await mail.Page.Locator(".compose-window input[type=file]").SetInputFilesAsync(folder.PathOf("Pläne für März.bin"));
        await Expect(compose.Files).ToContainTextAsync("waiting for the connection", Patiently);
        await compose.SavedAsync();

        online = true;
        await mail.Page.ReloadAsync();
        await Expect(compose.Files).ToContainTextAsync("25 MB", Patiently);
        await Expect(compose.Files.Locator("[role=progressbar]")).ToBeHiddenAsync(new LocatorAssertionsToBeHiddenOptions { Timeout = (float)Delivery.TotalMilliseconds });
        await compose.SavedAsync();
        await compose.SendAsync();
        await compose.Toast.Locator("[data-toast=undo]").ClickAsync();
        await Expect(compose.Subject).ToHaveValueAsync("Große Pläne");
        await compose.SendAsync();

        IndependentMail received = await ReceivedAsync(webmail, other);
        Assert.Empty(received.Defects);
        Assert.Equal("Große Pläne", received.Headers["subject"]);
        Assert.Contains("Here they are: “all” of them.", received.Text("text/html").Text, StringComparison.Ordinal);
        Assert.Contains("Here they are: “all” of them.", received.Text("text/plain").Text, StringComparison.Ordinal);
        Assert.Equal((size, sum), (received.File("Pläne für März.bin").Size, received.File("Pläne für März.bin").Sha256));
        Assert.DoesNotContain(received.Headers.Keys, name => name.StartsWith("x-webmail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_of_fifty_megabytes_is_forwarded_whole()
    {
        var (webmail, user) = await UserWithAsync();
        string other = webmail.Dovecot.NewUser("marcus");
        byte[] big = RandomNumberGenerator.GetBytes(36_000_000);
        byte[] original = new MessageDraft
        {
            From = Person.Marcus, To = [Person.Noor], Subject = "Survey", Date = Newest, MessageId = "survey@test",
            Body = Part.Multipart("mixed", "b1", Part.Text("The whole survey."), Part.Attachment("survey.tiff", "image/tiff", big)),
        }.ToBytes();
        await webmail.Dovecot.DeliverAsync(user, original, Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Survey");
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page, "f");
        await Expect(compose.Files).ToContainTextAsync("survey.tiff", Patiently);
        await compose.To.FillAsync(other);
        await compose.To.PressAsync("Enter");
        await compose.SavedAsync();
        await compose.SendAsync();

        IndependentMail received = await ReceivedAsync(webmail, other);
        Assert.Equal("Fwd: Survey", received.Headers["subject"]);
        Assert.Contains("The whole survey.", received.Text("text/html").Text, StringComparison.Ordinal);
        Assert.Equal((big.Length, Convert.ToHexStringLower(SHA256.HashData(big))), (received.File("survey.tiff").Size, received.File("survey.tiff").Sha256));
    }

    [Fact]
    public async Task Pictures_of_the_quoted_text_go_along_when_all_are_answered()
    {
        var (webmail, user) = await UserWithAsync();
        string other = webmail.Dovecot.NewUser("marcus");
        byte[] chart = Pictures.Chart(300, 100, [20, 50, 80]);
        byte[] original = new MessageDraft
        {
            From = new Person("Marcus", other), To = [Person.Noor], Subject = "Charts", Date = Newest, MessageId = "charts@test",
            Body = Part.Multipart("related", "b1", Part.Html("<p>Look:</p><p><img src=\"cid:chart@test\" alt=\"Chart\" width=300></p>"), Part.Inline("chart@test", "chart.png", "image/png", chart)),
        }.ToBytes();
        await webmail.Dovecot.DeliverAsync(user, original, Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Charts");
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page, "a");
        await mail.Page.Locator("[data-do=quote]").ClickAsync();
        await Expect(compose.Text.Locator("img")).ToHaveCountAsync(1);
        await compose.Text.ClickAsync();
        await mail.Page.Keyboard.PressAsync("Control+Home");
        await mail.Page.Keyboard.TypeAsync("I see them.");
        await compose.SavedAsync();
        await compose.SendAsync();

        IndependentMail received = await ReceivedAsync(webmail, other);
        Assert.Empty(received.Defects);
        IndependentPart picture = Assert.Single(received.Parts, part => part.Type == "image/png");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(chart)), picture.Sha256);
        Assert.Contains($"cid:{picture.ContentId!.Trim('<', '>')}", received.Text("text/html").Text, StringComparison.Ordinal);
        Assert.Contains("I see them.", received.Text("text/plain").Text, StringComparison.Ordinal);
        Assert.Equal("<charts@test>", received.Headers["in-reply-to"]);
    }

    [Fact]
    public async Task What_is_planned_for_later_goes_at_its_time()
    {
        RunningWebmail webmail = await Host.StartedAsync(Ct);
        string user = webmail.Dovecot.NewUser("noor"), other = webmail.Dovecot.NewUser("marcus");
        using var writer = new Writer(webmail.Address);
        await writer.SignInAsync(user, webmail.Dovecot.Password, Ct);
        DateTimeOffset at = TimeProvider.System.GetUtcNow().AddSeconds(6);

        await writer.SendAsync(Guid.NewGuid(), other, "Later", at, Ct);

        (_, string subject, string state) = Assert.Single(await writer.OutboxAsync(Ct));
        Assert.Equal(("Later", "queued"), (subject, state));
        Assert.Empty(Files(webmail, other));
        await ReceivedAsync(webmail, other);
        Assert.InRange(TimeProvider.System.GetUtcNow(), at, at + Delivery);
    }

    private static LocatorAssertionsToContainTextOptions Patiently => new() { Timeout = 60_000 };


    private static long Offset(string url) => long.Parse(new Uri(url).Query["?offset=".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Files(RunningWebmail webmail, string user)
    {
        string maildir = webmail.Dovecot.MaildirOf(user);
        return [.. new[] { "new", "cur" }.Select(part => Path.Combine(maildir, part)).Where(Directory.Exists).SelectMany(Directory.GetFiles)];
    }

    private static async Task<IndependentMail> ReceivedAsync(RunningWebmail webmail, string user)
    {
        try
        {
            await Eventually.TrueAsync(() => Files(webmail, user).Length == 1, "it arrives", Ct, Delivery);
        }
        catch (TimeoutException)
        {
            string[] said = [.. (await File.ReadAllLinesAsync(webmail.LogFile, Ct)).Where(line => line.Contains("Outbox", StringComparison.Ordinal)).TakeLast(10)];
            Assert.Fail($"It does not arrive. The product said:\n{string.Join('\n', said)}");
        }

        return await IndependentReader.ReadAsync(Files(webmail, user)[0], Ct);
    }

    /// <returns>The SHA-256 of what was written.</returns>
    private static async Task<string> FileAsync(string path, int size)
    {
        byte[] content = RandomNumberGenerator.GetBytes(size);
        await File.WriteAllBytesAsync(path, content, Ct);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
