using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Events;

/// <summary>Looks for the words and objects of a row among the words of a predicate: what events and commitments share.</summary>
internal sealed class FrameMatcher(SegmentedText text, SyntaxLayer syntax, TimeLayer times, CasePropositions propositions, FrameTable table)
{
    /// <summary>Prepositions of where one takes part.</summary>
    public static readonly ImmutableArray<string> Place = ["в", "во", "на"];

    /// <summary>Prepositions of what one joins.</summary>
    public static readonly ImmutableArray<string> Joined = ["к", "ко", "в", "во"];

    /// <summary>Prepositions of what a carrier has on board: "самолёт с медикаментами".</summary>
    public static readonly ImmutableArray<string> Carried = ["с", "со"];

    private readonly Token[] _tokens = text.Tokens;

    /// <summary>The predicate at <paramref name="i"/> with the other words of its row; null when one is missing.</summary>
    public TokenRange? Words(ReadOnlySpan<string> words, int i, Scope scope)
    {
        var (start, end) = (i, i + 1);
        for (var w = 1; w < words.Length; w++)
        {
            // "договориться о прекращении огня": a word right after its neighbour in the row may hang on it.
            var at = end < _tokens.Length && scope.Contains(end) && _tokens[end].HasBase(words[w]) ? end : Near(words[w], i, scope);
            if (at < 0)
                return null;
            (start, end) = (Math.Min(start, at), Math.Max(end, at + 1));
        }

        return new TokenRange(start, end);
    }

    private int Near(string word, int i, Scope scope)
    {
        for (var d = 1; d <= 9; d++)
        {
            if (d <= 8 && scope.Contains(i + d) && Stands(word, i + d, d))
                return i + d;
            // Farther before it only an object that was put first: "Верительные грамоты у послов из 17 стран принял президент".
            if (scope.Contains(i - d) && (d <= 6 || (syntax.PrepositionOf[i - d] is null && (syntax.CaseOf[i - d] & (Cases.Nominative | Cases.Accusative)) != 0)) && Stands(word, i - d, d))
                return i - d;
        }

        foreach (var noun in propositions.SubjectNouns(i))
        {
            if (_tokens[noun].HasBase(word))
                return noun;
        }

        return -1;
    }

    // "По итогам саммита принята декларация": a genitive at a distance belongs to another noun.
    private bool Stands(string word, int at, int distance) =>
        _tokens[at].Fold == word || (_tokens[at].HasBase(word) && !(distance > 1 && IsPossessor(at)));

    // A genitive that hangs on the noun before it, adjectives and numbers between: "заседание седьмой встречи".
    private bool IsPossessor(int at)
    {
        // "по результатам заседания состоится приём": right after a noun with a preposition a form that may be genitive is one.
        var isPossible = (syntax.CaseOf[at] & Cases.Genitive) != 0 && at > 0 && _tokens[at - 1].Sentence == _tokens[at].Sentence && syntax.PrepositionOf[at - 1] is not null && _tokens[at - 1].Readings is [{ Class: WordClass.Noun }, ..] && times.At(at - 1) is null && !propositions.IsActor(at - 1) && !_tokens[at - 1].IsCapitalized
            && !(_tokens[at - 1].HasBase("год") || _tokens[at - 1].HasBase("месяц") || _tokens[at - 1].HasBase("неделя") || _tokens[at - 1].HasBase("день") || _tokens[at - 1].HasBase("срок"));
        if ((!isPossible && (syntax.CaseOf[at] & (Cases.Genitive | Cases.Nominative)) != Cases.Genitive) || syntax.PrepositionOf[at] is not null)
            return false;
        // "предоставит молодёжи 800 стипендий": what is counted hangs on nothing else.
        var t = at - 1;
        while (t >= 0 && t > at - 5 && _tokens[t].Sentence == _tokens[at].Sentence && _tokens[t].Readings is [{ Class: WordClass.Adjective or WordClass.Participle, IsShort: false }, ..] && (syntax.CaseOf[t] & Cases.Genitive) != 0)
            t--;
        // "отозвал из Осло посла": nor does a town.
        if (t >= 0 && (_tokens[t].IsCapitalized || syntax.PrepositionOf[t] == "для" || _tokens[t].HasBase("страна") || _tokens[t].HasBase("республика") || _tokens[t].HasBase("столица")) && syntax.PrepositionOf[t] is not null && (syntax.CaseOf[at] & Cases.Accusative) != 0)
            return false;
        // "выдала Оману чиновника": a state owns nobody that stands after it.
        return t >= 0 && _tokens[t].Sentence == _tokens[at].Sentence && _tokens[t].Readings is [{ Class: WordClass.Noun }, ..] && !(propositions.IsState(t) && (syntax.CaseOf[at] & Cases.Accusative) != 0) && !table.IsObject("quantity", _tokens[t]) && times.At(t) is null;
    }

