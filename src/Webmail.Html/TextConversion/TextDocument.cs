namespace Webmail.Html.TextConversion;

/// <summary>A plain text message, cut into blocks.</summary>
/// <param name="Blocks">In order; empty for an empty message.</param>
public sealed record TextDocument(IReadOnlyList<TextBlock> Blocks);
