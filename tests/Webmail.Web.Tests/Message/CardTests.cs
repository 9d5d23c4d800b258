using System.Text;
using Bunit;
using Webmail.Mail.Relations;
using Webmail.Mail.Trust;
using Webmail.Web.Components.Message;
using Webmail.Web.Tests.Endpoints;

namespace Webmail.Web.Tests.Message;

/// <summary>Senders, lists and invitations as a reader sees them.</summary>
public sealed class CardTests : IAsyncDisposable
{
    private readonly MessageContext _ctx = new();

    public ValueTask DisposeAsync() => _ctx.DisposeAsync();

    private static SenderTrust Trust(TrustVerdict verdict) =>
        new() { Verdict = verdict, FromDomain = "bank.example", CheckedBy = "mx.tidewater.test", Checks = [new TrustCheck("dmarc", "pass", "bank.example")], Warnings = [] };

    private IRenderedComponent<MessageItem> Item() => _ctx.Render<MessageItem>(p => p
        .Add(x => x.Head, MessageHead.Of(TestReader.Make())).Add(x => x.Message, TestReader.Make()).Add(x => x.Account, _ctx.Account).Add(x => x.Links, _ctx.MessageLinks()));

    private IRenderedComponent<InviteCard> Invitation(string calendar, TimeZoneInfo? zone = null)
    {
        _ctx.Reader.Parts["2"] = (Encoding.UTF8.GetBytes(calendar.ReplaceLineEndings("\r\n")), "invite.ics");
        var card = _ctx.Render<InviteCard>(p => p.Add(x => x.Account, _ctx.Account).Add(x => x.Message, TestReader.Make() with { InvitationSection = "2" }).Add(x => x.Href, "/download/x").Add(x => x.Zone, zone ?? TimeZoneInfo.Utc));
        card.WaitForElement("a");
        return card;
    }

    [Theory]
    [InlineData(TrustVerdict.Verified, "Verified", "auth-badge")]
    [InlineData(TrustVerdict.Partly, "Partly verified", "auth-badge warn")]
    [InlineData(TrustVerdict.NotVerified, "Not verified", "auth-badge bad")]
    public void The_verdict_is_a_word_and_its_details_are_a_click_away(TrustVerdict verdict, string word, string look)
    {
        _ctx.Trust.Says = Trust(verdict);
        var item = Item();
        var badge = item.Find(".auth-badge");
        Assert.Equal((word, look), (badge.TextContent, badge.ClassName));
        badge.Click();
        Assert.Contains("DMARC pass for bank.example", item.Find(".facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sender_that_nobody_checked_has_no_badge() => Assert.Empty(Item().FindAll(".auth-badge"));

    [Fact]
    public void A_failed_check_warns_above_the_text()
    {
        _ctx.Trust.Says = Trust(TrustVerdict.NotVerified);
        Assert.Contains("claims to come from bank.example", Item().Find(".banner[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_sender_and_a_borrowed_name_are_told()
    {
        _ctx.Account.Related.History = new SenderHistory(IsFirst: true, "ines@known.test");
        var item = Item();
        Assert.Contains("First message from this address", item.Markup, StringComparison.Ordinal);
        Assert.Contains("You know somebody of this name as ines@known.test", item.Find(".banner").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_a_list_asks_first_and_posts_once()
    {
        var way = new UnsubscribeWay(UnsubscribeKind.OneClick, new Uri("https://list.example/u/1"));
        _ctx.Trust.Says = Trust(TrustVerdict.Verified) with { List = new MailingList("Harbour news", way) };
        var item = Item();
        Assert.Contains("sent to the list Harbour news", item.Markup, StringComparison.Ordinal);
        item.Find(".chip").Click();
        Assert.Empty(_ctx.Unsubscriber.Left);
        item.Find(".banner .btn").Click();
        Assert.Equal(way, Assert.Single(_ctx.Unsubscriber.Left));
        Assert.Contains("list.example was told", item.Find(".banner").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_to_leave_a_list_is_a_link_with_a_warning_and_nothing_is_posted()
    {
        var way = new UnsubscribeWay(UnsubscribeKind.Page, new Uri("https://bücher.example/u/1"));
        _ctx.Trust.Says = Trust(TrustVerdict.Verified) with { List = new MailingList("", way) };
        var item = Item();
        item.Find(".chip").Click();
        var link = item.Find(".banner a");
        Assert.Equal(("_blank", "noopener noreferrer"), (link.GetAttribute("target"), link.GetAttribute("rel")));
        Assert.Contains("xn--bcher-kva.example", item.Find(".banner").TextContent, StringComparison.Ordinal);
        Assert.Empty(_ctx.Unsubscriber.Left);
    }

    [Fact]
    public void An_invitation_says_when_here_and_there_where_who_and_how_often()
    {
        var card = Invitation("""
            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            SUMMARY:Harbour pilot review
            DTSTART;TZID=Asia/Tokyo:20261126T220000
            DTEND;TZID=Asia/Tokyo:20261126T233000
            RRULE:FREQ=MONTHLY;BYDAY=-1TH;COUNT=3
            LOCATION:Harbour office
            ORGANIZER;CN=Ines Okafor:mailto:ines@tidewater.test
            ATTENDEE;CN=Aiko;PARTSTAT=ACCEPTED:mailto:aiko@tidewater.test
            END:VEVENT
            END:VCALENDAR
            """, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var text = card.Find(".what").TextContent;
        Assert.Contains("26 Nov 2026, 14:00 to 15:30, your time", text, StringComparison.Ordinal);
        Assert.Contains("22:00 to 23:30 in Tokyo", text, StringComparison.Ordinal);
        Assert.Contains("Every month on the last Thursday, 3 times", text, StringComparison.Ordinal);
        Assert.Contains("Organised by Ines Okafor", text, StringComparison.Ordinal);
        Assert.Equal("Aiko accepted", card.Find(".guests li").TextContent);
        Assert.Equal("/download/x", card.Find("footer a").GetAttribute("href"));
    }

    [Fact]
    public void A_cancelled_event_and_all_of_its_words_are_text()
    {
        const string payload = "<img src=x onerror=alert(1)>";
        var card = Invitation($"BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:{payload}\nLOCATION:{payload}\nCOMMENT:{payload}\nDTSTART;VALUE=DATE:20261126\nORGANIZER;CN=\"{payload}\":mailto:x\nATTENDEE;CN=\"{payload}\":mailto:y\nEND:VEVENT\nEND:VCALENDAR");
        Assert.Empty(card.FindAll("img"));
        Assert.Equal("Cancelled", card.Find(".badge.bad").TextContent);
        Assert.Equal(5, card.Find(".what").TextContent.Split(payload).Length - 1);
        Assert.Contains("26 Nov 2026, all day", card.Find(".what").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_calendar_stays_a_download() => Assert.Contains("could not be read", Invitation("nothing").Find(".banner").TextContent, StringComparison.Ordinal);
}
