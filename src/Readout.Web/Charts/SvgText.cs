using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Readout.Web.Charts;

/// <summary>Words in a drawing. In a block of code Razor takes a <c>text</c> element for its own, so drawings write theirs with this.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired] public double X { get; set; }

    /// <summary>The line that the words stand on.</summary>
    [Parameter, EditorRequired] public double Y { get; set; }

    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary><c>label</c>, <c>label strong</c>, <c>differs</c> …</summary>
    [Parameter] public string Class { get; set; } = "label";

    /// <summary><c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    [Parameter] public string Anchor { get; set; } = "start";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", Svg.Number(X));
        builder.AddAttribute(3, "y", Svg.Number(Y));
        builder.AddAttribute(4, "text-anchor", Anchor);
        builder.AddContent(5, Text);
        builder.CloseElement();
    }
}
