using Webmail.Html.TextConversion;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// Puts <c>ltr</c> or <c>rtl</c> in the place of <c>dir=auto</c>, as the HTML standard ("the dir attribute", auto-directionality) would find it. Chromium finds it anew
/// with every node that its parser adds, over all the text before it: 3 MB of numbers took 30 s.
/// </summary>
internal static class SettledDirections
{
    /// <summary>An isolate without a strong character takes its parent's direction, which only the browser knows; a short one costs it nothing.</summary>
    private const int MaxNeutralChars = 4_000;

    /// <summary>The first strong direction inside; every text is read at most once. As deep as the tree, which the builder bounds.</summary>
    public static TextDirection? Settle(SafeElement element) => Read(element).First;

    private static (TextDirection? First, int Chars) Read(SafeElement element)
    {
        TextDirection? first = null;
        var chars = 0;
        foreach (var child in element.Children)
        {
            if (child is SafeElement inner)
            {
                var (found, length) = Read(inner);
                chars += length;
                if (inner.Name != "bdi" && inner["dir"] is null) first ??= found;
            }
            else if (child is SafeText { Text: var text })
            {
                chars += text.Length;
                first ??= TextDirections.FirstStrong(text);
            }
        }
        var own = element["dir"];
        if (own == "auto") element.Change("dir", (first ?? TextDirection.LeftToRight).Attribute());
        else if (own is null && element.Name == "bdi" && (first is not null || chars > MaxNeutralChars)) element.Set("dir", (first ?? TextDirection.LeftToRight).Attribute());
        return (first, chars);
    }
}
