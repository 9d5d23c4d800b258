using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Webmail.Html.Links;
using Webmail.Html.TextConversion;

namespace Webmail.Web.Components.Message;

/// <summary>
/// One block of a plain text as paragraphs. Everything of the mail goes out as text nodes and as the href of links that were found and
/// checked by Webmail.Html. Built by hand, because a paragraph's lines make one text node this way, not one each.
/// </summary>
public sealed class TextBlockView : ComponentBase
{
    private TextBlock? _drawn;

    [Parameter, EditorRequired] public required TextBlock Block { get; set; }

    protected override bool ShouldRender() => _drawn != Block;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        _drawn = Block;
        var run = new StringBuilder();
        var open = false;
        foreach (var line in Block.Lines)
        {
            if (line.Count == 0 || line is [TextRun only] && string.IsNullOrWhiteSpace(only.Text))
            {
                Close(builder, run, ref open);
                continue;
            }

            if (open) run.Append('\n');
            else builder.OpenElement(0, "p");
            open = true;
            foreach (var piece in line)
            {
                if (piece is TextLink link) Link(builder, run, link);
                else run.Append(piece.Text);
            }
        }

        Close(builder, run, ref open);
    }

    private static void Link(RenderTreeBuilder builder, StringBuilder run, TextLink link)
    {
        Flush(builder, run);
        builder.OpenElement(2, "a");
        builder.AddAttribute(3, "href", link.Href);
        builder.AddAttribute(4, "rel", "noopener noreferrer");
        if (link.Host is not null) builder.AddAttribute(5, "target", "_blank");
        if (Webmail.Html.Links.LinkGuard.Inspect(link.Href, link.Text) is { Warnings: not LinkWarnings.None and var warnings }) builder.AddAttribute(6, "data-why", (int)warnings);
        builder.AddContent(7, link.Text);
        builder.CloseElement();
    }

    private static void Flush(RenderTreeBuilder builder, StringBuilder run)
    {
        if (run.Length == 0) return;
        builder.AddContent(1, run.ToString());
        run.Clear();
    }

    private static void Close(RenderTreeBuilder builder, StringBuilder run, ref bool open)
    {
        if (!open) return;
        Flush(builder, run);
        builder.CloseElement();
        open = false;
    }
}
