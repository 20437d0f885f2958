using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Readout.Web.Interface;

/// <summary>What the interface says, by key and language: the tables <c>Interface/*.tsv</c> with the columns key, en, ru, zh, kk.</summary>
/// <remarks>
/// <c>{0}</c>, <c>{1}</c> are filled in. Where a cell has several forms parted by <c>|</c>, the first filler is a count and the language says which form it takes.
/// Which tables there are is not written anywhere: a part of the interface brings its own.
/// </remarks>
public sealed class Texts
{
    private readonly FrozenDictionary<(string Key, string Language), ImmutableArray<CompositeFormat>> _cells;

    private Texts(FrozenDictionary<(string, string), ImmutableArray<CompositeFormat>> cells) => _cells = cells;

    public static Texts Embedded { get; } = Load();

    public IEnumerable<string> Keys => _cells.Keys.Select(c => c.Key).Distinct(StringComparer.Ordinal);

    /// <summary>The forms of a text in the order of <see cref="InterfaceLanguage.Plural"/>; empty when there is no such key.</summary>
    public ImmutableArray<CompositeFormat> Forms(string key, InterfaceLanguage language) => _cells.GetValueOrDefault((key, language.Code), []);

    private static Texts Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var cells = new Dictionary<(string, string), ImmutableArray<CompositeFormat>>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Interface/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            string[]? columns = null;
            for (var line = 1; reader.ReadLine() is { } text; line++)
            {
                if (text.Length == 0 || text[0] == '#')
                    continue;
                var parts = text.Split('\t');
                if (columns is null)
                {
                    columns = parts;
                    continue;
                }

                if (parts.Length != columns.Length)
                    throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{name}:{line}: {parts.Length} cells, {columns.Length} columns."));
                for (var i = 1; i < parts.Length; i++)
                {
                    if (!cells.TryAdd((parts[0], columns[i]), [.. parts[i].Split('|').Select(CompositeFormat.Parse)]))
                        throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{name}:{line}: the key '{parts[0]}' stands twice."));
                }
            }
        }

        return new(cells.ToFrozenDictionary());
    }
}
