using System.Collections.Frozen;
using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.Kk;

/// <summary>A word of a phrase: a verb's stem that ends in '-', a base form that stands in any case, or a form that asks for its case ("сапармен" finds "сапарымен").</summary>
internal readonly record struct KazakhWord(string Text, string? Stem, string Base, Cases Case)
{
    public static KazakhWord Of(string word, KazakhMorphology morphology)
    {
        if (word[^1] == '-')
            return new KazakhWord(word, word[..^1], word, Cases.None);
        foreach (var reading in morphology.Analyze(word))
        {
            if (!reading.IsGuessed && reading.Class is WordClass.Noun or WordClass.Adjective && reading.Base != word && (reading.Cases & Cases.Nominative) == 0)
                return new KazakhWord(word, null, reading.Base, reading.Cases);
        }

        return new KazakhWord(word, null, word, Cases.None);
    }

    public bool Matches(Token token)
    {
        if (Stem is not null)
            return KazakhVerb.Match(token.Fold, Stem) is not null;
        if (token.Fold == Text || token.HasBase(Text))
            return true;
        if (Case == Cases.None)
            return false;
        foreach (var reading in token.Readings)
        {
            if (reading.Base == Base && reading.Cases == Case)
                return true;
        }

        return false;
    }
}

/// <summary>A phrase of a table whose last word is its head: a verb's stem ("келіссөз жүргіз-") or another word ("дайын"), also one with a participle before it ("өт- саммит").</summary>
internal sealed record KazakhPhrase<T>(ImmutableArray<KazakhWord> Words, T Value, TsvRow Row);

/// <summary>A phrase found: its words, and the form of its verb; null when it has none.</summary>
/// <param name="IsAttribute">The verb stands before the noun that it says something of: "Астанада өткен саммит".</param>
internal readonly record struct KazakhHit<T>(T Value, TokenRange Words, KazakhVerbForm? Form, bool IsAttribute = false);

/// <summary>Finds phrases by their heads. Kazakh puts the verb last and may put words between it and its noun.</summary>
internal sealed class KazakhCues<T>(KazakhMorphology morphology)
{
    private const int Reach = 7;

    private readonly Dictionary<string, List<KazakhPhrase<T>>> _verbs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KazakhPhrase<T>>> _words = new(StringComparer.Ordinal);

