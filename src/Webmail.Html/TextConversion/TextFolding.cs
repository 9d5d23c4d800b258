namespace Webmail.Html.TextConversion;

/// <summary>Marks what may start folded: signatures, and the quotes after which only blank lines and a signature follow.</summary>
internal static class TextFolding
{
    /// <summary>Shorter quotes at the end stay open: folding them saves nothing.</summary>
    private const int MinFoldedLines = 4;

    public static List<TextBlock> Mark(List<TextBlock> blocks)
    {
        var own = blocks.FindIndex(block => block.Kind == TextBlockKind.Text && !block.IsBlank);
        var last = blocks.FindLastIndex(block => block.Kind == TextBlockKind.Text && !block.IsBlank);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Kind == TextBlockKind.Signature) blocks[i].StartsFolded = true;
        }
        if (own < 0) return blocks;
        var from = last + 1;
        var quoted = blocks.Skip(from).Where(block => block.Kind == TextBlockKind.Quote).Sum(block => block.LineCount);
        if (quoted < MinFoldedLines) return blocks;
        foreach (var block in blocks.Skip(from)) block.StartsFolded = true;
        return blocks;
    }
}
