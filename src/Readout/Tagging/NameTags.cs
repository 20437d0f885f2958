using Readout.Text;

namespace Readout.Tagging;

/// <summary>A name as the tagger found it.</summary>
/// <param name="Tokens">The words that it touches.</param>
/// <param name="Span">Where it stands in the normalised text, in UTF-16.</param>
/// <param name="Type">What it names.</param>
/// <param name="IsWhole">False when it begins or ends inside a word, which Chinese may have cut wrongly.</param>
/// <param name="Confidence">How likely the model holds exactly this span and type, 0 to 1.</param>
internal readonly record struct TaggedName(TokenRange Tokens, Span Span, NameType Type, bool IsWhole, float Confidence);

/// <summary>Tags of tokens: 0 outside of names; for each <see cref="NameType"/> begin, inside, last word and a name of one word (BILOU).</summary>
/// <remarks>Ratinov and Roth (2009), "Design challenges and misconceptions in named entity recognition".</remarks>
internal static class NameTags
{
    public const int Outside = 0;
    public const int Count = 13;

    /// <summary>The tag of a word of a name.</summary>
    public static byte Of(NameType type, bool isFirst, bool isLast) => (byte)(1 + (4 * (int)type) + (isFirst, isLast) switch
    {
        (true, false) => 0,
        (false, false) => 1,
        (false, true) => 2,
        (true, true) => 3,
    });

    public static NameType TypeOf(int tag) => (NameType)((tag - 1) / 4);

    /// <summary>True where a name goes on after the tag.</summary>
    public static bool IsOpen(int tag) => tag != Outside && (tag - 1) % 4 < 2;

    /// <summary>True for tags that continue a name.</summary>
    public static bool Continues(int tag) => tag != Outside && (tag - 1) % 4 is 1 or 2;

    /// <summary>Which tags may follow which: an open name goes on with its own type, all else begins anew.</summary>
    public static bool MayFollow(int before, int tag) => IsOpen(before) ? Continues(tag) && TypeOf(before) == TypeOf(tag) : !Continues(tag);

    /// <summary>For each tag those that may stand before it.</summary>
    internal static readonly int[][] Before =
        [.. Enumerable.Range(0, Count).Select(tag => Enumerable.Range(0, Count).Where(before => MayFollow(before, tag)).ToArray())];
}
