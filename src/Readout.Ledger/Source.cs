using System.Collections.Immutable;

namespace Readout.Ledger;

/// <summary>Which words of which report say something.</summary>
/// <param name="Document">The document's id.</param>
/// <param name="Item">Id of the record's item; null when the words are no item.</param>
public sealed record Source(string Document, DateOnly? Published, string? Publisher, string? Item, Evidence Evidence)
{
    public static Source Of(Record record, string? item, Evidence evidence) =>
        new(record.Document.Id, record.Document.Published, record.Document.Publisher, item, evidence);
}

/// <summary>A value and who says so.</summary>
public sealed record Told<T>(T Value, ImmutableArray<Source> Sources);

/// <summary>Values by the sources that give them.</summary>
internal sealed class Tally<T>(IEqualityComparer<T> comparer) where T : notnull
{
    private readonly Dictionary<T, List<Source>> _sources = new(comparer);

    public void Add(T value, Source source)
    {
        if (!_sources.TryGetValue(value, out var sources))
            _sources[value] = sources = [];
        sources.Add(source);
    }

    /// <summary>Most documents first, then the earliest published, then by value: the same whatever the order of adding.</summary>
    public ImmutableArray<Told<T>> All(Func<T, string> name) =>
    [
        .. _sources.Select(s => new Told<T>(s.Key, [.. s.Value.Distinct().OrderBy(v => v.Published ?? DateOnly.MaxValue).ThenBy(v => v.Document, StringComparer.Ordinal).ThenBy(v => v.Evidence.Start)]))
            .OrderByDescending(t => t.Sources.Select(s => s.Document).Distinct().Count())
            .ThenBy(t => t.Sources[0].Published ?? DateOnly.MaxValue)
            .ThenBy(t => name(t.Value), StringComparer.Ordinal),
    ];
}
