using System.Runtime.InteropServices;

namespace Webmail.Html.Css;

/// <summary>A list of declarations (a style attribute or a rule's block): what is listed is kept, in order; the rest is skipped.</summary>
internal static class CssDeclarationParser
{
    public static List<CssDeclaration> Parse(ReadOnlySpan<CssToken> tokens, CssScope scope)
    {
        var kept = new List<CssDeclaration>();
        var at = 0;
        while (at < tokens.Length)
        {
            if (tokens[at].Kind is CssTokenKind.Whitespace or CssTokenKind.Semicolon)
            {
                at++;
                continue;
            }
            var end = EndOfDeclaration(tokens, at, out var nestedBlock);
            if (!nestedBlock) Read(tokens[at..end], kept, scope);
            at = end;
        }
        return kept;
    }

    public static string Write(IReadOnlyList<CssDeclaration> declarations)
    {
        if (declarations.Count == 0) return "";
        var css = new System.Text.StringBuilder();
        foreach (var (property, value, important) in declarations)
        {
            if (css.Length > 0) css.Append(';');
            css.Append(property).Append(':').Append(value);
            if (important) css.Append(" !important");
        }
        return css.ToString();
    }

    /// <summary>The index of the semicolon that ends what starts at <paramref name="at"/>, or after the block a nested rule ends with.</summary>
    private static int EndOfDeclaration(ReadOnlySpan<CssToken> tokens, int at, out bool nestedBlock)
    {
        nestedBlock = false;
        var depth = 0;
        for (var i = at; i < tokens.Length; i++)
        {
            if (depth == 0 && tokens[i].Kind == CssTokenKind.Semicolon) return i;
            if (tokens[i].Kind == CssTokenKind.OpenCurly) nestedBlock = true;
            depth = Math.Max(0, depth + tokens[i].Nesting);
            if (depth == 0 && tokens[i].Kind == CssTokenKind.CloseCurly) return i + 1;
        }
        return tokens.Length;
    }

    private static void Read(ReadOnlySpan<CssToken> tokens, List<CssDeclaration> kept, CssScope scope)
    {
        CountRemote(tokens, scope);
        if (tokens[0].Kind != CssTokenKind.Ident) return;
        var name = tokens[0].Text.ToLowerInvariant();
        var colon = 1;
        while (colon < tokens.Length && tokens[colon].Kind == CssTokenKind.Whitespace) colon++;
        if (colon >= tokens.Length || tokens[colon].Kind != CssTokenKind.Colon || !CssProperties.TryGet(name, out var kinds)) return;
        var value = Trim(tokens[(colon + 1)..]);
        var important = TakeImportant(ref value);
        if (CssValueRebuilder.Rebuild(name, kinds, value, scope) is { } text) kept.Add(new CssDeclaration(name, text, important));
        else if (name == "background" && ColorOf(value, scope) is { } color) kept.Add(new CssDeclaration("background-color", color, important));
        else return;
        if (name.StartsWith("background", StringComparison.Ordinal) && kept[^1].Value is not ("none" or "transparent" or "inherit" or "initial"))
            scope.HasBackground = true;
    }

    /// <summary>A background whose picture must go keeps its colour, or light text would stand on nothing.</summary>
    private static string? ColorOf(ReadOnlySpan<CssToken> value, CssScope scope)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var end = i + 1;
            if (value[i].Nesting > 0)
            {
                for (var depth = 1; end < value.Length && depth > 0; end++) depth += value[end].Nesting;
            }
            var color = value[i].Kind switch
            {
                CssTokenKind.Hash => true,
                CssTokenKind.Ident => CssColorNames.Contains(value[i].Text),
                CssTokenKind.Function => CssFunctions.Colors.Contains(value[i].Text.ToLowerInvariant()),
                _ => false,
            };
            if (color && CssValueRebuilder.Rebuild("background-color", CssValueKinds.Color, value[i..end], scope) is { } text) return text;
            i = end - 1;
        }
        return null;
    }

    private static ReadOnlySpan<CssToken> Trim(ReadOnlySpan<CssToken> tokens)
    {
        while (tokens.Length > 0 && tokens[0].Kind == CssTokenKind.Whitespace) tokens = tokens[1..];
        while (tokens.Length > 0 && tokens[^1].Kind == CssTokenKind.Whitespace) tokens = tokens[..^1];
        return tokens;
    }

    private static bool TakeImportant(ref ReadOnlySpan<CssToken> value)
    {
        if (value.Length < 2 || !value[^1].IsIdent("important")) return false;
        var rest = Trim(value[..^1]);
        if (rest.Length == 0 || !rest[^1].IsDelim('!')) return false;
        value = Trim(rest[..^1]);
        return true;
    }

    private static void CountRemote(ReadOnlySpan<CssToken> tokens, CssScope scope)
    {
        var urlFunction = false;
        foreach (var token in tokens)
        {
            if (token.Kind is CssTokenKind.Url or CssTokenKind.BadUrl) scope.SeeUrl(token.Text);
            else if (token.Kind is CssTokenKind.String or CssTokenKind.BadString && urlFunction) scope.SeeUrl(token.Text);
            if (token.Kind == CssTokenKind.Function) urlFunction = true;
        }
    }

    public static List<CssDeclaration> ParseAttribute(string style, CssScope scope)
    {
        if (style.Length > CssLimits.MaxStyleChars) return [];
        var declarations = Parse(CollectionsMarshal.AsSpan(CssTokenizer.Tokenize(style)), scope);
        scope.SeePaper(declarations);
        return declarations;
    }
}
