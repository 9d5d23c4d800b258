using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.Html.Tests;
using Webmail.Html.Tests.Browser;
using Webmail.TestKit;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>The frame is as high as its mail and no higher, grows only downwards and in few steps, and fits every width.</summary>
public sealed class FrameShapeScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const int LatePictures = 4;
    private const int Newsletters = 6;

    /// <summary>Notes every height that the open message's frame is given while it can be seen, and whether it went out of sight again.</summary>
    private const string NoteHeights = """
        () => {
          const paper = document.querySelector('.thread > li > article .message-frame:not(.behind)');
          window.heights = [];
          window.hidden = 0;
          new MutationObserver(records => {
            for (const { target, oldValue, attributeName } of records)
              if (attributeName === 'class' && paper.classList.contains('waiting') && window.heights.length && !oldValue.includes('waiting')) window.hidden++;
            const height = parseFloat(paper.firstElementChild.style.height);
            if (!paper.classList.contains('waiting') && height !== window.heights.at(-1)) window.heights.push(height);
          }).observe(paper, { subtree: true, attributes: true, attributeOldValue: true, attributeFilter: ['style', 'class'] });
        }
        """;

    /// <summary>What is wrong with the shape of what is shown: nothing, in a good one.</summary>
    private const string Faults = """
        () => {
          const faults = [];
          if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
          if (document.documentElement.scrollHeight > innerHeight) faults.push('the page scrolls beside the pane');
          const pane = document.querySelector('read-scroll');
          if (pane.scrollWidth > pane.clientWidth + 1) faults.push('the pane scrolls sideways');
          return faults.join(', ');
        }
        """;

    private const string FaultsInside = """
        () => {
          const page = document.querySelector('.webmail-page').getBoundingClientRect();
          const faults = [];
          if (page.bottom > innerHeight + 1) faults.push(`cut off: ${page.bottom} of ${innerHeight}`);
          if (innerHeight > page.bottom + 40) faults.push(`empty below: ${page.bottom} of ${innerHeight}`);
          if (innerWidth - document.documentElement.clientWidth > 1) faults.push('a scrollbar down the side');
          return faults.join(', ');
        }
        """;

    [Fact]
    public async Task Late_pictures_let_the_frame_grow_once_each_and_never_shrink()
    {
        var (webmail, user) = await UserWithAsync();
        string pictures = string.Concat(Enumerable.Range(0, LatePictures).Select(number => $"<p>Picture {number}</p><img src=\"cid:late{number}@test\" alt=\"Chart {number}\">"));
        Part[] parts = [Part.Html(pictures + "<p>The end</p>"), .. Enumerable.Range(0, LatePictures).Select(number => Part.Inline($"late{number}@test", $"late{number}.png", "image/png", Pictures.Chart(300 + number, 100 + 20 * number, [10, 60, 90])))];
        await webmail.Dovecot.DeliverAsync(user, Message("Pictures", Part.Multipart("related", "b1", parts)), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.Page.EvaluateAsync(NoteHeights);
        await mail.OpenAsync("Pictures");
        await Expect(mail.MessageFrame.Locator("img").Last).ToHaveJSPropertyAsync("complete", true);
        await mail.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        double[] heights = await mail.Page.EvaluateAsync<double[]>("() => window.heights");
        Assert.NotEmpty(heights);
        Assert.Equal(heights.Order(), heights);
        Assert.InRange(heights.Length, 1, LatePictures + 1);
        Assert.Equal(0, await mail.Page.EvaluateAsync<int>("() => window.hidden"));
    }

    [Theory]
    [InlineData(1440, 900, 1)]
    [InlineData(390, 844, 1)]
    [InlineData(320, 256, 4)]
    public async Task Newsletters_have_one_scrollbar_and_are_whole_at_every_width(int width, int height, int scale)
    {
        var (webmail, user) = await UserWithAsync();
        string[] mails = [HtmlCorpus.Newsletter, .. Newsletter.Generate(Newsletters, seed: 7)];
        for (int number = 0; number < mails.Length; number++) await webmail.Dovecot.DeliverAsync(user, Message($"Issue {number}.", Part.Html(mails[number])), Ct);
        await using BrowserSession session = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, DeviceScaleFactor = scale });
        MailScreen mail = await (await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password)).ReadyAsync();
        for (int number = mails.Length - 1; number >= 0; number--)
        {
            if (number == mails.Length - 1 || width > 760) await mail.OpenAsync($"Issue {number}.");
            else await mail.Page.Keyboard.PressAsync("j");
            await Expect(mail.Reading.Locator(".thread-head h1")).ToHaveTextAsync($"Issue {number}.");
            ILocator root = mail.MessageFrame.Locator("html:not(.reading)");
            await Expect(mail.Reading.Locator("mail-frame:not([idle]) .message-frame:not(.waiting, .behind)")).ToBeVisibleAsync();
            await Expect(root.Locator(".mail-root")).ToBeAttachedAsync();
            Assert.Equal("", await mail.Page.EvaluateAsync<string>(Faults));
            await Eventually.TrueAsync(async _ => await root.EvaluateAsync<string>(FaultsInside) is "", $"issue {number} is as high as its frame", Ct);
            await Screenshots.SaveAsync(mail.Page, $"newsletter-{width}-{number}");
        }
    }

    [Fact]
    public async Task Words_twice_as_large_wrap_and_nothing_is_cut_off()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Large words", Part.Html("<p>" + string.Concat(Enumerable.Repeat("Words that wrap at any size. ", 60)) + "</p>")), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Large words");
        ILocator root = mail.MessageFrame.Locator("html:not(.reading)");
        await Expect(root.GetByText("Words that wrap")).ToBeVisibleAsync();
        double before = await root.EvaluateAsync<double>("root => innerHeight");
        // What a browser set to large text does.
        foreach (ILocator document in (ILocator[])[mail.Page.Locator("html"), root]) await document.EvaluateAsync("root => root.style.fontSize = '32px'");
        await Eventually.TrueAsync(async _ => await root.EvaluateAsync<double>("root => innerHeight") > before * 1.8, "the frame grew with its words", Ct);
        Assert.Equal("", await mail.Page.EvaluateAsync<string>(Faults));
        await Eventually.TrueAsync(async _ => await root.EvaluateAsync<string>(FaultsInside) is "", "it is as high as its frame", Ct);
        await Screenshots.SaveAsync(mail.Page, "text-200-percent");
    }

    [Fact]
    public async Task Find_in_page_finds_the_words_of_the_mail()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Find", Part.Html(string.Concat(Enumerable.Range(1, 200).Select(line => $"<p>Line {line}</p>")) + "<p>The needle is here</p>")), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Find");
        ILocator root = mail.MessageFrame.Locator("html:not(.reading)");
        await Expect(root.GetByText("The needle")).ToBeVisibleAsync();
        Assert.True(await root.EvaluateAsync<bool>("root => find('needle is')"));
        Assert.Equal("needle is", await root.EvaluateAsync<string>("root => getSelection().toString()"));
        await Eventually.TrueAsync(async _ => await mail.Reading.Locator("read-scroll").EvaluateAsync<double>("pane => pane.scrollTop") > 3000, "the pane scrolled to what was found", Ct);
    }

    private static byte[] Message(string subject, Part body) => new MessageDraft
    {
        From = Person.Marcus,
        To = [Person.Noor],
        Subject = subject,
        Date = Newest,
        MessageId = $"{Guid.NewGuid():N}@test",
        Body = body,
    }.ToBytes();
}
