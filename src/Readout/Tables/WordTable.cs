using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Readout.Tables;

/// <summary>Single words of a table and what their rows say.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class WordTable<T>
{
    private readonly FrozenDictionary<string, (T Value, TsvRow Row)> _words;

    /// <param name="words">Words as texts have them, folded or in their base form.</param>
    /// <exception cref="TableException">RO2108: a word stands twice.</exception>
    public WordTable(IEnumerable<(string Word, T Value, TsvRow Row)> words)
    {
        var byWord = new Dictionary<string, (T, TsvRow)>(StringComparer.Ordinal);
        foreach (var (word, value, row) in words)
        {
            if (!byWord.TryAdd(word, (value, row)))
                throw row.Wrong("RO2108", $"'{word}' stands twice");
        }

        _words = byWord.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public bool TryGetValue(string word, [MaybeNullWhen(false)] out T value)
    {
        var found = _words.TryGetValue(word, out var known);
        value = known.Value;
        if (found)
            known.Row.Touch();
        return found;
    }

    public bool ContainsKey(string word) => TryGetValue(word, out _);

    /// <summary>What the word's row says; the default when it has none.</summary>
    public T? GetValueOrDefault(string word) => TryGetValue(word, out var value) ? value : default;
}
