namespace Webmail.Html.Css;

/// <summary>What one sanitising run knows about its CSS: what was left out that would have been loaded.</summary>
internal sealed class CssScope
{
    private const int MaxRemembered = 2_000;

    /// <summary>References to other hosts that were dropped with their declaration or rule.</summary>
    public int RemoteReferences { get; set; }

    /// <summary>Style attributes written before: newsletters repeat a few hundred of them in thousands of elements. What they saw is counted again.</summary>
    private readonly Dictionary<string, (string Written, int Remote)> _written = new(StringComparer.Ordinal);

    /// <summary>A style attribute as it may be written; empty for nothing.</summary>
    public string WriteStyle(string style)
    {
        if (_written.TryGetValue(style, out var known))
        {
            RemoteReferences += known.Remote;
            return known.Written;
        }

        var before = RemoteReferences;
        var written = CssDeclarationParser.Write(CssDeclarationParser.ParseAttribute(style, this));
        if (_written.Count < MaxRemembered) _written[style] = (written, RemoteReferences - before);
        return written;
    }

    /// <summary>A background was kept: the mail paints its own paper.</summary>
    public bool HasBackground { get; set; }

    public int Rules { get; set; }

    /// <summary>True: colours are written for dark paper.</summary>
    public bool Darkens { get; init; }

    /// <summary>The first background in the mail's order: what its paper looks like.</summary>
    public CssColor? Paper { get; private set; }

    public void SeePaper(CssColor color) => Paper ??= color;

    /// <summary>Looks for a background's colour among declarations.</summary>
    public void SeePaper(IEnumerable<CssDeclaration> declarations)
    {
        if (Paper is not null) return;
        foreach (var declaration in declarations)
        {
            if (declaration.Property is not ("background" or "background-color")) continue;
            var tokens = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(CssTokenizer.Tokenize(declaration.Value));
            for (var i = 0; i < tokens.Length; i++)
            {
                if (CssColor.TryRead(tokens, ref i, out var color)) SeePaper(color);
            }
        }
    }

    /// <summary>A colour as it is to be written.</summary>
    public string Write(CssColor color) => (Darkens ? DarkPaper.Invert(color) : color).ToString();

    public void SeeUrl(string address)
    {
        if (address.StartsWith("//", StringComparison.Ordinal)
            || address.StartsWith("http", StringComparison.OrdinalIgnoreCase)) RemoteReferences++;
    }
}
