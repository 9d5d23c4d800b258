using Webmail.Html.TextConversion;

namespace Webmail.Web.Components.Message;

/// <summary>Neighbouring blocks that are drawn alike: open, or behind one quote button.</summary>
/// <param name="First">Index of the first block: names the stretch.</param>
internal sealed record TextStretch(int First, bool Folds, IReadOnlyList<TextBlock> Blocks)
{
    /// <summary>A signature up to this long is shown, muted; a longer one is a page of legal text.</summary>
    private const int LongSignature = 10;

    /// <summary>The first blocks with about <paramref name="lines"/> lines, as stretches, and whether there is more.</summary>
    public static (IReadOnlyList<TextStretch> Stretches, bool More) Of(TextDocument text, int lines)
    {
        var stretches = new List<TextStretch>();
        List<TextBlock> current = [];
        var (folds, first, shown) = (false, 0, 0);
        for (var i = 0; i < text.Blocks.Count; i++)
        {
            var block = text.Blocks[i];
            if (shown >= lines) return (With(), true);
            if (current.Count > 0 && FoldsAway(block) != folds)
            {
                stretches.Add(new TextStretch(first, folds, current));
                current = [];
            }

            if (current.Count == 0) (folds, first) = (FoldsAway(block), i);
            current.Add(block);
            // What is folded costs nothing until it is opened.
            shown += folds ? 1 : block.LineCount;
        }

        return (With(), false);

        IReadOnlyList<TextStretch> With() => current.Count == 0 ? stretches : [.. stretches, new TextStretch(first, folds, current)];
    }

    private static bool FoldsAway(TextBlock block) =>
        block.StartsFolded && (block.Kind != TextBlockKind.Signature || block.LineCount > LongSignature);
}
