namespace Webmail.Mail.Accounts;

/// <summary>How a tenant looks.</summary>
public sealed class BrandingOptions
{
    public string? Name { get; set; }

    /// <summary>0 to 360; lightness stays ours, so contrast holds for every hue.</summary>
    public double? Hue { get; set; }

    /// <summary>0 to 0.13.</summary>
    public double? Chroma { get; set; }

    public string? NoticeTitle { get; set; }
    public string? NoticeText { get; set; }
    public string? ForgotPasswordUrl { get; set; }
    public string? PrivacyUrl { get; set; }
    public string? StatusUrl { get; set; }
    public string? HelpUrl { get; set; }
}
