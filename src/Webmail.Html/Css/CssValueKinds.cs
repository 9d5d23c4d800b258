namespace Webmail.Html.Css;

/// <summary>What tokens a property's value may hold.</summary>
[Flags]
internal enum CssValueKinds
{
    Keyword = 0,
    Length = 1,
    Color = 2,
    String = 4,
    Comma = 8,
    Slash = 16,
    Gradient = 32,

    /// <summary>Identifiers of any spelling: font names.</summary>
    Names = 64,
}
