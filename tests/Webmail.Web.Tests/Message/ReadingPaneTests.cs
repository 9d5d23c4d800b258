using Bunit;
using Microsoft.AspNetCore.Components;
using Webmail.Html.TextConversion;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Protocols.Imap;
using Webmail.Web.Components.Message;
using Webmail.Web.Endpoints;
using Webmail.Web.Tests.Endpoints;

namespace Webmail.Web.Tests.Message;

public sealed class ReadingPaneTests : IAsyncDisposable
{
    private readonly MessageContext _ctx = new();

    private static MessageRow Row => new()
    {
        Uid = TestReader.Reference.Uid,
        Flags = FlagSet.Empty,
        People = [new Correspondent("Ines Okafor", "ines.okafor@tidewater.test")],
        Subject = "From the list",
        Received = new DateTimeOffset(2026, 11, 24, 9, 42, 0, TimeSpan.Zero),
        Size = 10,
    };

    public ValueTask DisposeAsync() => _ctx.DisposeAsync();

    [Fact]
    public void Nothing_chosen_says_so_and_offers_no_actions()
    {
        var pane = _ctx.Render<ReadingPane>(p => p.Add(x => x.Account, _ctx.Account).Add(x => x.Folder, MailboxName.Inbox));
        Assert.Equal("No message open", pane.Find(".empty-state h2").TextContent);
        Assert.Empty(pane.FindAll("[aria-label=Archive]"));
    }

    [Fact]
    public void The_head_stands_from_the_row_before_the_message_is_there()
    {
        _ctx.Reader.Holds = new TaskCompletionSource();
        var pane = _ctx.Pane(p => p.Add(x => x.Row, Row));
        Assert.Equal("From the list", pane.Find("h1").TextContent);
        Assert.Equal("Ines Okafor", pane.Find(".from b").TextContent);
        Assert.NotEmpty(pane.FindAll(".message-skeleton"));
    }

    [Fact]
    public void Without_a_row_the_whole_message_is_a_skeleton()
    {
        _ctx.Reader.Holds = new TaskCompletionSource();
        var pane = _ctx.Pane();
        Assert.NotEmpty(pane.FindAll(".message-skeleton .title"));
        Assert.True(pane.Find(".reading").ClassList.Contains("away"));
    }

    [Fact]
    public void A_plain_message_is_text_in_the_page_and_the_frame_waits()
    {
        _ctx.Reader.Plain = "Noor,\n\nsee https://tidewater.test/plan.";
        var pane = _ctx.Pane();
        Assert.Equal("Noor,", pane.Find(".message-body p").TextContent);
        Assert.Equal("https://tidewater.test/plan", pane.Find(".message-body a").GetAttribute("href"));
        Assert.False(pane.Find("mail-frame").HasAttribute("src"));
    }

    [Fact]
    public void A_long_text_begins_before_it_is_all_there_and_goes_on_where_the_reader_is()
    {
        string Lines(int count) => string.Join("\n\n", Enumerable.Range(1, count).Select(line => $"Line {line}"));
        var rest = new TaskCompletionSource();
        _ctx.Reader.PlainWaitsFor = rest.Task;
        _ctx.Reader.Beginning = new PlainBody(PlainText.Read(Lines(300), new PlainTextOptions()), Truncated: false) { IsBeginning = true };
        _ctx.Reader.Plain = Lines(4_000);
        var pane = _ctx.Pane();
        Assert.Equal("Line 1", pane.Find(".message-body p").TextContent);
        pane.Find("more-text button").Click();
        var shown = pane.FindAll(".message-body p").Count;
        rest.SetResult();
        pane.WaitForAssertion(() => Assert.Contains(pane.FindAll("more-text button"), _ => true));
        pane.WaitForAssertion(() => Assert.True(pane.FindAll(".message-body p").Count >= shown));
        pane.Find("more-text button").Click();
        Assert.True(pane.FindAll(".message-body p").Count > 300);
    }

