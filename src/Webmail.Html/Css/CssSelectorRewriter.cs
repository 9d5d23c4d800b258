using System.Collections.Frozen;
using System.Text;

namespace Webmail.Html.Css;

/// <summary>
/// Writes a selector list again (Selectors Level 3 and a little of 4): bound below the mail's box, names prefixed, body and html turned into that box.
/// A list with a selector that is not understood is refused whole, as browsers do; a selector that can't match in mail is left out alone.
/// </summary>
internal sealed class CssSelectorRewriter
{
    private static readonly FrozenSet<string> PseudoClasses = Set(
        "hover active focus link visited first-child last-child only-child first-of-type last-of-type only-of-type empty any-link");

    private static readonly FrozenSet<string> Counted = Set("nth-child nth-last-child nth-of-type nth-last-of-type");

    private readonly StringBuilder _selector = new();
    private bool _unmatchable;

    public string? Rewrite(ReadOnlySpan<CssToken> prelude)
    {
        var list = new StringBuilder();
        var count = 0;
        foreach (var range in SplitAtCommas(prelude))
        {
            if (!RewriteOne(Trim(prelude[range]))) return null;
            if (_unmatchable) continue;
            if (++count > CssLimits.MaxSelectors) break;
            if (list.Length > 0) list.Append(',');
            list.Append(_selector);
        }
        return list.Length == 0 ? null : list.ToString();
    }

