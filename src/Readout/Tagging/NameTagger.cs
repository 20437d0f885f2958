using System.Buffers;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Syntax;
using Readout.Tables;
using Readout.Text;

namespace Readout.Tagging;

/// <summary>Finds names that no list holds: a model over the words, what the rules found in them, and the rest of the text.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class NameTagger(NameModel model, NameLists lists)
{
    private const int Tags = NameTags.Count;

    /// <summary>The tagger of a language; null when it has no model.</summary>
    public static NameTagger? Load(LanguageTables tables, IMorphology morphology) =>
        NameModel.Load($"Languages/{tables.Language}/names.model.bin") is { } model ? new NameTagger(model, NameLists.Load(tables, morphology)) : null;

    /// <summary>Organisations that news speaks of by their bare names.</summary>
    public Gazetteer WellKnown => lists.WellKnown;

    /// <summary>The names in the order of the text; none inside another.</summary>
    public List<TaggedName> Tag(SegmentedText text, SyntaxLayer syntax, List<Draft> spots, LanguagePack pack) =>
        Tag(text, NameFeatures.Of(text, syntax, spots, pack, lists));

    /// <inheritdoc cref="Tag(SegmentedText, SyntaxLayer, List{Draft}, LanguagePack)"/>
    public List<TaggedName> Tag(SegmentedText text, NameFeatures features)
    {
        var found = new List<TaggedName>();
        foreach (var sentence in text.Sentences)
        {
            var units = features.UnitsOf(sentence.Tokens);
            if (features.MayHoldNames(units))
                Sentence(units, features, found);
        }

        return found;
    }

    private void Sentence(TokenRange sentence, NameFeatures features, List<TaggedName> found)
    {
        var n = sentence.Length;
        var scores = ArrayPool<float>.Shared.Rent(n * Tags);
        var back = ArrayPool<byte>.Shared.Rent(n * (Tags + 1));
        Span<uint> room = stackalloc uint[NameFeatures.Most];
        for (var i = 0; i < n; i++)
        {
            var count = features.Write(sentence.Start + i, sentence, room);
            model.Score(room[..count], scores.AsSpan(i * Tags, Tags));
        }

        var best = back.AsSpan(n * Tags, n);
        TagLattice.Best(scores.AsSpan(0, n * Tags), model.Transitions, best, back);
        if (best.ContainsAnyExcept((byte)NameTags.Outside))
            Names(sentence, features, scores.AsSpan(0, n * Tags), best, found);
        ArrayPool<float>.Shared.Return(scores);
        ArrayPool<byte>.Shared.Return(back);
    }

    private void Names(TokenRange sentence, NameFeatures features, ReadOnlySpan<float> scores, ReadOnlySpan<byte> best, List<TaggedName> found)
    {
        var n = best.Length;
        var doubles = ArrayPool<double>.Shared.Rent(n * Tags * 3);
        var forward = doubles.AsSpan(0, n * Tags);
        var backward = doubles.AsSpan(n * Tags, n * Tags);
        var emissions = doubles.AsSpan(n * Tags * 2, n * Tags);
        TagLattice.Sums(scores, model.Exponentials, forward, backward, emissions);
        for (var i = 0; i < n;)
        {
            if (best[i] == NameTags.Outside)
            {
                i++;
                continue;
            }

            // The likelihood of the whole path through the name.
            var path = forward[(i * Tags) + best[i]];
            var end = i;
            while (NameTags.IsOpen(best[end]))
            {
                path *= model.Exponentials[(best[end] * Tags) + best[end + 1]] * emissions[((end + 1) * Tags) + best[end + 1]];
                end++;
            }

            path *= backward[(end * Tags) + best[end]];
            found.Add(features.Name(new TokenRange(sentence.Start + i, sentence.Start + end + 1), NameTags.TypeOf(best[i]), (float)Math.Min(path, 1)));
            i = end + 1;
        }

        ArrayPool<double>.Shared.Return(doubles);
    }
}
