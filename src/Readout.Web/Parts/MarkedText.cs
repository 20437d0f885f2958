using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Readout.Text;
using Readout.Web.Interface;
using Readout.Web.Reading;

namespace Readout.Web.Parts;

/// <summary>A stretch of a report with its marks: lines under the words, ids before an item's first words.</summary>
public sealed class MarkedText : ComponentBase
{
    [Parameter, EditorRequired] public required CodePointText Text { get; set; }

    /// <summary>Marks of the whole document; those that touch the stretch are drawn.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ItemMark> Marks { get; set; }

    /// <summary>First code point of the stretch.</summary>
    [Parameter, EditorRequired] public int Start { get; set; }

    /// <summary>One past its last.</summary>
    [Parameter, EditorRequired] public int End { get; set; }

    [Inject] private Words Words { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder) => Inside(builder, MarkNode.Nest(Marks, Start, End), []);

    private void Inside(RenderTreeBuilder builder, MarkNode node, List<ItemMark> tags)
    {
        if (node is { IsFirst: true, Mark: { HasTag: true } mark })
            tags.Add(mark);
        var at = node.Start;
        var next = node.Inside.Count > 0 ? node.Inside[0].Start : node.End;
        // Tags stand in the innermost mark that begins here, on one line with its first word.
        if (tags.Count > 0 && next > at)
        {
            Hold(builder, tags, Text.Slice(at, next), out var held);
            at += held;
            tags.Clear();
        }

        foreach (var child in node.Inside)
        {
            if (at < child.Start)
                builder.AddContent(0, Text.Slice(at, child.Start));
            Span(builder, child, child.Start == node.Start ? tags : []);
            at = child.End;
        }

        if (at < node.End)
            builder.AddContent(1, Text.Slice(at, node.End));
    }

    private void Span(RenderTreeBuilder builder, MarkNode node, List<ItemMark> tags)
    {
        var mark = node.Mark!;
        builder.OpenElement(2, "span");
        builder.AddAttribute(3, "class", $"mark {mark.Type}");
        if (node.IsFirst)
            builder.AddAttribute(4, "id", $"t-{mark.Item}");
        builder.AddAttribute(5, "data-item", mark.Item);
        Inside(builder, node, tags);
        builder.CloseElement();
    }

    private void Hold(RenderTreeBuilder builder, List<ItemMark> tags, string text, out int held)
    {
        builder.OpenElement(6, "span");
        builder.AddAttribute(7, "class", "hold");
        foreach (var tag in tags)
        {
            builder.OpenElement(8, "a");
            builder.AddAttribute(9, "class", $"tag {tag.Type}");
            builder.AddAttribute(10, "href", $"#{tag.Item}");
            builder.AddAttribute(11, "data-item", tag.Item);
            builder.AddAttribute(12, "aria-label", $"{tag.Item.ToUpperInvariant()}: {Words.Label("kind", tag.Type)}");
            builder.AddContent(13, tag.Item.ToUpperInvariant());
            builder.CloseElement();
        }

        var word = FirstWord(text);
        builder.AddContent(14, word);
        builder.CloseElement();
        held = word.EnumerateRunes().Count();
    }

    // A Chinese text has no blanks: its first character will do.
    private static string FirstWord(string text)
    {
        var rune = text.EnumerateRunes().First();
        if (rune.Value >= 0x2E80)
            return rune.ToString();
        var end = text.AsSpan().IndexOfAny(' ', '\u00A0', '\n');
        return end <= 0 || end > 24 ? (end == 0 || text.Length > 24 ? rune.ToString() : text) : text[..end];
    }
}