    /// <summary>The nearest word of a class that may be the object of the predicate, or the subject of a passive or of a verb of taking place; -1 when there is none.</summary>
    /// <param name="objectClass">A class of objects.tsv.</param>
    /// <param name="i">The predicate.</param>
    /// <param name="scope">Its words.</param>
    /// <param name="after">Prepositions that the object may stand after: "участвовал в саммите"; it may always stand without one.</param>
    public int Object(string objectClass, int i, Scope scope, params ReadOnlySpan<string> after)
    {
        var isNoun = !propositions.IsVerbal(i);
        for (var d = 1; d <= 12; d++)
        {
            if (scope.Own.Contains(i + d) && table.IsObject(objectClass, _tokens[i + d]) && times.At(i + d) is null
                && (IsAfter(i + d, after) || (syntax.PrepositionOf[i + d] is null && (isNoun || !IsPossessor(i + d)))))
                return i + d;
            if ((isNoun && after.IsEmpty) || d > 10 || !scope.Contains(i - d) || !table.IsObject(objectClass, _tokens[i - d]))
                continue;
            if (IsAfter(i - d, after) || (!isNoun && syntax.PrepositionOf[i - d] is null && (syntax.CaseOf[i - d] & (Cases.Nominative | Cases.Accusative)) != 0 && !IsPossessor(i - d) && times.At(i - d) is null))
                return i - d;
        }

        for (var t = scope.Lead.Start; t < scope.Lead.End; t++)
        {
            if (table.IsObject(objectClass, _tokens[t]) && syntax.PrepositionOf[t] is null && (syntax.CaseOf[t] & (Cases.Nominative | Cases.Accusative)) != 0 && !IsPossessor(t))
                return t;
        }

        foreach (var noun in propositions.SubjectNouns(i))
        {
            if (table.IsObject(objectClass, _tokens[noun]))
                return noun;
        }

        return after.IsEmpty && !isNoun ? StoodFor(objectClass, i, scope) : -1;
    }

    // "Ещё пять катеров строятся, их поставят к марту": what the pronoun stands for was named just before.
    private int StoodFor(string objectClass, int i, Scope scope)
    {
        for (var t = Math.Max(scope.Own.Start, i - 3); t < Math.Min(scope.Own.End, i + 4); t++)
        {
            var numbers = _tokens[t].Fold switch { "их" => Numbers.Plural, "его" or "ее" => Numbers.Singular, _ => Numbers.None };
            if (numbers == Numbers.None || syntax.PrepositionOf[t] is not null || t + 1 < _tokens.Length && !_tokens[t + 1].IsCapitalized && _tokens[t + 1].Readings is [{ Class: WordClass.Noun or WordClass.Adjective, IsShort: false }, ..])
                continue;
            var sentence = _tokens[t].Sentence;
            for (var n = t - 1; n >= 0 && n > t - 30 && sentence - _tokens[n].Sentence is 0 or 1; n--)
            {
                if (_tokens[n].Readings is [{ Class: WordClass.Noun } noun, ..] && (numbers == Numbers.Plural || (noun.Numbers & Numbers.Singular) != 0) && table.IsObject(objectClass, _tokens[n]) && !IsPossessor(n))
                    return t;
            }
        }

        return -1;
    }

