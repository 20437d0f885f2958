using Readout.Actors;
using Readout.Ingest;
using Readout.Reference;
using Readout.Tagging;
using Readout.Text;

namespace Readout.Train;

/// <summary>A language to train for, and its well-known names.</summary>
internal sealed record TrainingPack(LanguagePack Pack, Gazetteer WellKnown)
{
    public static TrainingPack Russian()
    {
        var pack = Reader.Russian(new ReaderOptions());
        return new TrainingPack(pack, NameTagger.WellKnown(Readout.Tables.TableSource.BuiltIn.Of(pack.Language), pack.Morphology));
    }

    /// <summary>A model as the engine reads it.</summary>
    public NameTagger Tagger(byte[] bytes) => new(NameModel.Read(bytes, "model"), WellKnown);
}

/// <summary>A text as the tagger sees it.</summary>
internal sealed record Reading(SegmentedText Text, List<Draft> Drafts, NameFeatures Features)
{
    public static Reading Of(string text, TrainingPack training)
    {
        var pack = training.Pack;
        var segmented = Segmenter.Segment(TextNormalizer.Normalize(text), pack.Language, pack.Morphology, pack.Abbreviations);
        var syntax = pack.Grammar.Syntax(segmented, pack);
        var drafts = NameFinder.Find(segmented, syntax, pack);
        return new Reading(segmented, drafts, NameFeatures.Of(segmented, syntax, drafts, pack, training.WellKnown));
    }
}

/// <summary>A text with a tag of <see cref="NameTags"/> for each token.</summary>
internal sealed record TrainingText(Reading Reading, byte[] Tags)
{
    /// <summary>True when the model must not see what the rules found.</summary>
    public bool HidesSpots { get; init; }
}

/// <summary>A text in which people marked the names.</summary>
internal sealed class MarkedText
{
    private readonly OffsetMap _map;

    private MarkedText(GoldText gold, Reading reading, OffsetMap map) => (Gold, Reading, _map) = (gold, reading, map);

    public GoldText Gold { get; }

    public Reading Reading { get; }

    public static MarkedText Of(GoldText gold, TrainingPack pack)
    {
        var reading = Reading.Of(gold.Text, pack);
        var map = OffsetMap.Between(gold.Text, reading.Text.Text) ?? throw new InvalidDataException($"{gold.Name}: cannot be led back to the text as given.");
        return new MarkedText(gold, reading, map);
    }

    /// <summary>The text for training. A name that reaches over the end of a sentence is left out.</summary>
    public TrainingText ForTraining()
    {
        var tokens = Reading.Text.Tokens;
        var tags = new byte[tokens.Length];
        var points = new CodePoints(Reading.Text.Text);
        var places = Array.ConvertAll(tokens, t => _map.ToGiven(points.At(t.Span.Start), points.At(t.Span.End)));
        foreach (var name in Gold.Names)
        {
            var first = Array.FindIndex(places, p => p.End > name.Start);
            var last = Array.FindLastIndex(places, p => p.Start < name.End);
            if (first < 0 || last < first || tokens[first].Sentence != tokens[last].Sentence || tags.AsSpan(first..(last + 1)).ContainsAnyExcept((byte)0))
                continue;
            for (var i = first; i <= last; i++)
                tags[i] = NameTags.Of(name.Type, i == first, i == last);
        }

        return new TrainingText(Reading, tags);
    }

    /// <summary>What the engine would find with a tagger, over the text as given.</summary>
    public List<GoldName> Find(NameTagger tagger)
    {
        var names = NamesInText.Of(Reading.Text, Reading.Drafts, tagger.Tag(Reading.Text, Reading.Features));
        return [.. names.Select(n => (Place: _map.ToGiven(n.Start, n.End), n.Type)).Select(n => new GoldName(n.Place.Start, n.Place.End, n.Type))];
    }
}