    /// <summary>Adds a phrase; words are parted by blanks, a verb's stem ends in '-'.</summary>
    public void Add(string phrase, T value, TsvRow row)
    {
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => KazakhWord.Of(w, morphology)).ToImmutableArray();
        var head = words[^1].Text;
        var index = head[^1] == '-' ? _verbs : _words;
        var key = head[^1] == '-' ? Key(head[..^1]) : head;
        if (!index.TryGetValue(key, out var phrases))
            index[key] = phrases = [];
        phrases.Add(new KazakhPhrase<T>(words, value, row));
    }

    private static string Key(string stem) => stem.Length < 3 ? stem : stem[..3];

    /// <summary>The longest phrase whose head is the token; of equal ones the first in the table.</summary>
    /// <param name="tokens">All tokens.</param>
    /// <param name="i">The head.</param>
    /// <param name="start">Where its clause begins.</param>
    /// <param name="fits">What else a phrase must have, its object say; null for nothing.</param>
    public KazakhHit<T>? At(Token[] tokens, int i, int start, Func<KazakhHit<T>, bool>? fits = null)
    {
        var token = tokens[i];
        if (!token.IsWord)
            return null;
        KazakhHit<T>? best = null;
        TsvRow? said = null;
        var length = 0;
        // A stem of two letters, one of three, one that a vowel softens ("тап": табады).
        Verbs(token.Fold.Length >= 3 ? token.Fold[..3] : null);
        Verbs(token.Fold.Length >= 2 ? token.Fold[..2] : null);
        if (token.Fold.Length >= 3 && token.Fold[2] is 'ғ' or 'г' or 'б' or 'у' or 'ю' or 'я')
        {
            foreach (var hard in "қкпыій")
                Verbs(token.Fold[..2] + hard);
        }

        Try(token.Fold);
        foreach (var reading in token.Readings)
        {
            if (reading.Base != token.Fold)
                Try(reading.Base);
        }

        said?.Touch();
        return best;

        void Verbs(string? key)
        {
            if (key is null || !_verbs.TryGetValue(key, out var phrases))
                return;
            foreach (var phrase in phrases)
            {
                if (phrase.Words.Length > length && KazakhVerb.Match(token.Fold, phrase.Words[^1].Stem!) is { } form && !IsNoun(token, form) && First(phrase, tokens, i, start) is { } first)
                    Take(new KazakhHit<T>(phrase.Value, new TokenRange(first, i + 1), form), phrase);
            }
        }

        void Try(string key)
        {
            if (!_words.TryGetValue(key, out var phrases))
                return;
            foreach (var phrase in phrases)
            {
                if (phrase.Words.Length > length && First(phrase, tokens, i, start) is { } first)
                    Take(new KazakhHit<T>(phrase.Value, new TokenRange(first, i + 1), phrase.Words[0].Stem is { } stem ? KazakhVerb.Match(tokens[first].Fold, stem) : null, true), phrase);
            }
        }

        void Take(KazakhHit<T> hit, KazakhPhrase<T> phrase)
        {
            if (fits is null || fits(hit))
                (best, said, length) = (hit, phrase.Row, phrase.Words.Length);
        }
    }

    // "Кездесу соңында келісім жасалды": when, and not what was done.
    private static bool IsAdverbial(string fold) => fold is "соңында" or "барысында" or "нәтижесінде" or "қорытындысында" or "аясында" or "кезінде" or "шеңберінде" or "қарсаңында" or "қорытындысы" or "алдында";

    // "кездесу болды" takes place; "кездесуде басты тақырып болды" is something else that was.
    private static bool IsOblique(KazakhPhrase<T> phrase, Token noun) => phrase.Words[^1].Stem is "бол" or "өт" or "бастал" or "аяқтал" or "жалғас" && phrase.Words[^2] is { Stem: null, Case: Cases.None } word && noun.Fold != word.Text
        && (KazakhMorphology.CaseOf(noun) & (Cases.Locative | Cases.Accusative | Cases.Genitive)) != 0 && (KazakhMorphology.CaseOf(noun) & Cases.Nominative) == 0;

    // "құрылысына" is the noun's dative and no form of "құр"; "өте" is "very".
    private static bool IsNoun(Token token, KazakhVerbForm form) => token.Fold == "өте" || form.Form == KazakhForm.Converb && token.Readings is [{ Class: WordClass.Noun, IsGuessed: false }, ..] && token.Fold[^1] is 'а' or 'е';

    // "ұсыныс дайындалып жатқанын айтты" is no "ұсыныс айтты".
    private static bool EndsContent(string fold) => fold.Length > 6 && fold[^4..] is "анын" or "енін" or "ынын" or "інін" && fold[^5] is 'ғ' or 'г' or 'қ' or 'к' or 'т';

    // The place of the first word, the others found one after another to the left; null when one is missing.
    private static int? First(KazakhPhrase<T> phrase, Token[] tokens, int head, int start)
    {
        var at = head;
        for (var w = phrase.Words.Length - 2; w >= 0; w--)
        {
            var found = -1;
            // "қарсы алғанына қуанышты екенін айтты" is no "қарсы екенін айтты": only before its head may much stand in a phrase.
            var reach = w < phrase.Words.Length - 2 && phrase.Words[w + 1].Stem is null ? 2 : Reach;
            for (var t = at - 1; t >= Math.Max(start, at - reach) && found < 0; t--)
            {
                if (tokens[t].IsWord && phrase.Words[w].Matches(tokens[t]) && !(w == phrase.Words.Length - 2 && (IsOblique(phrase, tokens[t]) || t + 1 < head && IsAdverbial(tokens[t + 1].Fold))))
                    found = t;
                // "шабуыл жасауына байланысты мәлімдеме жасады": the noun has its own verb.
                else if (phrase.Words[^1].Stem is { Length: > 2 } verb && tokens[t].Fold.StartsWith(verb, StringComparison.Ordinal) && KazakhVerb.Match(tokens[t].Fold, verb) is not null)
                    break;
                // Another clause: "көмекке дайын екенін жеткізді" delivers no aid.
                else if ((!tokens[t].IsWord && tokens[t].Text is "," or ";" or ":") || tokens[t].Fold is "екенін" or "екендігін" or "екендіктерін" || EndsContent(tokens[t].Fold))
                    break;
            }

            if (found < 0)
                return null;
            at = found;
        }

        return at;
    }
}

/// <summary>The tables of Kazakh that are matched by heads.</summary>
internal sealed class KazakhTables
{
    public required KazakhCues<KazakhSaying> Sayings { get; init; }

    public required KazakhCues<KazakhFrame> Frames { get; init; }

    public required KazakhCues<KazakhAction> Actions { get; init; }

    /// <summary>Words over a verbal noun: its status as an event and as a commitment.</summary>
    public required KazakhCues<KazakhGovernor> Governors { get; init; }

    /// <summary>Words of the content that tell the act.</summary>
    public required KazakhCues<ImmutableArray<string>> Acts { get; init; }

    public required KazakhCues<string> Initiatives { get; init; }

    /// <summary>Names of peoples → alpha-3.</summary>
    public required WordTable<string> Peoples { get; init; }

    /// <summary>Folded names of states → alpha-3, for the words made of them ("малайзиялық").</summary>
    public required FrozenDictionary<string, string> States { get; init; }

    /// <summary>Capitals by their row in the reference → alpha-3.</summary>
    public required FrozenDictionary<string, string> Capitals { get; init; }

