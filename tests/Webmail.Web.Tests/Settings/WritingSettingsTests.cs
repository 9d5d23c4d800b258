using Bunit;
using Webmail.Mail.Compose;
using Webmail.Mail.Outbox;
using Webmail.Web.Components.Settings;

namespace Webmail.Web.Tests.Settings;

public sealed class WritingSettingsTests : UiTest
{
    [Fact]
    public void What_is_chosen_is_kept()
    {
        var page = Render<WritingSection>();
        page.Find("#w-undo").Change("30");
        page.Find("#w-format").Change("1");
        page.Find("#w-quote").Change("1");
        page.Find("#w-words").Change("Beilage, anbei;  Plan ");
        page.Find("#w-hold").Change(true);
        Assert.Equal((30, DraftFormat.Plain, QuotePlace.Above, true), (Writing.Settings.UndoSeconds, Writing.Settings.Format, Writing.Settings.Quote, Writing.Settings.HoldAtServer));
        Assert.Equal(["Beilage", "anbei", "Plan"], Writing.Settings.AttachmentWords);
        Assert.Contains("Saved", page.Find(".saved").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_nothing_offers_is_not_kept()
    {
        Render<WritingSection>().Find("#w-quote").Change("77");
        Assert.Equal(QuotePlace.Below, Writing.Settings.Quote);
    }

    [Fact]
    public void A_refused_server_is_told_with_its_words_and_not_kept()
    {
        Writing.Answer = new SendingTest(SendingOutcome.SignInRefused, "535 5.7.8 No <b>such</b> user");
        var page = Render<SendingSection>();
        page.Find("button").Click();
        page.Find("#out-host").Change("smtp.example.org");
        page.Find("form").Submit();
        var error = page.Find("[role=alert]");
        Assert.Contains("refused the user name or the password", error.TextContent, StringComparison.Ordinal);
        Assert.Contains("535 5.7.8 No <b>such</b> user", error.TextContent, StringComparison.Ordinal);
        Assert.Null(Writing.Server);
    }

    [Fact]
    public void A_server_that_works_is_shown_and_its_password_is_not()
    {
        var page = Render<SendingSection>();
        page.Find("button").Click();
        page.Find("#out-host").Change("smtp.example.org");
        page.Find("#out-security").Change("StartTls");
        Assert.Equal("587", page.Find("#out-port").GetAttribute("value"));
        page.Find("#out-login").Change("harbour");
        page.Find("#out-password").Change("Tide-canary");
        page.Find("form").Submit();
        Assert.Contains("smtp.example.org:587", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Tide-canary", page.Markup, StringComparison.Ordinal);
        Assert.True(Writing.Server!.HasPassword);
    }

    [Fact]
    public void Where_people_name_no_servers_it_says_so()
    {
        Writing.AllowsServers = false;
        var page = Render<SendingSection>();
        Assert.Contains("administrator", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button"));
    }

    [Fact]
    public async Task A_deleted_template_comes_back_by_undo()
    {
        Writing.Templates.Add(new MessageTemplate(Guid.NewGuid(), "Thanks <b>", "", "<p>Hi</p>", "Hi"));
        var page = Render<TemplatesPage>();
        page.Find(".rows .danger").Click();
        Assert.Empty(Writing.Templates);
        await page.InvokeAsync(() => Toasts.Current!.Undo!());
        page.WaitForAssertion(() => Assert.Equal("Thanks <b>", page.Find(".rows b").TextContent));
    }

    [Fact]
    public void A_template_without_a_name_is_refused()
    {
        var page = Render<TemplatesPage>();
        page.Find("header button").Click();
        page.Find("form").Submit();
        Assert.Contains("needs a name", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }
}
