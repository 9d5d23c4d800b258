namespace Webmail.Html.TextConversion;

/// <summary>Some lines of one kind and quote depth. Light: lines are cut and links are found when they are read, so that a long message costs what is shown.</summary>
public sealed class TextBlock
{
    private readonly IReadOnlyList<SourceLine> _lines;

    internal TextBlock(TextBlockKind kind, int quoteDepth, IReadOnlyList<SourceLine> lines)
    {
        Kind = kind;
        QuoteDepth = quoteDepth;
        _lines = lines;
    }

    /// <summary>What the lines are.</summary>
    public TextBlockKind Kind { get; internal set; }

    /// <summary>Marks (">") before each line: 0 for the writer's own, at most <see cref="PlainText.MaxQuoteDepth"/>.</summary>
    public int QuoteDepth { get; }

    /// <summary>True for what may start folded: quotes after which nothing new is said, and signatures.</summary>
    public bool StartsFolded { get; internal set; }

    /// <summary>Lines of the block, at most <see cref="PlainText.MaxLinesPerBlock"/>.</summary>
    public int LineCount => _lines.Count;

    /// <summary>The lines, each as pieces; an empty line has none.</summary>
    public IEnumerable<IReadOnlyList<TextPiece>> Lines => _lines.Select(line => LinkFinder.Split(line.Text()));

    internal IReadOnlyList<SourceLine> Source => _lines;

    internal string FirstLine => _lines[0].Text();

    internal string LastLine => _lines[^1].Text();

    internal bool IsBlank => _lines.All(line => line.IsBlank);
}