    [Fact]
    public void Html_goes_to_the_frame_by_a_signed_link_and_never_into_the_page()
    {
        _ctx.Reader.Message = TestReader.Make(html: "1.2", plain: "1.1");
        _ctx.Reader.Html = "<b id=mail>never here</b>";
        var pane = _ctx.Pane();
        var source = pane.Find("mail-frame").GetAttribute("src")!;
        var link = _ctx.Links.Read(LinkPurpose.Frame, source["/frame/".Length..]);
        Assert.Equal(("1.2", _ctx.Session), (link?.Section, link?.SessionId));
        Assert.DoesNotContain("never here", pane.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_render_does_not_change_the_frames_link()
    {
        _ctx.Reader.Message = TestReader.Make(html: "1");
        var pane = _ctx.Pane();
        var before = pane.Find("mail-frame").GetAttribute("src");
        pane.Render(p => p.Add(x => x.Position, "2 of 9"));
        Assert.Equal(before, pane.Find("mail-frame").GetAttribute("src"));
    }

    [Fact]
    public void Inline_parts_that_the_html_does_not_show_are_listed_in_the_end()
    {
        _ctx.Reader.Message = TestReader.Make(html: "1.1");
        _ctx.Reader.AllAttachments = [MessageContext.File("unshown.png")];
        Assert.Equal("unshown", _ctx.Pane().Find(".attachment-tile .name").TextContent);
    }

    [Fact]
    public void A_hostile_subject_and_name_stay_text()
    {
        _ctx.Reader.Message = TestReader.Make() with
        {
            Subject = "<img src=x onerror=alert(1)>",
            From = [new Correspondent("<script>alert(2)</script>", "\"><b>@evil.test")],
        };
        var pane = _ctx.Pane();
        Assert.Equal("<img src=x onerror=alert(1)>", pane.Find("h1").TextContent);
        Assert.Empty(pane.FindAll("img"));
        Assert.Empty(pane.FindAll("script"));
        Assert.Equal("<script>alert(2)</script>", pane.Find(".from b").TextContent);
    }

    [Fact]
    public void Gone_takes_the_messages_place()
    {
        _ctx.Reader.Fails = new MailUnavailableException(MailFailure.Gone, "");
        var pane = _ctx.Pane(p => p.Add(x => x.Row, Row));
        Assert.Equal("This message is no longer here", pane.Find(".empty-state h2").TextContent);
        Assert.True(pane.Find(".reading").ClassList.Contains("away"));
    }

    [Fact]
    public void The_servers_words_are_told_and_trying_again_works()
    {
        _ctx.Reader.Fails = new MailUnavailableException(MailFailure.Refused, "Mailbox is locked <b>");
        var pane = _ctx.Pane();
        Assert.Equal("The mail server said: Mailbox is locked <b>", pane.Find(".empty-state p").TextContent);
        _ctx.Reader.Fails = null;
        pane.Find(".empty-state button").Click();
        Assert.Empty(pane.FindAll(".empty-state"));
        Assert.Equal("Hello", pane.Find(".message-body p").TextContent);
    }

    [Fact]
    public async Task Offline_opens_by_itself_when_the_connection_is_back()
    {
        _ctx.Reader.Fails = new MailUnavailableException(MailFailure.Offline, "");
        var pane = _ctx.Pane();
        Assert.Equal("Waiting for the mail server", pane.Find(".empty-state h2").TextContent);
        _ctx.Reader.Fails = null;
        await _ctx.Account.ComeBackAsync();
        Assert.Equal("Hello", pane.Find(".message-body p").TextContent);
    }

    [Fact]
    public void A_message_left_before_it_came_never_shows()
    {
        _ctx.Reader.Holds = new TaskCompletionSource();
        var pane = _ctx.Pane();
        pane.Render(p => p.Add(x => x.Uid, null));
        _ctx.Reader.Holds.SetResult();
        Assert.Equal("No message open", pane.Find(".empty-state h2").TextContent);
    }

    [Fact]
    public void Being_on_show_is_told_and_neighbours_are_warmed()
    {
        List<Uid> shown = [];
        _ctx.Pane(p => p.Add(x => x.OnShown, EventCallback.Factory.Create<Uid>(this, shown.Add)).Add(x => x.Neighbours, [new Uid(43), new Uid(41)]));
        Assert.Equal([TestReader.Reference.Uid], shown);
        Assert.Equal([new Uid(43), new Uid(41)], _ctx.Reader.Warmed);
    }

    [Fact]
    public void The_flags_of_the_row_are_the_live_ones()
    {
        var pane = _ctx.Pane(p => p.Add(x => x.Row, Row with { Flags = FlagSet.Of(Flag.Seen, Flag.Flagged) }));
        Assert.Equal("true", pane.Find(".flag").GetAttribute("aria-pressed"));
        Assert.NotEmpty(pane.FindAll("[aria-label='Mark unread']"));
    }

    [Fact]
    public void Buttons_raise_what_is_wanted()
    {
        List<string> told = [];
        var pane = _ctx.Pane(p => p
            .Add(x => x.OnArchive, () => told.Add("archive")).Add(x => x.OnDelete, () => told.Add("delete"))
            .Add(x => x.OnFlag, on => told.Add($"flag {on}")).Add(x => x.OnRead, on => told.Add($"read {on}"))
            .Add(x => x.OnNext, () => told.Add("next")).Add(x => x.HasNext, true));
        foreach (var label in (string[])["Archive", "Delete", "Flag", "Mark read", "Older message"]) pane.Find($"[aria-label='{label}']").Click();
        Assert.Equal(["archive", "delete", "flag True", "read True", "next"], told);
        Assert.True(pane.Find("[aria-label='Newer message']").HasAttribute("disabled"));
    }

    [Fact]
    public void No_element_has_a_style_attribute()
    {
        _ctx.Reader.Message = TestReader.Make(attachments: MessageContext.File("plan.pdf"));
        var pane = _ctx.Pane(p => p.Add(x => x.Row, Row));
        pane.Find("[aria-expanded]").Click();
        Assert.Empty(pane.FindAll("[style]"));
    }
}