    /// <summary>The state that a word names the people or things of: "түрік", "малайзиялық"; null when none.</summary>
    public string? StateOf(string fold)
    {
        if (Peoples.TryGetValue(fold, out var state))
            return state;
        return fold.Length > 6 && fold[^3..] is "лық" or "лік" or "дық" or "дік" or "тық" or "тік" && States.TryGetValue(fold[..^3], out state) ? state : null;
    }

    public static KazakhTables Load(LanguageTables source, KazakhMorphology morphology, ReferenceDictionary reference)
    {
        var states = reference.States.Values.OrderBy(s => s.Iso3, StringComparer.Ordinal).ToList();
        var tables = new KazakhTables
        {
            Sayings = new(morphology),
            Frames = new(morphology),
            Actions = new(morphology),
            Governors = new(morphology),
            Acts = new(morphology),
            Initiatives = new(morphology),
            Peoples = new(source.Load("peoples", "people", "state").Rows.Select(r => (r["people"], r["state"], r))),
            States = states.SelectMany(s => s.LocalNames.Select(n => (Name: TextNormalizer.Fold(n), s.Iso3))).DistinctBy(n => n.Name).ToFrozenDictionary(n => n.Name, n => n.Iso3, StringComparer.Ordinal),
            Capitals = states.Where(s => s.Capital is not null).DistinctBy(s => s.Capital).ToFrozenDictionary(s => s.Capital!, s => s.Iso3, StringComparer.Ordinal),
        };
        foreach (var row in source.Load("saying", "cue", "content", "addressee", "acts", "evidence", "speaker", "example", "note").Rows)
        {
            foreach (var cue in row.Values("cue"))
                tables.Sayings.Add(cue, new KazakhSaying([.. row.Values("acts")], row["evidence"] == "clause", row.Values("content").Contains("quote"), row.Values("content").Contains("after"), row["content"] == "that"), row);
        }

        foreach (var row in source.Load("frames", "cue", "object", "type", "mode", "contexts", "status", "kind", "example").Rows)
        {
            foreach (var cue in row.Values("cue"))
                tables.Frames.Add(cue, new KazakhFrame(new Events.FrameRow([.. cue.Split(' ')], row["object"], row["type"], row["mode"].Length > 0 ? row["mode"] : null, [.. row.Values("contexts")], row["status"], row["kind"], row)), row);
        }

        foreach (var row in source.Load("commitments", "verb", "object", "action", "strength", "example").Rows)
        {
            foreach (var verb in row.Values("verb"))
                tables.Actions.Add(verb, new KazakhAction(row["action"], row["object"], row["strength"] == "told", row["strength"] == "accepted", row.Rule), row);
        }

        foreach (var row in source.Load("governors", "word", "event", "undertaking", "example").Rows)
        {
            foreach (var word in row.Values("word"))
                tables.Governors.Add(word, new KazakhGovernor(row["event"].Length == 0 ? null : row.Code("event", EventStatus.Planned), row["undertaking"].Length == 0 ? null : row.Code("undertaking", Commitments.Undertaking.None)), row);
        }

        foreach (var row in source.Load("acts", "marker", "person", "acts", "weak", "example").Rows)
        {
            foreach (var marker in row.Values("marker"))
                tables.Acts.Add(marker, [.. row.Values("acts")], row);
        }

        foreach (var row in source.Load("initiatives", "words", "kind", "named", "ref", "not", "example").Rows)
        {
            foreach (var words in row.Values("words"))
                tables.Initiatives.Add(words, row["kind"], row);
        }

        return tables;
    }
}

/// <param name="Acts">Acts; <c>none</c> for what looks like a cue and is none.</param>
/// <param name="PartsContent">The content is the evidence; otherwise the whole predicate is.</param>
/// <param name="TakesQuotation">Stands beside quotations.</param>
/// <param name="IsAttribution">"X-тің айтуынша, …": the content follows.</param>
/// <param name="NeedsClause">Speaks only over a clause ("өскенін көрсетті"): with a noun it does something else ("көмек көрсетті").</param>
internal sealed record KazakhSaying(ImmutableArray<string> Acts, bool PartsContent, bool TakesQuotation, bool IsAttribution, bool NeedsClause)
{
    public bool IsBlocker => Acts is ["none"];

    public bool IsThreat => Acts.Contains("threaten") || Acts.Contains("warn");
}

internal sealed record KazakhFrame(Events.FrameRow Row);

/// <param name="Action">Id of the record's contract.</param>
/// <param name="Object">Class of objects that must stand before it; empty for none.</param>
/// <param name="IsTold">Counts where it is told as what will be, not where it is offered.</param>
/// <param name="IsAcceptance">An invitation accepted.</param>
/// <param name="Rule">Row of the table.</param>
internal sealed record KazakhAction(string Action, string Object, bool IsTold, bool IsAcceptance, string Rule);

internal sealed record KazakhGovernor(EventStatus? Event, Commitments.Undertaking? Undertaking);
