namespace Readout.Text;

/// <summary>A half-open stretch of UTF-16 code units of the normalised text.</summary>
/// <remarks>Inside the engine only; records count code points (<see cref="Evidence"/>).</remarks>
public readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;

    public bool Contains(int at) => at >= Start && at < End;

    public bool Contains(Span other) => other.Start >= Start && other.End <= End;

    public bool Overlaps(Span other) => other.Start < End && other.End > Start;

    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);

    public string In(string text) => text.Substring(Start, Length);
}
