using System.Collections.Immutable;
using Readout.Actors;
using Readout.Figures.Numbers;
using Readout.Morphology;
using Readout.Text;
using Readout.Time;

namespace Readout.Figures;

/// <summary>Finds the numbers that a report claims, with what they measure.</summary>
internal static class FigureFinder
{
    public static FigureLayer Find(SegmentedText text, TimeLayer times, ActorLayer actors, LanguagePack pack)
    {
        var figures = ImmutableArray.CreateBuilder<FoundFigure>();
        var timeAt = TimeAt(text, times);
        var scan = new NumberScan(text, timeAt, pack);
        var reader = new FigureReader(text, times, timeAt, pack);
        foreach (var sentence in text.Sentences)
        {
            foreach (var counted in scan.Of(sentence, figures.Count > 0 ? figures[^1] : null))
            {
                if (reader.Read(counted, sentence, figures) is { } figure)
                    figures.Add(figure with { Parties = FigureParties.Of(figure, sentence, actors) });
            }
        }

        return new FigureLayer(figures.ToImmutable());
    }

    private static TimeExpression?[] TimeAt(SegmentedText text, TimeLayer times)
    {
        var at = new TimeExpression?[text.Tokens.Length];
        foreach (var expression in times.Expressions)
        {
            for (var i = expression.Tokens.Start; i < expression.Tokens.End; i++)
                at[i] = expression;
        }

        return at;
    }
}
