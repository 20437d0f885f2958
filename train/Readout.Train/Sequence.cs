using Readout.Tagging;
using Readout.Text;

namespace Readout.Train;

/// <summary>A sentence for training: numbers of features a token, and its tags.</summary>
internal sealed record Sequence(int[][] Features, byte[] Tags);

/// <summary>Numbers the features that occur often enough.</summary>
internal sealed class Alphabet
{
    private readonly Dictionary<uint, int> _numbers = [];
    private readonly List<int> _counts = [];

    public List<uint> Keys { get; } = [];

    public int Count => Keys.Count;

    /// <summary>How often each occurs.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Sentences of texts as sequences, without the features that occur less often than <paramref name="atLeast"/>.</summary>
    public List<Sequence> Sequences(IReadOnlyList<TrainingText> texts, int atLeast)
    {
        var raw = new List<(uint[][] Features, byte[] Tags)>();
        var counts = new Dictionary<uint, int>();
        Span<uint> room = stackalloc uint[NameFeatures.Most];
        foreach (var text in texts)
        {
            foreach (var sentence in text.Reading.Text.Sentences)
            {
                var range = text.Reading.Features.UnitsOf(sentence.Tokens);
                if (range.Length == 0)
                    continue;
                var features = new uint[range.Length][];
                for (var i = range.Start; i < range.End; i++)
                {
                    var n = text.Reading.Features.Write(i, range, room, text.HidesSpots);
                    features[i - range.Start] = room[..n].ToArray();
                    foreach (var feature in features[i - range.Start])
                        counts[feature] = counts.GetValueOrDefault(feature) + 1;
                }

                raw.Add((features, text.Tags[range.Start..range.End]));
            }
        }

        return [.. raw.Select(r => new Sequence([.. r.Features.Select(f => f.Where(k => counts[k] >= atLeast).Select(k => Number(k, counts[k])).ToArray())], r.Tags))];
    }

    private int Number(uint key, int count)
    {
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers[key] = number = Keys.Count;
            Keys.Add(key);
            _counts.Add(count);
        }

        return number;
    }
}
