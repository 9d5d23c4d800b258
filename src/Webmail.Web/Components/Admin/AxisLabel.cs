using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Webmail.Web.Components.Admin;

/// <summary>A word in a drawing: SVG's <c>text</c>, whose name Razor keeps for itself.</summary>
public sealed class AxisLabel : ComponentBase
{
    [Parameter] public int X { get; set; }

    [Parameter] public int Y { get; set; }

    /// <summary>start, middle or end: which part of the word stands at <see cref="X"/>.</summary>
    [Parameter] public string Anchor { get; set; } = "end";

    /// <summary>It gives way where the drawing is small.</summary>
    [Parameter] public bool IsBetween { get; set; }

    [Parameter, EditorRequired] public required string Words { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddAttribute(4, "class", IsBetween ? "between" : null);
        builder.AddContent(5, Words);
        builder.CloseElement();
    }
}
