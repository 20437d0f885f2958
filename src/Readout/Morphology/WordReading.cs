namespace Readout.Morphology;

/// <summary>Parts of speech as the frames need them (close to Universal Dependencies' UPOS).</summary>
public enum WordClass : byte
{
    Unknown, Noun, Adjective, Verb, Participle, Converb, Adverb, Preposition, Conjunction, Particle, Pronoun, Numeral, Interjection,
}

/// <summary>Cases that a form may stand in; a form often allows several.</summary>
[Flags]
public enum Cases : byte
{
    None = 0, Nominative = 1, Genitive = 2, Dative = 4, Accusative = 8, Instrumental = 16, Locative = 32,
    Any = 63,
}

[Flags]
public enum Numbers : byte { None = 0, Singular = 1, Plural = 2, Any = 3 }

[Flags]
public enum Genders : byte { None = 0, Masculine = 1, Feminine = 2, Neuter = 4, Any = 7 }

/// <summary>What kind of verb form; <see cref="None"/> for words that are no verbs.</summary>
public enum VerbForm : byte { None, Infinitive, Past, NonPast, Imperative }

[Flags]
public enum Aspects : byte { None = 0, Perfective = 1, Imperfective = 2, Both = 3 }

/// <summary>One way to read a word form: its base form and its grammar.</summary>
/// <param name="Base">Base form, folded (lower case, ё as е): nominative singular, masculine for adjectives; infinitive for verbs, participles and converbs.</param>
/// <param name="Class">Part of speech.</param>
/// <param name="Cases">Cases the form may stand in under this reading; <see cref="Cases.None"/> for words without case; <see cref="Cases.Any"/> for what does not decline.</param>
/// <param name="Numbers">Number of the form.</param>
/// <param name="Genders">Gender of a singular noun, adjective, participle or past verb; <see cref="Genders.None"/> when the form has none (plural).</param>
/// <param name="Form">Verb form; participles carry Past or NonPast as their tense.</param>
/// <param name="Person">1, 2 or 3 of a non-past verb; 0 when it has none.</param>
/// <param name="Aspects">Of verbs, participles, converbs. A perfective non-past form is the future.</param>
/// <param name="IsPassive">Passive participle ("подписан", "подписанный").</param>
/// <param name="IsShort">Short form of adjective or participle ("подписан", "готов").</param>
/// <param name="IsProper">True when the lexicon knows the word as a name only ("Хулио", "Нидерланды").</param>
/// <param name="IsGuessed">True when no lexicon knows the word and endings were guessed from.</param>
public readonly record struct WordReading(
    string Base,
    WordClass Class,
    Cases Cases = Cases.None,
    Numbers Numbers = Numbers.None,
    Genders Genders = Genders.None,
    VerbForm Form = VerbForm.None,
    byte Person = 0,
    Aspects Aspects = Aspects.None,
    bool IsPassive = false,
    bool IsShort = false,
    bool IsGuessed = false,
    bool IsProper = false);

/// <summary>Tells base forms and grammar of word forms of one language.</summary>
/// <remarks>Implementations are thread-safe and deterministic.</remarks>
public interface IMorphology
{
    /// <summary>All readings of a word, likeliest first; never empty (a guess where the lexicon is silent).</summary>
    /// <param name="word">As the text has it, any case of letters; hyphenated words whole.</param>
    WordReading[] Analyze(string word);

    /// <summary>Cuts a paragraph into words, numbers, marks and symbols; languages without blanks between words do it by their lexicon.</summary>
    List<(Text.Span Span, Text.TokenKind Kind)> Tokenize(string text, Text.Span paragraph) => Text.Tokenizer.Tokenize(text, paragraph);

    /// <summary>The text in the letters that the tables are written in; null when it is in them already.</summary>
    internal Text.RespelledText? Respell(string text) => null;

    /// <summary>True where a name's own form is its base form, whatever suffixes it seems to have ("Бастер" is no plural).</summary>
    internal bool KeepsNamesWhole => false;

    /// <summary>Folds a word for look-up; length is kept.</summary>
    string Fold(string word) => Text.TextNormalizer.Fold(word);

    /// <summary>True where a script has capitals, which show names.</summary>
    bool HasCapitals => true;

    /// <summary>True when base forms come from a lexicon; without one the first reading is the form itself.</summary>
    bool HasLexicon => true;

    /// <summary>Length of what the forms of one word, known or not, mostly share at their beginning.</summary>
    /// <param name="fold">The word, folded.</param>
    int StemLength(ReadOnlySpan<char> fold) => fold.Length;

    /// <summary>Sets the readings of tokens right where the words around them tell more than the word itself ("to visit", "a visit").</summary>
    /// <param name="tokens">All tokens of a text; a changed one is replaced in its place.</param>
    void Disambiguate(Text.Token[] tokens)
    {
    }
}
