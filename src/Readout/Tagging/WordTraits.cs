using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Tagging;

/// <summary>What the tagger looks at in one token: hashes of its parts and small codes.</summary>
internal struct WordTraits
{
    public uint Form, Stem, Lemma, Prefix2, Prefix3, Suffix2, Suffix3, Suffix4;

    /// <summary>Letters' case, digits, script: "Xx", "X", "xXx" and so on, as a code.</summary>
    public uint Shape;

    /// <summary>Part of speech of the first reading, whether guessed and whether a name in the lexicon.</summary>
    public uint Word;

    public Cases Cases;

    /// <summary>Kinds of names that list the word, in Chinese with the character's place in the listed words; 0 when none.</summary>
    public uint Kinds;

    /// <summary>The character, folded; '\0' for words.</summary>
    public char Letter;

    /// <summary>What names are written with a character (<see cref="INameForms.SignsOf"/>); 0 for words.</summary>
    public uint Signs;

    /// <summary>The outermost and the innermost spot of the rules that covers the token: kind, rule, place in it; 0 when none.</summary>
    public uint Outer, Inner;

    /// <summary>Titles and descriptions that cover the token; 0 when none.</summary>
    public uint Title;

    /// <summary>Kind of the well-known organisation that the token names or helps to name, and its place there; 0 when none.</summary>
    public uint WellKnown;

    /// <summary>Sort of organisation or place whose head the word is; 0 when none.</summary>
    public uint Head;

    /// <summary>Place in the innermost short quotation; 0 outside.</summary>
    public uint Quote;

    /// <summary>How the word is written and taken elsewhere in the text.</summary>
    public uint Elsewhere;

    /// <summary>Index of the word among the capitalised stems of the text; -1 when it has no capital.</summary>
    public int Stemmed;

    public bool IsCapital, IsWord, IsGiven;
}
