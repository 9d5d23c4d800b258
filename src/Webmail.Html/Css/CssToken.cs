namespace Webmail.Html.Css;

/// <param name="Kind">What the token is.</param>
/// <param name="Text">The unescaped name, string or address; of a dimension the unit; of a delimiter its character.</param>
/// <param name="Number">The value of a number, percentage or dimension.</param>
internal readonly record struct CssToken(CssTokenKind Kind, string Text, double Number)
{
    public bool IsDelim(char c) => Kind == CssTokenKind.Delim && Text[0] == c;

    public bool IsIdent(string name) =>
        Kind == CssTokenKind.Ident && Text.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>+1 for what opens a bracket, -1 for what closes one, else 0.</summary>
    public int Nesting => Kind switch
    {
        CssTokenKind.Function or CssTokenKind.OpenParen or CssTokenKind.OpenSquare or CssTokenKind.OpenCurly => 1,
        CssTokenKind.CloseParen or CssTokenKind.CloseSquare or CssTokenKind.CloseCurly => -1,
        _ => 0,
    };
}