    private static List<Range> SplitAtCommas(ReadOnlySpan<CssToken> tokens)
    {
        var ranges = new List<Range>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            depth = Math.Max(0, depth + tokens[i].Nesting);
            if (depth > 0 || tokens[i].Kind != CssTokenKind.Comma) continue;
            ranges.Add(start..i);
            start = i + 1;
        }
        ranges.Add(start..tokens.Length);
        return ranges;
    }

    private bool RewriteOne(ReadOnlySpan<CssToken> tokens)
    {
        _selector.Clear();
        _unmatchable = false;
        if (tokens.IsEmpty) return false;
        var at = 0;
        var compounds = 0;
        while (true)
        {
            if (++compounds > CssLimits.MaxCompounds || !ReadCompound(tokens, ref at, compounds)) return false;
            if (at == tokens.Length) return true;
            if (!ReadCombinator(tokens, ref at)) return false;
        }
    }

    private bool ReadCombinator(ReadOnlySpan<CssToken> tokens, ref int at)
    {
        var combinator = ' ';
        while (at < tokens.Length)
        {
            if (tokens[at].Kind == CssTokenKind.Whitespace) at++;
            else if (combinator == ' ' && tokens[at].Kind == CssTokenKind.Delim && tokens[at].Text[0] is '>' or '+' or '~') combinator = tokens[at++].Text[0];
            else break;
        }
        if (_selector.Length == 0) return at < tokens.Length && combinator is ' ' or '>';
        _selector.Append(combinator);
        return at < tokens.Length;
    }

    private bool ReadCompound(ReadOnlySpan<CssToken> tokens, ref int at, int position)
    {
        var start = at;
        var first = tokens[at];
        var type = first.Kind == CssTokenKind.Ident ? first.Text.ToLowerInvariant() : first.IsDelim('*') ? "*" : "";
        if (type.Length > 0) at++;
        var root = type is "html" or "body" || (at + 1 < tokens.Length && tokens[at].Kind == CssTokenKind.Colon && tokens[at + 1].IsIdent("root"));
        if (position == 1 && IsOurRoot(tokens, at))
        {
            at += 2;
            _selector.Append('.').Append(MailNames.Root);
            return true;
        }
        if (_selector.Length == 0 && type == "html" && HasMore(tokens, at)) return true;
        if (root) return AppendRoot(tokens, ref at, type);
        if (_selector.Length == 0) _selector.Append('.').Append(MailNames.Root).Append(' ');
        if (type == "*") _selector.Append('*');
        else if (type.Length > 0) _selector.AppendName(type);
        return ReadSimples(tokens, ref at) && at > start;
    }

    /// <summary>"html body p": the first part says nothing more.</summary>
    private static bool HasMore(ReadOnlySpan<CssToken> tokens, int at) =>
        at + 1 < tokens.Length && (tokens[at].Kind == CssTokenKind.Whitespace || tokens[at].IsDelim('>'));

    private static bool IsOurRoot(ReadOnlySpan<CssToken> tokens, int at) =>
        at + 2 < tokens.Length && tokens[at].IsDelim('.') && tokens[at + 1].IsIdent(MailNames.Root) && tokens[at + 2].Kind == CssTokenKind.Whitespace;

    private bool AppendRoot(ReadOnlySpan<CssToken> tokens, ref int at, string type)
    {
        if (type is not ("html" or "body")) at += 2;
        if (_selector.Length > 0) _unmatchable = true;
        _selector.Append('.').Append(MailNames.Root).Append(" .").Append(MailNames.Body);
        return ReadSimples(tokens, ref at);
    }

    private bool ReadSimples(ReadOnlySpan<CssToken> tokens, ref int at)
    {
        while (at < tokens.Length)
        {
            var token = tokens[at];
            var next = at + 1 < tokens.Length ? tokens[at + 1] : default;
            var known = token.Kind switch
            {
                CssTokenKind.Hash => AppendScoped('#', token.Text, ref at, 1),
                CssTokenKind.Delim when token.IsDelim('.') && next.Kind == CssTokenKind.Ident => AppendScoped('.', next.Text, ref at, 2),
                CssTokenKind.OpenSquare => AppendAttribute(tokens, ref at),
                CssTokenKind.Colon when next.Kind == CssTokenKind.Ident => AppendPseudo(next.Text, ref at),
                CssTokenKind.Colon when next.Kind == CssTokenKind.Function => AppendCounted(tokens, ref at, next.Text),
                CssTokenKind.Colon when next.Kind == CssTokenKind.Colon => SkipPseudoElement(tokens, ref at),
                _ => false,
            };
            if (!known) return token.Kind == CssTokenKind.Whitespace || (token.Kind == CssTokenKind.Delim && token.Text[0] is '>' or '+' or '~');
        }
        return true;
    }

    private bool AppendScoped(char mark, string name, ref int at, int length)
    {
        at += length;
        var scoped = mark == '.' && name is MailNames.Body ? name : MailNames.Scoped(name);
        if (scoped is null) return false;
        _selector.Append(mark).AppendName(scoped);
        return true;
    }

    private bool AppendAttribute(ReadOnlySpan<CssToken> tokens, ref int at)
    {
        var end = at + 1;
        while (end < tokens.Length && tokens[end].Kind != CssTokenKind.CloseSquare) end++;
        if (end == tokens.Length || !CssAttributeSelector.TryAppend(_selector, tokens[(at + 1)..end])) return false;
        at = end + 1;
        return true;
    }

    private bool AppendPseudo(string name, ref int at)
    {
        at += 2;
        name = name.ToLowerInvariant();
        if (PseudoClasses.Contains(name)) _selector.Append(':').Append(name);
        else _unmatchable = true;
        return true;
    }

    private bool SkipPseudoElement(ReadOnlySpan<CssToken> tokens, ref int at)
    {
        _unmatchable = true;
        at += 3;
        return at <= tokens.Length && tokens[at - 1].Kind == CssTokenKind.Ident;
    }

    private bool AppendCounted(ReadOnlySpan<CssToken> tokens, ref int at, string name)
    {
        var end = at + 2;
        for (var depth = 1; end < tokens.Length && depth > 0; end++) depth += tokens[end].Nesting;
        var arguments = tokens[(at + 2)..Math.Max(at + 2, end - 1)];
        at = end;
        name = name.ToLowerInvariant();
        if (!Counted.Contains(name) || CssNthFormula.Write(arguments) is not { } formula) _unmatchable = true;
        else _selector.Append(':').Append(name).Append('(').Append(formula).Append(')');
        return true;
    }

    private static ReadOnlySpan<CssToken> Trim(ReadOnlySpan<CssToken> tokens)
    {
        while (tokens.Length > 0 && tokens[0].Kind == CssTokenKind.Whitespace) tokens = tokens[1..];
        while (tokens.Length > 0 && tokens[^1].Kind == CssTokenKind.Whitespace) tokens = tokens[..^1];
        return tokens;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
