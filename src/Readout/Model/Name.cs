namespace Readout;

/// <summary>What a name names.</summary>
public enum NameType : byte
{
    Person,

    Organization,

    /// <summary>A place or a state.</summary>
    Location,
}

/// <summary>A name in a text: half-open, in code points of <see cref="DocumentFacts.Text"/>.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">One past its end.</param>
/// <param name="Type">What it names.</param>
public readonly record struct Name(int Start, int End, NameType Type);
