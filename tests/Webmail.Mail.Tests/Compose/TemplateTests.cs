using Webmail.Mail.Compose;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Compose;

public sealed class TemplateTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<WritingFixture> FixtureAsync() => await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct);

    private static MessageTemplate Thanks(string html = "<p>Dear {{first name}}</p>") => new(Guid.NewGuid(), "Thanks", "Your message", html, "Dear {{first name}}");

    [Fact]
    public async Task A_template_is_kept_changed_and_deleted()
    {
        await using var fixture = await FixtureAsync();
        var templates = fixture.Get<ITemplates>();
        var thanks = Thanks();
        await templates.SaveAsync(fixture.Who, thanks, Ct);
        await templates.SaveAsync(fixture.Who, thanks with { Name = "Many thanks" }, Ct);
        await templates.SaveAsync(fixture.Who, Thanks() with { Name = "Berth" }, Ct);
        Assert.Equal(["Berth", "Many thanks"], (await templates.ListAsync(fixture.Who, Ct)).Select(template => template.Name));
        await templates.DeleteAsync(fixture.Who, thanks.Id, Ct);
        Assert.Equal("Berth", Assert.Single(await templates.ListAsync(fixture.Who, Ct)).Name);
    }

    [Fact]
    public async Task Its_markup_is_cleaned_and_its_placeholders_stay()
    {
        await using var fixture = await FixtureAsync();
        var templates = fixture.Get<ITemplates>();
        await templates.SaveAsync(fixture.Who, Thanks("<p onclick=x>Dear {{first name}}<script>evil()</script><img src=/compose/00000000/drafts/x onerror=evil()></p>"), Ct);
        var html = Assert.Single(await templates.ListAsync(fixture.Who, Ct)).Html;
        Assert.Contains("Dear {{first name}}", html, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_elses_templates_are_seen_changed_or_deleted()
    {
        await using var fixture = await FixtureAsync();
        var templates = fixture.Get<ITemplates>();
        var thanks = Thanks();
        await templates.SaveAsync(fixture.Who, thanks, Ct);
        var stranger = fixture.Who with { UserId = Guid.NewGuid() };
        await templates.DeleteAsync(stranger, thanks.Id, Ct);
        Assert.Empty(await templates.ListAsync(stranger, Ct));
        Assert.Single(await templates.ListAsync(fixture.Who, Ct));
    }

    [Fact]
    public async Task Without_a_name_it_is_refused()
    {
        await using var fixture = await FixtureAsync();
        var refused = await Assert.ThrowsAsync<ComposeException>(() => fixture.Get<ITemplates>().SaveAsync(fixture.Who, Thanks() with { Name = " \r\n " }, Ct));
        Assert.Equal(ComposeProblem.NameMissing, refused.Problem);
    }

    [Fact]
    public async Task Settings_of_writing_are_brought_within_bounds()
    {
        await using var fixture = await FixtureAsync();
        var settings = fixture.Get<IWritingSettings>();
        Assert.Equal(10, (await settings.LoadAsync(fixture.Who, Ct)).UndoSeconds);
        await settings.SaveAsync(fixture.Who, new WritingSettings { UndoSeconds = 600, AskAbove = -1, Format = DraftFormat.Plain, AttachmentWords = ["Beilage", "beilage", "", new string('x', 500)] }, Ct);
        var kept = await settings.LoadAsync(fixture.Who, Ct);
        Assert.Equal((60, 0, DraftFormat.Plain), (kept.UndoSeconds, kept.AskAbove, kept.Format));
        Assert.Equal(["Beilage", new string('x', 40)], kept.AttachmentWords);
    }
}
