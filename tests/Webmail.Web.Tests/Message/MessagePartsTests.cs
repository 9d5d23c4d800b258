using Bunit;
using Webmail.Html.TextConversion;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Web.Components.Message;
using Webmail.Web.Tests.Endpoints;

namespace Webmail.Web.Tests.Message;

public sealed class MessagePartsTests : IAsyncDisposable
{
    private readonly MessageContext _ctx = new();

    public ValueTask DisposeAsync() => _ctx.DisposeAsync();

    [Fact]
    public void The_recipient_line_is_short_and_calls_the_reader_me()
    {
        var line = _ctx.Render<RecipientLine>(p => p.Add(x => x.Head, MessageHead.Of(TestReader.Make())).Add(x => x.Own, "noor@tidewater.test"));
        Assert.Equal(["to me, Marcus", "cc harbour-office"], line.FindAll("bdi").Select(part => part.TextContent));
    }

    [Fact]
    public void Many_recipients_are_counted()
    {
        var to = Enumerable.Range(1, 60_000).Select(i => new Correspondent("", $"p{i}@tidewater.test")).ToList();
        var line = _ctx.Render<RecipientLine>(p => p.Add(x => x.Head, MessageHead.Of(TestReader.Make() with { To = to, Cc = [] })));
        Assert.Equal("to p1, p2, p3, p4, p5, +59995", line.Find("bdi").TextContent);
    }

