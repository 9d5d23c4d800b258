using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Web.SignIn;
using Webmail.Web.Tenants;

namespace Webmail.Web.Tests.SignIn;

public sealed class SignInPageTests : BunitContext
{
    private static readonly SignInModel Plain = new() { Branding = new Branding { Name = "Harbour Post" } };

    public SignInPageTests()
    {
        Services.AddLocalization();
        Services.AddSingleton<AntiforgeryStateProvider, FixedToken>();
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
    }

    public static TheoryData<ProblemKind> Problems => [.. Enum.GetValues<ProblemKind>()];

    [Fact]
    public void The_first_field_is_the_address_and_has_the_focus()
    {
        var page = Show(Plain);
        Assert.True(page.Find("#address").HasAttribute("autofocus"));
        Assert.Equal("username", page.Find("#address").GetAttribute("autocomplete"));
        Assert.Equal("current-password", page.Find("#password").GetAttribute("autocomplete"));
    }

    [Fact]
    public void After_a_failure_the_address_stays_and_the_password_is_asked_for_again()
    {
        var page = Show(Plain with { Address = "noor@tidewater.test", Failure = new SignInFailure("Wrong password.", "Two tries are left.") });
        Assert.Equal("Wrong password. Two tries are left.", page.Find("[role=alert] p").TextContent);
        Assert.Equal("noor@tidewater.test", page.Find("#address").GetAttribute("value"));
        Assert.Equal("failure", page.Find("#address").GetAttribute("aria-describedby"));
        Assert.True(page.Find("#password").HasAttribute("autofocus"));
        Assert.False(page.Find("#password").HasAttribute("value"));
    }

    [Fact]
    public void What_somebody_typed_is_shown_as_text()
    {
        var page = Show(Plain with { Address = "\"><script>alert(1)</script>", Failure = new SignInFailure("<b>No</b>", "<i>") });
        Assert.Empty(page.FindAll("form script, [role=alert] b, [role=alert] i"));
    }

    [Fact]
    public void Another_server_is_offered_only_where_the_tenant_allows_it()
    {
        Assert.Empty(Show(Plain).FindAll(".other-server"));
        var page = Show(Plain with { OffersOtherServer = true });
        Assert.False(page.Find(".other-server").HasAttribute("open"));
        Assert.Equal(["Tls", "StartTls"], page.FindAll("#security option").Select(option => option.GetAttribute("value")));
    }

    [Fact]
    public void Without_a_server_of_the_tenant_the_fields_are_open_and_asked_for()
    {
        var page = Show(Plain with { OffersOtherServer = true, NeedsOtherServer = true, OffersPlain = true });
        Assert.True(page.Find(".other-server").HasAttribute("open"));
        Assert.True(page.Find("#host").HasAttribute("required"));
        Assert.Contains("Plain", page.FindAll("#security option").Select(option => option.GetAttribute("value")));
    }

    [Fact]
    public void The_tenants_links_and_name_are_on_the_page()
    {
        var page = Show(Plain with { Branding = Plain.Branding with { ForgotPasswordUrl = "https://harbour.test/forgot", HelpUrl = "https://harbour.test/help", PrivacyUrl = "https://harbour.test/privacy" } });
        Assert.Equal("Harbour Post", page.Find(".panel header").TextContent.Trim());
        Assert.Equal("https://harbour.test/forgot", page.Find("form .link").GetAttribute("href"));
        Assert.Equal(["https://harbour.test/privacy", "https://harbour.test/help"], page.FindAll("footer a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void A_notice_is_told_quietly()
    {
        Assert.Equal("You have signed out.", Show(Plain with { Notice = "You have signed out." }).Find(".banner[role=status]").TextContent);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Every_problem_has_its_own_words_and_no_key_of_them(ProblemKind kind)
    {
        var page = Render<ProblemPage>(problem => problem.Add(p => p.Kind, kind).Add(p => p.Branding, Plain.Branding).Add(p => p.Reference, "00-ab12"));
        var main = page.Find("main");
        Assert.DoesNotContain($"{kind}Title", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"{kind}Detail", main.TextContent, StringComparison.Ordinal);
        Assert.Contains("00-ab12", main.TextContent, StringComparison.Ordinal);
        Assert.Equal(kind != ProblemKind.NeedsHttps, page.FindAll("a[href='/mail']").Count == 1);
    }

    private IRenderedComponent<SignInPage> Show(SignInModel model) => Render<SignInPage>(page => page.Add(p => p.Model, model));

    private sealed class FixedToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => new("token", "__RequestVerificationToken");
    }
}
