using System.Globalization;
using Readout.Actors;
using Readout.Figures;
using Readout.Text;
using Readout.Time;

namespace Readout.Tests;

/// <summary>Runs single steps of the pipeline, on Russian.</summary>
internal static class Reading
{
    public static readonly LanguagePack Russian = Reader.Russian(new ReaderOptions());

    public static ActorLayer NoActors(SegmentedText text) => new([], [], text.Tokens.Length);

    public static SegmentedText Segment(string text) => Segmenter.Segment(TextNormalizer.Normalize(text), "ru", Russian.Words, Russian.Abbreviations);

    public static (SegmentedText Text, TimeLayer Times) Times(string text, DateOnly? published)
    {
        var segmented = Segment(text);
        return (segmented, TimeFinder.Find(segmented, published, Russian));
    }

    public static (SegmentedText Text, TimeLayer Times, FigureLayer Figures) Figures(string text, DateOnly? published, Func<SegmentedText, ActorLayer> actors)
    {
        var (segmented, times) = Times(text, published);
        return (segmented, times, FigureFinder.Claimed(segmented, times, actors(segmented), Russian));
    }

    /// <summary>A figure as the specs write it: measure, value, unit, status, period where told, approximation, change, record, evidence.</summary>
    public static string Line(FoundFigure figure, SegmentedText text) => string.Join(' ', new[]
    {
        figure.Measure, figure.Value.ToString("0.############", CultureInfo.InvariantCulture), (figure.Unit ?? "-").Replace(' ', '_'), figure.Status.ToString().ToLowerInvariant(), figure.Period,
        figure.Approx == Approximation.Exact ? null : figure.Approx.ToString().ToLowerInvariant(),
        figure.Change?.ToString().ToLowerInvariant(), figure.IsRecord ? "record" : null, $"\"{text.SpanOf(figure.Tokens).In(text.Text)}\"",
    }.Where(part => part is not null));
}
