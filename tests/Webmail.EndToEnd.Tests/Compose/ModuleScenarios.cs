using Webmail.EndToEnd.Tests.Infrastructure;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>The composer's pure functions, asked in the page as it is served.</summary>
public sealed class ModuleScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private static readonly (string Text, string People)[] Lists =
    [
        ("Marcus <m@x.test>, \"Lind, A\" <a@x.test>; c@x.test d@x.test", "Marcus|m@x.test;Lind, A|a@x.test;|c@x.test;|d@x.test"),
        ("Lindqvist, Marcus <m@x.test>", "Lindqvist, Marcus|m@x.test"),
        ("Team: a@x.test, b@x.test;", "|a@x.test;|b@x.test"),
        ("To: a@x.test\nCc: B C <b@x.test>", "|a@x.test;B C|b@x.test"),
        ("Anna\tanna@x.test\nBob\tbob@x.test", "Anna|anna@x.test;Bob|bob@x.test"),
        ("<a@x.test> <b@x.test>", "|a@x.test;|b@x.test"),
        ("mailto:a@x.test", "|a@x.test"),
        ("a@x.test (Ann)", "Ann|a@x.test"),
        ("用户@例子.广告", "|用户@例子.广告"),
        ("nobody", "|nobody"),
    ];

    private static readonly string[] Promises =
    [
        "I attached the file.", "Anbei die Rechnung", "Vous trouverez ci-joint le contrat", "Ti mando in allegato", "Adjunto el informe", "Segue em anexo", "Zie de bijlage", "Se bifogad fil", "Vedlagt finner du",
        "Liitteenä raportti", "W załączniku", "V příloze", "Во вложении", "添付します", "附件", "첨부합니다", "في المرفق", "המסמך מצורף", "Βλέπε συνημμένο",
    ];

    private static readonly string[] NoPromises = ["Hello world", "no attachment here", "unattached people", "je suis attaché", "A tack and a chment"];

    [Fact]
    public async Task Lists_in_any_form_become_recipients()
    {
        await using BrowserSession session = await PageAsync();
        foreach (var (text, people) in Lists)
        {
            string found = await session.Page.EvaluateAsync<string>(
                "async text => (await import('/js/compose/addresses.js')).parsePeople(text).map(person => `${person.name}|${person.address}`).join(';')", text);
            Assert.Equal(people, found);
        }
    }

    [Fact]
    public async Task Promised_attachments_are_understood_in_many_languages()
    {
        await using BrowserSession session = await PageAsync();
        const string ask = "async texts => { const { promisedAttachment } = await import('/js/compose/attachment-words.js'); return texts.filter(text => promisedAttachment(text) !== null); }";
        Assert.Equal(Promises, await session.Page.EvaluateAsync<string[]>(ask, Promises));
        Assert.Empty(await session.Page.EvaluateAsync<string[]>(ask, NoPromises));
    }

    [Fact]
    public async Task Times_are_the_zones_own()
    {
        await using BrowserSession session = await PageAsync();
        string[] times = await session.Page.EvaluateAsync<string[]>(
            "async () => { const { proposals } = await import('/js/compose/later.js'); return proposals(new Date('2026-11-20T10:00:00Z'), 'Asia/Kathmandu').map(({ name, at }) => `${name} ${at.toISOString()}`); }");
        Assert.Equal(["ThisEvening 2026-11-20T12:15:00.000Z", "TomorrowMorning 2026-11-21T02:15:00.000Z", "MondayMorning 2026-11-23T02:15:00.000Z"], times);
    }

    [Fact]
    public async Task Formatted_text_reads_the_same_as_plain_text()
    {
        await using BrowserSession session = await PageAsync();
        string plain = await session.Page.EvaluateAsync<string>(
            "async html => { const { buildFragment } = await import('/js/compose/html.js'); const { toPlain } = await import('/js/compose/plain.js'); return toPlain(buildFragment(html)); }",
            "<p>One<br>two</p><ul><li>a</li><li>b</li></ul><blockquote><p>Said</p></blockquote><p>See <a href=\"https://example.test/x\">this</a>.</p>");
        Assert.Equal("One\ntwo\n\n- a\n- b\n\n> Said\n\nSee this <https://example.test/x>.", plain);
    }

    [Theory]
    [InlineData("<p title='a style=b'>x style=y</p>", "<p title='a style=b'>x style=y</p>")]
    [InlineData("<P STYLE=\"color:red\"class=a>", "<P data-css=\"color:red\"class=a>")]
    [InlineData("<p/style=x><b style = 'y'>", "<p/data-css=x><b data-css = 'y'>")]
    [InlineData("1 < 2 style=\"x\"", "1 < 2 style=\"x\"")]
    public async Task Only_names_of_style_attributes_are_hidden_from_the_parser(string html, string hidden)
    {
        await using BrowserSession session = await PageAsync();
        string found = await session.Page.EvaluateAsync<string>("async html => (await import('/js/compose/css-names.js')).hideStyles(html)", html);
        Assert.Equal(hidden, found);
    }

    /// <summary>Any page of the product that has its modules.</summary>
    private async Task<BrowserSession> PageAsync()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, _) = await SignedInAsync(webmail, user);
        return session;
    }
}
