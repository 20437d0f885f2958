using System.Numerics;
using Readout.Tagging;

namespace Readout.Train;

/// <summary>How a model is trained.</summary>
internal sealed record TrainingOptions
{
    public int Seed { get; init; } = 1;

    public int Epochs { get; init; } = 60;

    /// <summary>First step of AdaGrad.</summary>
    public float Rate { get; init; } = 0.15f;

    /// <summary>Strength of the pull to 0 (L2), over the whole corpus.</summary>
    public float Pull { get; init; } = 1.0f;

    /// <summary>Features that occur more rarely are left out.</summary>
    public int AtLeast { get; init; } = 2;

    /// <summary>Added to the score of each name: above 0 more names are found, and more of them wrongly.</summary>
    public float Boldness { get; init; }

    public TrainerKind Kind { get; init; } = TrainerKind.Crf;
}

internal enum TrainerKind
{
    /// <summary>Conditional random field: the likelihood of the whole sequence.</summary>
    Crf,

    /// <summary>Averaged structured perceptron (Collins 2002): right sequence up, best wrong one down.</summary>
    Perceptron,

    /// <summary>Each tag for itself (maximum entropy); only impossible sequences are kept out.</summary>
    Local,
}

/// <summary>Weights as learned: rows of twelve a feature, and transitions.</summary>
internal sealed record Learned(float[] Transitions, Dictionary<uint, float[]> Rows);

/// <summary>Trains a linear sequence model: as a rule a conditional random field, by AdaGrad over sentences in an order drawn from the seed.</summary>
/// <remarks>One thread and fixed order of sums: the same seed gives the same bytes. The pull of a feature is shared out among its occurrences,
/// so that an epoch pulls each weight once whatever its frequency (Duchi et al. 2011 for AdaGrad).</remarks>
internal sealed class NameTrainer
{
    private const int Tags = NameTags.Count;
    private const int Row = 16;
    private readonly List<Sequence> _sequences;
    private readonly Alphabet _alphabet;
    private readonly TrainingOptions _options;
    private readonly float[] _weights;
    private readonly float[] _squares;
    private readonly float[] _pull;
    private readonly float[] _transitions = new float[Tags * Tags];
    private readonly float[] _transitionSquares = new float[Tags * Tags];
    private long _steps;

    private NameTrainer(List<Sequence> sequences, Alphabet alphabet, TrainingOptions options)
    {
        (_sequences, _alphabet, _options) = (sequences, alphabet, options);
        _weights = new float[alphabet.Count * Row];
        _squares = new float[alphabet.Count * Row];
        _pull = [.. alphabet.Counts.Select(c => options.Pull / c)];
    }

