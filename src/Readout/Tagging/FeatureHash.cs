namespace Readout.Tagging;

/// <summary>Hashes of strings and of features, the same on every machine.</summary>
internal static class FeatureHash
{
    // FNV-1a over UTF-16 units.
    public const uint Start = 2166136261u;

    public static uint Next(uint hash, char c) => (hash ^ c) * 16777619u;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = Start;
        foreach (var c in text)
            hash = Next(hash, c);
        return hash;
    }

    /// <summary>A feature: the number of its template with one value.</summary>
    public static uint Of(uint template, uint value) => Finish((template * 0x9E3779B9u) ^ value);

    /// <summary>A feature of two values.</summary>
    public static uint Of(uint template, uint first, uint second) => Finish(Finish((template * 0x9E3779B9u) ^ first) + (second * 0x85EBCA6Bu));

    /// <summary>A feature of three values.</summary>
    public static uint Of(uint template, uint first, uint second, uint third) => Finish(Of(template, first, second) + (third * 0xC2B2AE35u));

    // The finaliser of lowbias32 (Chris Wellons, public domain).
    private static uint Finish(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x7FEB352Du;
        hash ^= hash >> 15;
        hash *= 0x846CA68Bu;
        return hash ^ (hash >> 16);
    }
}
