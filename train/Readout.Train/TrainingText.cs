using System.Collections.Immutable;
using Readout.Actors;
using Readout.Ingest;
using Readout.Tables;
using Readout.Tagging;
using Readout.Text;
using Readout.Time;

namespace Readout.Train;

/// <summary>A language to train for, and its lists of names.</summary>
internal sealed record TrainingPack(LanguagePack Pack, NameLists Lists)
{
    /// <summary>The pack of a language.</summary>
    /// <exception cref="InvalidDataException">The language is not read.</exception>
    public static TrainingPack Of(string language)
    {
        if (!TableSource.Languages.Contains(language))
            throw new InvalidDataException($"'{language}' is not read: {string.Join(", ", TableSource.Languages)}.");
        var pack = new Reader().PackOf(language);
        return new TrainingPack(pack, NameLists.Load(TableSource.BuiltIn.Of(language), pack.Morphology));
    }

    /// <summary>A model as the engine reads it.</summary>
    public NameTagger Tagger(byte[] bytes) => new(NameModel.Read(bytes, "model"), Lists);
}

/// <summary>A text as the tagger sees it.</summary>
internal sealed record Reading(SegmentedText Text, List<Draft> Drafts, NameFeatures Features, Lazy<ImmutableArray<Name>> FoundByRules, INameForms Forms)
{
    public static Reading Of(string text, TrainingPack training)
    {
        var pack = training.Pack;
        var segmented = Segmenter.Segment(TextNormalizer.Normalize(text), pack.Language, pack.Words, pack.Abbreviations);
        var syntax = pack.Grammar.Syntax(segmented, pack);
        var drafts = pack.Grammar.Names(segmented, syntax, pack);
        return new Reading(segmented, drafts, NameFeatures.Of(segmented, syntax, drafts, pack, training.Lists), new(ByRules), pack.Names);

        ImmutableArray<Name> ByRules()
        {
            var (actors, places) = ActorResolver.Resolve(segmented, syntax, drafts, pack, TimeFinder.Find(segmented, null, pack).Reference, null);
            return NamesInText.Of(segmented, actors, places, pack.Names);
        }
    }
}

/// <summary>A text with a tag of <see cref="NameTags"/> for each unit.</summary>
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
        var units = Reading.Features.Spans;
        var tags = new byte[units.Length];
        var points = new CodePoints(Reading.Text.Text);
        var places = new (int Start, int End)[units.Length];
        for (var i = 0; i < units.Length; i++)
            places[i] = _map.ToGiven(points.At(units[i].Start), points.At(units[i].End));
        foreach (var name in Gold.Names)
        {
            var first = Array.FindIndex(places, p => p.End > name.Start);
            var last = Array.FindLastIndex(places, p => p.Start < name.End);
            if (first < 0 || last < first || tags.AsSpan(first..(last + 1)).ContainsAnyExcept((byte)0))
                continue;
            var tokens = Reading.Features.TokensOf(new TokenRange(first, last + 1));
            if (Reading.Text.SentenceOf(tokens.Start) != Reading.Text.SentenceOf(tokens.End - 1))
                continue;
            for (var i = first; i <= last; i++)
                tags[i] = NameTags.Of(name.Type, i == first, i == last);
        }

        return new TrainingText(Reading, tags);
    }

    /// <summary>True when the name begins and ends where words of ours do.</summary>
    public bool IsOfWords(GoldName name)
    {
        var points = new CodePoints(Reading.Text.Text);
        var places = Reading.Text.Tokens.Select(t => _map.ToGiven(points.At(t.Span.Start), points.At(t.Span.End))).ToList();
        return places.Any(p => p.Start == name.Start) && places.Any(p => p.End == name.End);
    }

    /// <summary>A name with some words around it, for people.</summary>
    public string Around(GoldName name)
    {
        var runes = Gold.Text.EnumerateRunes().ToArray();
        string Of(int start, int end) => string.Concat(runes[Math.Max(0, start)..Math.Min(runes.Length, end)]).ReplaceLineEndings(" ");
        return $"{Of(name.Start - 30, name.Start)}[{Of(name.Start, name.End)}]{Of(name.End, name.End + 20)}";
    }

    /// <summary>What the engine would find with a tagger, or the rules alone find, over the text as given.</summary>
    public List<GoldName> Find(NameTagger? tagger)
    {
        var text = Reading.Text;
        var names = tagger is null ? Reading.FoundByRules.Value : NamesInText.Of(text, Reading.Drafts, tagger.Tag(text, Reading.Features), Reading.Forms);
        return [.. names.Select(n => (Place: _map.ToGiven(n.Start, n.End), n.Type)).Select(n => new GoldName(n.Place.Start, n.Place.End, n.Type))];
    }
}
