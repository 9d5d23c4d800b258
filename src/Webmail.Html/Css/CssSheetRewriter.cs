using System.Runtime.InteropServices;
using System.Text;

namespace Webmail.Html.Css;

/// <summary>
/// Parses a style sheet and writes a new one: selectors bound to the mail's own box, listed declarations, @media; every other at-rule and all that
/// is not understood is left out (CSS Syntax Level 3, section 5).
/// </summary>
internal sealed class CssSheetRewriter(CssScope scope)
{
    private const string BodySelector = "." + MailNames.Root + " ." + MailNames.Body;

    private readonly StringBuilder _css = new();
    private readonly CssSelectorRewriter _selectors = new();

    /// <summary>The colour that rules for body alone give their text; null when there is none.</summary>
    public string? BodyColor { get; private set; }

    /// <summary>Appends one sheet of the mail to the result.</summary>
    /// <param name="sheet">The text of a style element.</param>
    /// <param name="media">Its media attribute.</param>
    public void Add(string sheet, string? media = null)
    {
        var tokens = CollectionsMarshal.AsSpan(CssTokenizer.Tokenize(sheet));
        if (string.IsNullOrWhiteSpace(media)) ReadRules(tokens, 0);
        else ReadMedia(CollectionsMarshal.AsSpan(CssTokenizer.Tokenize(media)), tokens, 0);
    }

    /// <summary>The sheets added so far, as one.</summary>
    public override string ToString() => _css.ToString();

    private void ReadRules(ReadOnlySpan<CssToken> tokens, int depth)
    {
        var at = 0;
        while (at < tokens.Length)
        {
            if (tokens[at].Kind is CssTokenKind.Whitespace or CssTokenKind.Cdo or CssTokenKind.Cdc or CssTokenKind.CloseCurly)
            {
                at++;
                continue;
            }
            var atRule = tokens[at].Kind == CssTokenKind.AtKeyword;
            var open = FindOpen(tokens, at, atRule, out var end);
            if (open < 0)
            {
                SeeUrls(tokens[at..end]);
                at = end;
                continue;
            }
            var close = FindClose(tokens, open);
            var block = tokens[(open + 1)..close];
            if (!atRule) ReadStyleRule(tokens[at..open], block);
            else if (tokens[at].Text.Equals("media", StringComparison.OrdinalIgnoreCase)) ReadMedia(tokens[(at + 1)..open], block, depth);
            else SeeUrls(block);
            at = Math.Min(close + 1, tokens.Length);
        }
    }

    private static int FindOpen(ReadOnlySpan<CssToken> tokens, int at, bool atRule, out int end)
    {
        var depth = 0;
        for (end = at; end < tokens.Length; end++)
        {
            if (tokens[end].Kind == CssTokenKind.OpenCurly) return end;
            if (atRule && depth == 0 && tokens[end].Kind == CssTokenKind.Semicolon)
            {
                end++;
                return -1;
            }
            depth = Math.Max(0, depth + tokens[end].Nesting);
        }
        return -1;
    }

    private static int FindClose(ReadOnlySpan<CssToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == CssTokenKind.OpenCurly) depth++;
            else if (tokens[i].Kind == CssTokenKind.CloseCurly && --depth == 0) return i;
        }
        return tokens.Length;
    }

    private void ReadStyleRule(ReadOnlySpan<CssToken> prelude, ReadOnlySpan<CssToken> block)
    {
        var declarations = CssDeclarationParser.Parse(block, scope);
        if (declarations.Count == 0 || scope.Rules >= CssLimits.MaxRules || _selectors.Rewrite(prelude) is not { } selectors) return;
        scope.Rules++;
        if (selectors == BodySelector) scope.SeePaper(declarations);
        foreach (var declaration in declarations)
        {
            if (declaration.Property == "color" && selectors == BodySelector) BodyColor = declaration.Value;
        }
        _css.Append(selectors).Append('{').Append(CssDeclarationParser.Write(declarations)).Append("}\n");
    }

    private void ReadMedia(ReadOnlySpan<CssToken> prelude, ReadOnlySpan<CssToken> block, int depth)
    {
        if (depth >= CssLimits.MaxMediaDepth || CssMediaRewriter.Rewrite(prelude) is not { } query) return;
        _css.Append("@media ").Append(query).Append("{\n");
        var start = _css.Length;
        ReadRules(block, depth + 1);
        if (_css.Length > start) _css.Append("}\n");
        else _css.Length = start - "@media ".Length - query.Length - "{\n".Length;
    }

    private void SeeUrls(ReadOnlySpan<CssToken> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Kind is CssTokenKind.Url or CssTokenKind.BadUrl or CssTokenKind.String) scope.SeeUrl(token.Text);
        }
    }
}