    [Fact]
    public void Details_hold_every_address_and_mark_replies_that_go_elsewhere()
    {
        var message = TestReader.Make() with { ReplyTo = [new Correspondent("", "someone@else.test")], Date = new DateTimeOffset(2026, 11, 24, 10, 40, 0, TimeSpan.FromHours(1)) };
        var details = _ctx.Render<MessageDetails>(p => p.Add(x => x.Message, message));
        Assert.Contains("marcus@tidewater.test", details.Markup, StringComparison.Ordinal);
        Assert.Equal("differs", details.Find(".badge.warn").TextContent);
        Assert.Contains("+01:00", details.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_in_details_grows_on_request()
    {
        var people = Enumerable.Range(1, 50).Select(i => new Correspondent("", $"p{i}@tidewater.test")).ToList();
        var fact = _ctx.Render<MessageFact>(p => p.Add(x => x.Name, "To").Add(x => x.People, people));
        Assert.Equal(20, fact.FindAll(".person").Count);
        fact.Find("button").Click();
        Assert.Equal(50, fact.FindAll(".person").Count);
    }

    [Fact]
    public void A_tile_keeps_the_ending_apart_so_that_it_is_always_seen()
    {
        var tile = _ctx.Render<AttachmentTile>(p => p.Add(x => x.Part, MessageContext.File("invoice.pdf.exe", 2_516_582)).Add(x => x.Href, "/download/x"));
        Assert.Equal(".exe", tile.Find(".ending").TextContent);
        Assert.Equal("invoice.pdf", tile.Find(".name").TextContent);
        Assert.Equal("EXE file, 2.4 MB", tile.Find("small").TextContent);
        Assert.Equal("/download/x", tile.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void A_name_made_of_markup_stays_text()
    {
        var tile = _ctx.Render<AttachmentTile>(p => p.Add(x => x.Part, MessageContext.File("\"><img src=x onerror=alert(1)>.png")).Add(x => x.Href, "/download/x"));
        Assert.Empty(tile.FindAll("img"));
    }

    [Fact]
    public void The_strip_sums_up_and_shows_a_page_at_a_time()
    {
        var parts = Enumerable.Range(1, 200).Select(i => MessageContext.File($"f{i}.pdf", 1024, $"{i}")).ToList();
        var strip = _ctx.Render<AttachmentStrip>(p => p.Add(x => x.Parts, parts).Add(x => x.Links, _ctx.MessageLinks()).Add(x => x.Account, _ctx.Account).Add(x => x.Message, TestReader.Reference));
        Assert.Equal("200 files, 200 KB", strip.Find(".row span").TextContent);
        Assert.Equal(60, strip.FindAll(".attachment-tile").Count);
        strip.Find("more-text button").Click();
        Assert.Equal(120, strip.FindAll(".attachment-tile").Count);
    }

    [Fact]
    public void Trailing_quotes_fold_behind_a_button()
    {
        var body = Body("Yes, Thursday.\n\nOn Monday, Ines wrote:\n> Shall we move it?\n> Thursday is fine,\n> Friday too.\n> Ines\n");
        Assert.DoesNotContain("Shall we", body.Markup, StringComparison.Ordinal);
        body.Find(".quote-toggle").Click();
        Assert.Equal("true", body.Find(".quote-toggle").GetAttribute("aria-expanded"));
        Assert.Contains("Shall we move it?", body.Find(".quoted.q-1").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_signature_is_shown_muted()
    {
        var body = Body("Hello\n\n-- \nInes Okafor\nHarbour office\n");
        Assert.Contains("Harbour office", body.Find(".sig").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_open_elsewhere_without_a_way_back()
    {
        var link = Body("Go to https://tidewater.test now").Find("a");
        Assert.Equal("_blank", link.GetAttribute("target"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,<script>")]
    [InlineData("vbscript:x")]
    public void Other_schemes_are_no_links(string text) => Assert.Empty(Body($"click {text} now").FindAll("a"));

    [Fact]
    public void A_big_text_is_drawn_a_piece_at_a_time()
    {
        var body = Body(string.Join("\n\n", Enumerable.Range(1, 60_000).Select(i => $"Paragraph {i}")));
        var first = body.FindAll("p").Count;
        Assert.InRange(first, 50, 200);
        body.Find("more-text button").Click();
        Assert.InRange(body.FindAll("p").Count, first + 50, 400);
    }

    [Fact]
    public void For_a_search_much_of_a_big_text_is_drawn_and_quotes_are_open()
    {
        var body = Body(string.Join("\n\n", Enumerable.Range(1, 30_000).Select(i => $"Paragraph {i}")));
        body.Find("[data-whole]").Click();
        Assert.InRange(body.FindAll("p").Count, 9_000, 20_000);
        var folded = Body("Yes.\n\nOn Monday, Ines wrote:\n> Shall we move it?\n> Thursday is fine,\n> Friday too.\n> Ines\n");
        folded.Find("[data-whole]").Click();
        Assert.Contains("Shall we move it?", folded.Find(".quoted.q-1").TextContent, StringComparison.Ordinal);
        Assert.Empty(folded.FindAll("[data-whole]"));
    }

    [Fact]
    public void Who_searched_while_the_rest_was_on_its_way_finds_what_is_folded_in_it()
    {
        const string quote = "\n\nOn Monday, Ines wrote:\n> Shall we move it?\n> Thursday is fine,\n> Friday too.\n> Ines\n";
        var beginning = string.Join("\n\n", Enumerable.Range(1, 400).Select(i => $"Paragraph {i}"));
        var body = _ctx.Render<MessageBody>(p => p.Add(x => x.Body, new PlainBody(PlainText.Read(beginning, new PlainTextOptions()), Truncated: false) { IsBeginning = true }));
        body.Find("[data-whole]").Click();
        body.Render(p => p.Add(x => x.Body, new PlainBody(PlainText.Read(beginning + quote, new PlainTextOptions()), Truncated: false)));
        Assert.Contains("Shall we move it?", body.Find(".quoted.q-1").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_text_says_so_at_its_end()
    {
        var body = _ctx.Render<MessageBody>(p => p.Add(x => x.Body, new PlainBody(PlainText.Read("end", new PlainTextOptions()), Truncated: true)));
        Assert.Contains("8 MB", body.Find(".banner").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<MessageBody> Body(string text) =>
        _ctx.Render<MessageBody>(p => p.Add(x => x.Body, new PlainBody(PlainText.Read(text, new PlainTextOptions()), Truncated: false)));
}