    private bool IsAfter(int t, ReadOnlySpan<string> prepositions) => !prepositions.IsEmpty && (syntax.PrepositionOf[t] ?? PrepositionOfQuantity(t)) is { } preposition && prepositions.Contains(preposition);

    // "вылетел с первой партией помощи": what is counted stands where its measure does.
    private string? PrepositionOfQuantity(int t)
    {
        if ((syntax.CaseOf[t] & Cases.Genitive) == 0)
            return null;
        for (var q = t - 1; q >= 0 && q > t - 5 && _tokens[q].Sentence == _tokens[t].Sentence; q--)
        {
            if (table.IsObject("quantity", _tokens[q]))
                return syntax.PrepositionOf[q];
            if (_tokens[q].Readings is not [{ Class: WordClass.Adjective or WordClass.Participle or WordClass.Pronoun }, ..])
                return null;
        }

        return null;
    }

    /// <summary>True for nouns that only say when or where something else happened: "в ходе визита", "по итогам встречи".</summary>
    public bool IsByTheWay(int noun)
    {
        // "соглашение об отмене виз": what a document is about.
        if (syntax.PrepositionOf[noun] is "о" or "об" or "по")
        {
            var before = noun - 1;
            while (before > 0 && syntax.PrepositionOf[before] == syntax.PrepositionOf[noun])
                before--;
            if (before > 0 && table.IsObject("document", _tokens[before - 1]))
                return true;
        }

        for (var t = noun - 1; t >= 0 && t > noun - 4; t--)
        {
            if (_tokens[t].Fold is "ходе" or "рамках" or "время" or "итогам" or "итоги" or "завершение" or "завершении" or "преддверии" or "накануне" or "после" or "перед" or "начале" or "программе")
                return true;
            if (_tokens[t].Readings is not [{ Class: WordClass.Adjective or WordClass.Pronoun or WordClass.Participle or WordClass.Numeral }, ..])
                return false;
        }

        return false;
    }

    /// <summary>True for a genitive on a noun that says neither that it takes place nor whether: "хозяин встречи", "программа визита".</summary>
    /// <param name="noun">The noun of action.</param>
    /// <param name="tells">True for words that tell whether it happens.</param>
    public bool IsOfAnother(int noun, Func<int, bool> tells)
    {
        // "участники встречи": right after a noun in small letters a form that may be genitive is one.
        var isSure = (syntax.CaseOf[noun] & (Cases.Genitive | Cases.Nominative | Cases.Accusative)) == Cases.Genitive;
        if ((syntax.CaseOf[noun] & Cases.Genitive) == 0 || syntax.PrepositionOf[noun] is not null || (!isSure && (noun == 0 || _tokens[noun - 1].IsCapitalized || syntax.PrepositionOf[noun - 1] is not null)))
            return false;
        var head = noun - 1;
        while (isSure && head > 0 && _tokens[head].Sentence == _tokens[noun].Sentence && _tokens[head].Readings is [{ Class: WordClass.Adjective or WordClass.Participle or WordClass.Numeral, IsShort: false }, ..])
            head--;
        return head >= 0 && _tokens[head].Sentence == _tokens[noun].Sentence && _tokens[head].Readings is [{ Class: WordClass.Noun } word, ..] && !propositions.IsActor(head) && times.At(head) is null
            && !tells(head) && !table.IsLight(word.Base) && !table.IsObject("quantity", _tokens[head]) && !table.Of(_tokens[head]).Any();
    }

    /// <summary>True when the words look like an act and are none ("открыть возможность").</summary>
    public bool IsBlocked(int i, Scope scope)
    {
        foreach (var row in table.Of(_tokens[i]))
        {
            if (row.IsBlocker && Words(row.Words.AsSpan(), i, scope) is not null)
                return true;
        }

        return false;
    }
}
