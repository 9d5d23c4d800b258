using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>Between two mails: the frame keeps its place, lets go of what was left, and is there for the next; a row that is pressed is asked for once.</summary>
public sealed class FrameRestScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const string FrameWidth = "() => document.querySelector('.thread > li > article .message-frame:not(.behind) iframe').offsetWidth";

    /// <summary>Notes what of it is asked over the circuit.</summary>
    private const string NoteAsked = """
        () => {
          window.asked = [];
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (data) {
            const text = typeof data === 'string' ? data : new TextDecoder('latin1').decode(data);
            if (text.includes('Expect')) window.asked.push(text);
            return send.call(this, data);
          };
        }
        """;

    private const string Press = """
        ([subject, kind, keys, where]) => {
          const row = [...document.querySelectorAll('.message-row[data-uid]')].find(row => row.textContent.includes(subject));
          (where ? row.querySelector(where) : row.querySelector('.row-link')).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0, pointerType: kind, shiftKey: keys === 'shift' }));
        }
        """;

    [Fact]
    public async Task A_mail_that_is_left_leaves_the_frame_which_keeps_its_width_for_the_next_one()
    {
        var (webmail, user) = await UserWithAsync();
        foreach (string name in new[] { "First", "Second" }) await webmail.Dovecot.DeliverAsync(user, Message(name, Part.Html($"<table bgcolor=\"#eeeeee\"><tr><td>{name} letter</td></tr></table>")), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("First");
        await Expect(mail.MessageFrame.GetByText("First letter")).ToBeVisibleAsync();
        int width = await mail.Page.EvaluateAsync<int>(FrameWidth);

        await mail.Page.RunAndWaitForRequestAsync(
            async () =>
            {
                await mail.Page.Keyboard.PressAsync("Escape");
                await Expect(mail.Reading.Locator(".reading.away")).ToHaveCountAsync(1);
                Assert.Equal(width, await mail.Page.EvaluateAsync<int>(FrameWidth));
            },
            request => request.Url.EndsWith("/frame/empty", StringComparison.Ordinal));
        await Expect(mail.Reading.Locator(".message-frame:not(.behind) iframe").First).ToBeHiddenAsync();
        await Expect(mail.MessageFrame.Locator("table")).ToHaveCountAsync(0);

        await mail.OpenAsync("Second");
        await Expect(mail.MessageFrame.GetByText("Second letter")).ToBeVisibleAsync();
        Assert.Equal(width, await mail.Page.EvaluateAsync<int>(FrameWidth));
    }

    [Fact]
    public async Task A_press_of_the_mouse_asks_for_its_message_and_a_finger_or_a_press_that_picks_does_not()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("First", Part.Text("Words")), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.Page.EvaluateAsync(NoteAsked);
        string[][] presses = [["First", "touch", "", ""], ["First", "mouse", "shift", ""], ["First", "mouse", "", ".pick"], ["First", "mouse", "", ""]];
        foreach (string[] press in presses) await mail.Page.EvaluateAsync(Press, press);
        await mail.Page.WaitForFunctionAsync("() => window.asked.length > 0");
        Assert.Equal(1, await mail.Page.EvaluateAsync<int>("() => window.asked.length"));
    }

    private static byte[] Message(string subject, Part body) => new MessageDraft { From = Person.Marcus, To = [Person.Noor], Subject = subject, Date = Newest, MessageId = $"{subject}@tidewater.test", Body = body }.ToBytes();
}
