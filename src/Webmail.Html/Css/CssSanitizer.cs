namespace Webmail.Html.Css;

/// <summary>The sanitiser's way with CSS, alone: for bug reports and checks. Mail goes through <see cref="Sanitizing.HtmlSanitizer"/>.</summary>
public static class CssSanitizer
{
    /// <summary>A style attribute's value, written again: "property:value;property:value". Empty when nothing may stay, null when it is longer than the limit.</summary>
    public static string? StyleAttribute(string style)
    {
        ArgumentNullException.ThrowIfNull(style);
        return style.Length > CssLimits.MaxStyleChars ? null : CssDeclarationParser.Write(CssDeclarationParser.ParseAttribute(style, new CssScope()));
    }

    /// <summary>A style sheet, written again: rules below .mail-root, @media kept. Empty when nothing may stay, null when it is longer than the limit for one message.</summary>
    public static string? StyleSheet(string sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (sheet.Length > CssLimits.MaxSheetChars) return null;
        var rewriter = new CssSheetRewriter(new CssScope());
        rewriter.Add(sheet);
        return rewriter.ToString();
    }
}
