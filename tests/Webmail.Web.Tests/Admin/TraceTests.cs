using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail.Tracing;
using Webmail.Web.Components.Admin;
using Webmail.Web.Components.Settings;

namespace Webmail.Web.Tests.Admin;

public sealed class TraceTests : UiTest
{
    [Fact]
    public void Consent_is_off_until_it_is_given_and_can_be_taken_back()
    {
        var row = Render<TraceConsentRow>();
        Assert.Contains("Off", row.Find("[role=status]").TextContent, StringComparison.Ordinal);
        row.Find("input").Change(true);
        Assert.Contains("On until", row.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(Consents.Consent);
        row.Find("input").Change(false);
        Assert.Null(Consents.Consent);
        Assert.Contains("Off", row.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_administers_there_is_nobody_to_consent_to()
    {
        Consents.IsOffered = false;
        Assert.Equal("", Render<TraceConsentRow>().Markup.Trim());
    }

    [Fact]
    public void Where_too_many_are_traced_it_says_so_and_stays_off()
    {
        Consents.Refuses = true;
        var row = Render<TraceConsentRow>();
        row.Find("input").Change(true);
        Assert.Contains("Too many", row.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_person_sees_that_an_administrator_looked_and_that_it_ended()
    {
        var row = Render<TraceConsentRow>();
        row.Find("input").Change(true);
        Consents.Consent = Consents.Consent! with { Looks = 2, LastLook = Time.GetUtcNow() };
        Time.Advance(TimeSpan.FromSeconds(15));
        row.WaitForAssertion(() => Assert.Contains("looked 2 times", row.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Consents.Consent = null;
        Time.Advance(TimeSpan.FromSeconds(15));
        row.WaitForAssertion(() => Assert.Contains("Off", row.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void An_administrator_shows_a_trace_and_loses_it_with_the_consent()
    {
        Administration.IsMine = true;
        Administration.Trace = "12:00:00.000 #1 S * 6 EXISTS\n";
        Administration.Traces.Add(new TracedAccount(Guid.NewGuid(), "tidewater", "noor@tidewater.test", Time.GetUtcNow(), Time.GetUtcNow() + WireTraces.Length, 1));
        var page = Render<TracesPage>();
        Assert.Empty(page.FindAll("pre"));
        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("table a").GetAttribute("href")!);
        page = Render<TracesPage>();
        page.WaitForAssertion(() => Assert.Contains("* 6 EXISTS", page.Find("pre").TextContent, StringComparison.Ordinal));
        Administration.Traces.Clear();
        Time.Advance(TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("pre")));
        Assert.Contains("what was heard is gone", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_else_sees_no_list()
    {
        Administration.Traces.Add(new TracedAccount(Guid.NewGuid(), "tidewater", "noor@tidewater.test", Time.GetUtcNow(), Time.GetUtcNow(), 1));
        var page = Render<TracesPage>();
        Assert.DoesNotContain("noor@", page.Markup, StringComparison.Ordinal);
        Assert.Contains("for administrators", page.Markup, StringComparison.Ordinal);
    }
}
