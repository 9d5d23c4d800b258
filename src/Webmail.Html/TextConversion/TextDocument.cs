namespace Webmail.Html.TextConversion;

/// <summary>A plain text message, cut into blocks.</summary>
/// <param name="Blocks">In order; empty for an empty message.</param>
public sealed record TextDocument(IReadOnlyList<TextBlock> Blocks)
{
    /// <summary>Which way its text begins to run: what the box around it should say, so that no browser has to find out.</summary>
    public TextDirection Direction { get; } =
        Blocks.SelectMany(block => block.Source).Select(line => TextDirections.FirstStrong(line.Text())).FirstOrDefault(found => found is not null) ?? TextDirection.LeftToRight;
}
