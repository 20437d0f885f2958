namespace Readout.Tagging;

/// <summary>Sequences of tags over a sentence: the likeliest, and how likely each part of one is (a linear-chain conditional random field).</summary>
/// <remarks>Lafferty, McCallum and Pereira (2001). Scores and transitions are logarithms; rows of tokens have <see cref="NameTags.Count"/> cells.</remarks>
internal static class TagLattice
{
    private const int Tags = NameTags.Count;

    /// <summary>The likeliest sequence.</summary>
    /// <param name="scores">A row a token.</param>
    /// <param name="transitions">[before * Count + tag].</param>
    /// <param name="best">Gets the tags; its length is the number of tokens.</param>
    /// <param name="back">Room of one cell a score.</param>
    public static void Best(ReadOnlySpan<float> scores, ReadOnlySpan<float> transitions, Span<byte> best, Span<byte> back)
    {
        Span<float> before = stackalloc float[Tags];
        Span<float> now = stackalloc float[Tags];
        for (var tag = 0; tag < Tags; tag++)
            before[tag] = NameTags.Continues(tag) ? float.NegativeInfinity : scores[tag] + transitions[tag];
        for (var i = 1; i < best.Length; i++)
        {
            for (var tag = 0; tag < Tags; tag++)
            {
                var (most, from) = (float.NegativeInfinity, 0);
                foreach (var b in NameTags.Before[tag])
                {
                    if (before[b] + transitions[(b * Tags) + tag] is var score && score > most)
                        (most, from) = (score, b);
                }

                now[tag] = most + scores[(i * Tags) + tag];
                back[(i * Tags) + tag] = (byte)from;
            }

            now.CopyTo(before);
        }

        var end = 0;
        for (var tag = 0; tag < Tags; tag++)
        {
            if (!NameTags.IsOpen(tag) && before[tag] > before[end])
                end = tag;
        }

        for (var i = best.Length - 1; i >= 0; i--)
        {
            best[i] = (byte)end;
            if (i > 0)
                end = back[(i * Tags) + end];
        }
    }

    /// <summary>Forward and backward sums, scaled so that they neither overflow nor vanish; returns the logarithm of the sum over all sequences.</summary>
    /// <param name="scores">A row a token.</param>
    /// <param name="weights">Exponentials of the transitions, 0 where none may be.</param>
    /// <param name="forward">Gets, a row a token, the share of the sequences up to it that end in each tag.</param>
    /// <param name="backward">Gets, a row a token, the weight of what may follow each tag: forward × backward is the likelihood of the tag.</param>
    /// <param name="emissions">Gets exponentials of the scores as scaled.</param>
    public static double Sums(ReadOnlySpan<float> scores, ReadOnlySpan<double> weights, Span<double> forward, Span<double> backward, Span<double> emissions)
    {
        var n = scores.Length / Tags;
        var log = 0.0;
        for (var i = 0; i < n; i++)
        {
            var row = scores.Slice(i * Tags, Tags);
            var most = row[0];
            foreach (var score in row)
                most = Math.Max(most, score);
            var sum = 0.0;
            for (var tag = 0; tag < Tags; tag++)
            {
                var e = Math.Exp(row[tag] - most);
                var into = 0.0;
                if (i == 0)
                {
                    into = NameTags.Continues(tag) ? 0 : weights[tag];
                }
                else
                {
                    foreach (var b in NameTags.Before[tag])
                        into += forward[((i - 1) * Tags) + b] * weights[(b * Tags) + tag];
                }

                // No sentence ends inside a name.
                if (i == n - 1 && NameTags.IsOpen(tag))
                    e = 0;
                emissions[(i * Tags) + tag] = e;
                forward[(i * Tags) + tag] = into * e;
                sum += into * e;
            }

            log += Math.Log(sum) + most;
            for (var tag = 0; tag < Tags; tag++)
            {
                forward[(i * Tags) + tag] /= sum;
                emissions[(i * Tags) + tag] /= sum;
            }
        }

        for (var tag = 0; tag < Tags; tag++)
            backward[((n - 1) * Tags) + tag] = 1;
        for (var i = n - 2; i >= 0; i--)
        {
            var row = backward.Slice(i * Tags, Tags);
            row.Clear();
            for (var tag = 0; tag < Tags; tag++)
            {
                var after = emissions[((i + 1) * Tags) + tag] * backward[((i + 1) * Tags) + tag];
                foreach (var b in NameTags.Before[tag])
                    row[b] += weights[(b * Tags) + tag] * after;
            }
        }

        return log;
    }
}