    public static Learned Train(List<Sequence> sequences, Alphabet alphabet, TrainingOptions options)
    {
        var trainer = new NameTrainer(sequences, alphabet, options);
        var random = new Random(options.Seed);
        var order = Enumerable.Range(0, sequences.Count).ToArray();
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var s in order)
            {
                if (options.Kind == TrainerKind.Perceptron)
                    trainer.Correct(sequences[s]);
                else
                    trainer.Learn(sequences[s]);
            }
        }

        trainer.Average();
        for (var tag = 1; tag < Tags; tag++)
        {
            foreach (var b in NameTags.Continues(tag) ? [] : NameTags.Before[tag])
                trainer._transitions[(b * Tags) + tag] += options.Boldness;
        }

        var rows = new Dictionary<uint, float[]>(alphabet.Count);
        for (var f = 0; f < alphabet.Count; f++)
            rows[alphabet.Keys[f]] = [.. Enumerable.Range(1, Tags - 1).Select(t => trainer._weights[(f * Row) + t] - trainer._weights[f * Row])];
        return new Learned(trainer._transitions, rows);
    }

    private void Learn(Sequence sequence)
    {
        var n = sequence.Tags.Length;
        var scores = Scores(sequence);
        var weightsOf = new double[Tags * Tags];
        for (var b = 0; b < Tags; b++)
        {
            for (var tag = 0; tag < Tags; tag++)
                weightsOf[(b * Tags) + tag] = NameTags.MayFollow(b, tag) ? Math.Exp(_transitions[(b * Tags) + tag]) : 0;
        }

        var forward = new double[n * Tags];
        var backward = new double[n * Tags];
        var emissions = new double[n * Tags];
        if (_options.Kind == TrainerKind.Local)
            Alone(scores, forward, backward);
        else
            TagLattice.Sums(scores, weightsOf, forward, backward, emissions);
        Span<float> gradient = stackalloc float[Row];
        for (var i = 0; i < n; i++)
        {
            gradient.Clear();
            for (var tag = 1; tag < Tags; tag++)
                gradient[tag] = (float)(forward[(i * Tags) + tag] * backward[(i * Tags) + tag]) - (sequence.Tags[i] == tag ? 1 : 0);
            foreach (var feature in sequence.Features[i])
                Step(_weights.AsSpan(feature * Row, Row), _squares.AsSpan(feature * Row, Row), gradient, _pull[feature]);
        }

        for (var i = 1; i < n && _options.Kind == TrainerKind.Crf; i++)
        {
            for (var tag = 0; tag < Tags; tag++)
            {
                var after = emissions[(i * Tags) + tag] * backward[(i * Tags) + tag];
                foreach (var b in NameTags.Before[tag])
                {
                    var at = (b * Tags) + tag;
                    var g = (float)(forward[((i - 1) * Tags) + b] * weightsOf[at] * after) - (sequence.Tags[i - 1] == b && sequence.Tags[i] == tag ? 1 : 0);
                    if (g == 0)
                        continue;
                    _transitionSquares[at] += g * g;
                    _transitions[at] -= _options.Rate * g / (MathF.Sqrt(_transitionSquares[at]) + 1e-6f);
                }
            }
        }
    }

    private float[] Scores(Sequence sequence)
    {
        var n = sequence.Tags.Length;
        var scores = new float[n * Tags];
        Span<float> row = stackalloc float[Row];
        for (var i = 0; i < n; i++)
        {
            row.Clear();
            foreach (var feature in sequence.Features[i])
            {
                var weights = _weights.AsSpan(feature * Row, Row);
                for (var w = 0; w < Row; w += Vector<float>.Count)
                    (new Vector<float>(row[w..]) + new Vector<float>(weights[w..])).CopyTo(row[w..]);
            }

            row[..Tags].CopyTo(scores.AsSpan(i * Tags));
        }

        return scores;
    }

    private static void Alone(ReadOnlySpan<float> scores, Span<double> likelihood, Span<double> ones)
    {
        ones.Fill(1);
        for (var i = 0; i < scores.Length; i += Tags)
        {
            var sum = 0.0;
            for (var tag = 0; tag < Tags; tag++)
                sum += likelihood[i + tag] = Math.Exp(scores[i + tag]);
            for (var tag = 0; tag < Tags; tag++)
                likelihood[i + tag] /= sum;
        }
    }

    // The perceptron's squares hold the sums for the average: weight × steps so far.
    private void Correct(Sequence sequence)
    {
        var n = sequence.Tags.Length;
        var best = new byte[n];
        TagLattice.Best(Scores(sequence), _transitions, best, new byte[n * Tags]);
        _steps++;
        for (var i = 0; i < n; i++)
        {
            if (best[i] != sequence.Tags[i])
            {
                foreach (var feature in sequence.Features[i])
                {
                    Move(_weights, _squares, (feature * Row) + sequence.Tags[i], 1);
                    Move(_weights, _squares, (feature * Row) + best[i], -1);
                }
            }

            if (i > 0 && (best[i] != sequence.Tags[i] || best[i - 1] != sequence.Tags[i - 1]))
            {
                Move(_transitions, _transitionSquares, (sequence.Tags[i - 1] * Tags) + sequence.Tags[i], 1);
                Move(_transitions, _transitionSquares, (best[i - 1] * Tags) + best[i], -1);
            }
        }
    }

    private void Move(float[] weights, float[] sums, int at, float by)
    {
        weights[at] += by;
        sums[at] += by * _steps;
    }

    private void Average()
    {
        if (_options.Kind != TrainerKind.Perceptron)
            return;
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] -= _squares[i] / (_steps + 1);
        for (var i = 0; i < _transitions.Length; i++)
            _transitions[i] -= _transitionSquares[i] / (_steps + 1);
    }

    private void Step(Span<float> weights, Span<float> squares, ReadOnlySpan<float> gradient, float pull)
    {
        var rate = new Vector<float>(_options.Rate);
        var tiny = new Vector<float>(1e-6f);
        for (var w = 0; w < Row; w += Vector<float>.Count)
        {
            var weight = new Vector<float>(weights[w..]);
            var g = new Vector<float>(gradient[w..]) + (weight * pull);
            var square = new Vector<float>(squares[w..]) + (g * g);
            (weight - (rate * g / (Vector.SquareRoot(square) + tiny))).CopyTo(weights[w..]);
            square.CopyTo(squares[w..]);
        }
    }
}
