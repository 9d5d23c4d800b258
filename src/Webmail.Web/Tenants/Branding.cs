using Webmail.Mail.Accounts;

namespace Webmail.Web.Tenants;

/// <summary>How a tenant looks: name, links and notice on the sign-in page, hue of the accent.</summary>
public sealed record Branding
{
    public string Name { get; init; } = TenantDirectory.BuiltInName;
    public string? NoticeTitle { get; init; }
    public string? NoticeText { get; init; }
    public string? ForgotPasswordUrl { get; init; }
    public string? PrivacyUrl { get; init; }
    public string? StatusUrl { get; init; }
    public string? HelpUrl { get; init; }

    /// <summary>Where the tenant's two colour tokens are served; none when it keeps ours. A file, because the content security policy allows no inline style.</summary>
    public string? StylesheetPath { get; init; }

    public static Branding Of(Tenant? tenant)
    {
        if (tenant is null)
            return new Branding();
        var options = tenant.Branding;
        return new Branding
        {
            Name = tenant.Name, NoticeTitle = options.NoticeTitle, NoticeText = options.NoticeText, ForgotPasswordUrl = options.ForgotPasswordUrl,
            PrivacyUrl = options.PrivacyUrl, StatusUrl = options.StatusUrl, HelpUrl = options.HelpUrl,
            StylesheetPath = options.Hue is null && options.Chroma is null ? null : BrandStylesheet.PathOf(options.Hue, options.Chroma),
        };
    }
}
