namespace Readout.Ledger.Sqlite;

/// <summary>How well a row answers a query: BM25 over the words, those of titles and names weighing more.</summary>
/// <param name="expression">The query.</param>
/// <param name="rarity">By word of the expression, how much it says that a report has it (the inverse document frequency).</param>
internal sealed class Relevance(IndexExpression expression, double[] rarity)
{
    private const double Saturation = 1.2;
    private const double Length = 0.75;

    // Title, people, organisations, places, body, tags.
    private static readonly double[] Weights = [8, 4, 4, 2, 1, 0];

    private readonly List<(long Slot, int Size, double[] Counts)> _rows = [];

    /// <summary>How much it says that a report has a word which so many of a sample have.</summary>
    public static double RarityOf(int having, int sample) => Math.Max(1e-6, Math.Log((sample - having + 0.5) / (having + 0.5)));

    public void Add(long slot, ReadOnlySpan<byte> hits)
    {
        var counts = new double[rarity.Length];
        var told = IndexHits.Read(hits, out var size);
        for (var phrase = 0; phrase * Weights.Length < told.Length; phrase++)
        {
            if (expression.Phrases[phrase] is not (>= 0 and var word))
                continue;
            var count = 0.0;
            for (var column = 0; column < Weights.Length; column++)
                count += Weights[column] * told[phrase * Weights.Length + column];
            // Alternatives of a word ("Токаева" and its base form) stand at the same places: the most frequent one tells.
            counts[word] = Math.Max(counts[word], count);
        }

        _rows.Add((slot, size, counts));
    }

    /// <summary>The rows, best first, the later of two equals first. A row that was added twice is there once.</summary>
    public IEnumerable<(long Slot, double Score)> Ranked()
    {
        var mean = _rows.Count == 0 ? 1 : Math.Max(1, _rows.Average(r => r.Size));
        return _rows.DistinctBy(r => r.Slot).Select(r => (r.Slot, Score(r.Size, r.Counts, mean))).OrderByDescending(r => r.Item2).ThenByDescending(r => r.Slot);
    }

    private double Score(int size, double[] counts, double mean)
    {
        var score = 0.0;
        for (var word = 0; word < counts.Length; word++)
            score += rarity[word] * counts[word] * (Saturation + 1) / (counts[word] + Saturation * (1 - Length + Length * size / mean));
        return score;
    }
}
