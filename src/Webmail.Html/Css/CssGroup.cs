namespace Webmail.Html.Css;

/// <summary>The bracket a token of a value stands in.</summary>
internal enum CssGroup
{
    None,
    Color,
    Math,
    Gradient,
}
