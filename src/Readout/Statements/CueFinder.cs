using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

internal enum CueForm : byte { None, Finite, Converb, Passive }

/// <summary>A verb or phrase of saying in the text.</summary>
/// <param name="Head">Its verb.</param>
/// <param name="Words">From its first word to its last.</param>
/// <param name="Saying">The table's row.</param>
/// <param name="Form">How the verb stands.</param>
internal sealed record Cue(int Head, TokenRange Words, Saying Saying, CueForm Form);

/// <summary>Looks up cues. Knows the forms in which a verb of saying reports: past and present of the third person, converbs, short passives.</summary>
internal sealed class CueFinder(SegmentedText text, SayingTables tables)
{
    private readonly Token[] _tokens = text.Tokens;

    /// <summary>The reading that counts: the first verb, participle or converb.</summary>
    public static WordReading? VerbReading(Token token)
    {
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (reading.Class is WordClass.Verb or WordClass.Converb || reading is { Class: WordClass.Participle, IsShort: true } or { Class: WordClass.Adjective, IsShort: true })
                return reading;
        }

        return null;
    }

    public static CueForm FormOf(Token token) => VerbReading(token) switch
    {
        { Class: WordClass.Verb, Form: VerbForm.Past } => CueForm.Finite,
        // A perfective non-past is the future: nothing has been said yet.
        { Class: WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: not Aspects.Perfective } => CueForm.Finite,
        { Class: WordClass.Converb } => CueForm.Converb,
        { Class: WordClass.Participle, IsPassive: true } => CueForm.Passive,
        { Class: WordClass.Adjective } => CueForm.Finite,
        _ => CueForm.None,
    };

    /// <summary>The cues headed by a token, longest phrase first.</summary>
    public IEnumerable<Cue> At(int head, TokenRange within, Func<int, bool> isOpen)
    {
        var form = FormOf(_tokens[head]);
        if (form == CueForm.None)
            yield break;
        foreach (var (saying, words) in tables.Sayings.At(_tokens[head], _tokens, within, isOpen))
            yield return new Cue(head, words, saying, form == CueForm.Passive && saying.IsState ? CueForm.Finite : form);
    }

    /// <summary>True when the token heads a framing clause: a finite verb that takes a quotation.</summary>
    public bool FrameAt(int token)
    {
        if (!_tokens[token].IsWord || FormOf(_tokens[token]) is not (CueForm.Finite or CueForm.Passive))
            return false;
        var sentence = text.SentenceOf(token).Tokens;
        return tables.Sayings.At(_tokens[token], _tokens, new TokenRange(token, sentence.End), _ => true).Any(c => c.Value.TakesQuotation || (c.Value is { IsBlocker: false } && c.Words.Length > 1));
    }

    /// <summary>True when the token heads a cue after which a colon may bring the words themselves.</summary>
    public bool MayIntroduceSpeech(int token)
    {
        if (!_tokens[token].IsWord || FormOf(_tokens[token]) == CueForm.None)
            return false;
        var sentence = text.SentenceOf(token).Tokens;
        return tables.Sayings.At(_tokens[token], _tokens, sentence, _ => true).Any(c => !c.Value.IsBlocker || c.Value.Name.StartsWith("ответить", StringComparison.Ordinal));
    }
}
