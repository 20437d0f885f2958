using Readout.Tagging;

namespace Readout.Train;

/// <summary>Makes the bytes of a model from texts.</summary>
internal static class ModelMaker
{
    public static byte[] Make(IReadOnlyList<TrainingText> texts, TrainingOptions options)
    {
        var alphabet = new Alphabet();
        var sequences = alphabet.Sequences(texts, options.AtLeast);
        var learned = NameTrainer.Train(sequences, alphabet, options);
        return NameModel.Write(learned.Transitions, learned.Rows);
    }
}

/// <summary>Parts of a corpus, each held out once.</summary>
internal static class Folds
{
    public static IEnumerable<(int[] Train, int[] Held)> Of(int count, int folds, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        for (var fold = 0; fold < folds; fold++)
        {
            var held = order.Where((_, i) => i % folds == fold).Order().ToArray();
            yield return ([.. Enumerable.Range(0, count).Except(held)], held);
        }
    }
}
