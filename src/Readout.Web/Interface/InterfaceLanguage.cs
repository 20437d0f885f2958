using System.Collections.Immutable;

namespace Readout.Web.Interface;

/// <summary>A language of the interface.</summary>
/// <param name="Code">BCP 47.</param>
/// <param name="OwnName">What its speakers call it.</param>
/// <param name="Decimal">Between whole and part of a number.</param>
/// <param name="Group">Between thousands; a blank is a narrow one that does not break.</param>
/// <param name="Plural">Which form of a text a count takes, from 0; forms stand in the table in that order.</param>
/// <param name="Forms">How many forms a counted text has.</param>
public sealed record InterfaceLanguage(string Code, string OwnName, string Decimal, string Group, Func<long, int> Plural, int Forms)
{
    private const string NarrowBlank = "\u202F";

    public static ImmutableArray<InterfaceLanguage> All { get; } =
    [
        new("en", "English", ".", ",", static n => n == 1 ? 0 : 1, 2),
        new("ru", "Русский", ",", NarrowBlank, Russian, 3),
        new("zh", "中文", ".", ",", static _ => 0, 1),
        new("kk", "Қазақша", ",", NarrowBlank, static _ => 0, 1),
    ];

    public static InterfaceLanguage English => All[0];

    /// <summary>By a BCP 47 tag, of which the primary language counts: "zh-Hans-CN" is Chinese; null when the interface does not have it.</summary>
    public static InterfaceLanguage? Find(string? tag) =>
        tag is null ? null : All.FirstOrDefault(l => string.Equals(l.Code, tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    // 1, 21, 31 отчёт; 2-4, 22-24 отчёта; 0, 5-20, 11-14 отчётов.
    private static int Russian(long n) => (Math.Abs(n) % 100, Math.Abs(n) % 10) switch
    {
        ( >= 11 and <= 14, _) => 2,
        (_, 1) => 0,
        (_, >= 2 and <= 4) => 1,
        _ => 2,
    };
}
