using CsCheck;
using Readout.Text;
using Xunit;

namespace Readout.Ingest.Tests;

public sealed class OffsetMapTests
{
    private static string Slice(string text, int start, int end) => string.Concat(text.EnumerateRunes().Skip(start).Take(end - start));

    private static string GivenBehind(string given, string normalizedWord)
    {
        var normalized = TextNormalizer.Normalize(given);
        var map = OffsetMap.Between(given, normalized)!;
        var at = normalized[..normalized.IndexOf(normalizedWord, StringComparison.Ordinal)].EnumerateRunes().Count();
        var (start, end) = map.ToGiven(at, at + normalizedWord.EnumerateRunes().Count());
        return Slice(given, start, end);
    }

    [Theory]
    [InlineData("Визит Токаева", "Токаева", "Токаева")]
    [InlineData("Визит\r\n\r\nТокаева", "Токаева", "Токаева")]
    [InlineData("\uFEFFВизит Токаева", "Токаева", "Токаева")]
    [InlineData("Министр Чо\u0438\u0306 Хан", "Чой", "Чо\u0438\u0306")]
    [InlineData("😀 а\u0301\r\nё\u0335 Лавров 😀", "Лавров", "Лавров")]
    [InlineData("\u1112\u1161\u11AB\u1100\u116E\u11A8 Сеул", "Сеул", "Сеул")]
    public void ANameIsLedBackToTheTextAsGiven(string given, string name, string expected) => Assert.Equal(expected, GivenBehind(given, name));

    [Fact]
    public void AnotherTextHasNoMap() => Assert.Null(OffsetMap.Between("Визит", "визит"));

    [Fact]
    public void EveryStretchLeadsBackToWhatBecomesItWhenNormalized()
    {
        string[] characters = ["а", "и", "\u0306", "\u0301", "\r", "\n", "\r\n", "😀", " ", "й", "\u1100", "\u1161", "\u11A8", "\uD55C", "한", "\uFEFF"];
        var character = Gen.Int[0, characters.Length - 1].Select(i => characters[i]);
        Gen.Select(character.Array[0, 12], Gen.Int[0, 11], Gen.Int[1, 4]).Sample((parts, start, length) =>
        {
            var given = string.Concat(parts);
            var normalized = TextNormalizer.Normalize(given);
            var map = OffsetMap.Between(given, normalized);
            Assert.NotNull(map);
            var count = normalized.EnumerateRunes().Count();
            if (start >= count)
                return;
            var end = Math.Min(count, start + length);
            var (s, e) = map.ToGiven(start, end);
            var all = given.EnumerateRunes().Count();
            Assert.True(0 <= s && s < e && e <= all);
            var behind = TextNormalizer.Normalize("x" + Slice(given, s, e)); // "x", for a byte-order mark goes at the very beginning only
            Assert.Contains(Slice(normalized, start, end), behind, StringComparison.Ordinal);
        });
    }
}
