using Readout.Actors;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Syntax;

/// <summary>The words that belong to one predicate: its own stretch of the clause and what it shares with its neighbours ("стороны договорились построить мост и открыть рейс": "стороны" is shared).</summary>
/// <param name="Own">The stretch around the predicate, cut at the next predicates.</param>
/// <param name="Shared">The clause's beginning, when other predicates stand between; empty when none do.</param>
/// <param name="Lead">The piece before an inserted clause ("Президент, прибывший в Осло, встретился": "Президент"); empty when there is none.</param>
internal readonly record struct Scope(TokenRange Own, TokenRange Shared, TokenRange Lead)
{
    public bool Contains(int token) => Own.Contains(token) || Shared.Contains(token) || Lead.Contains(token);

    public int Start => Lead.Length > 0 ? Lead.Start : Shared.Length > 0 ? Shared.Start : Own.Start;

    public int End => Own.End;
}

/// <summary>Who does what with whom in a language of cases: for each predicate (verb, participle, converb, infinitive, noun of action) the words that belong to it, its subject and what governs it.</summary>
/// <remarks>No parser: clauses, cases and prepositions decide, the nearest candidate first.</remarks>
internal sealed class CasePropositions
{
    // How far an infinitive or noun may stand from the word that governs it.
    private const int GovernorReach = 26;

    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly Token[] _tokens;
    private readonly int[] _lead;

    public CasePropositions(SegmentedText text, SyntaxLayer syntax, ActorLayer actors)
    {
        (_text, _syntax, _actors, _tokens) = (text, syntax, actors, text.Tokens);
        _lead = Leads(syntax.Clauses);
    }

    // "что президент, который прибыл в Осло, посетит парк": the subject's piece has no predicate, the predicate's piece no subject.
    private int[] Leads(Clause[] clauses)
    {
        var lead = new int[clauses.Length];
        for (var c = 0; c < clauses.Length; c++)
        {
            lead[c] = -1;
            if (clauses[c] is not { Kind: ClauseKind.Main, Predicate: >= 0 })
                continue;
            var before = c - 1;
            while (before >= 0 && clauses[before].Sentence == clauses[c].Sentence && IsInserted(clauses[before]))
                before--;
            if (before >= 0 && clauses[before].Sentence == clauses[c].Sentence && clauses[before].Predicate < 0)
                lead[c] = before;
        }

        return lead;
    }

    // "как ожидается", "как сообщалось" stand in the clause like a word.
    private bool IsInserted(Clause clause) =>
        clause.Kind is ClauseKind.Relative or ClauseKind.Participial or ClauseKind.Converbial || (clause.Kind == ClauseKind.Subordinate && clause.Tokens.Length <= 4 && _tokens[clause.Tokens.Start].Fold == "как");

    // ---- forms

    /// <summary>The likeliest reading is a verb, a participle, a converb or a short adjective that governs ("готов").</summary>
    public bool IsVerbal(int t) => _tokens[t].Readings is [{ Class: WordClass.Verb or WordClass.Participle or WordClass.Converb }, ..];

    public bool IsInfinitive(int t) => _tokens[t].Readings is [{ Class: WordClass.Verb, Form: VerbForm.Infinitive }, ..];

    /// <summary>A short passive participle ("подписан"), or a full one ("подписанный").</summary>
    public bool IsPassive(int t) => _tokens[t].Readings is [{ IsPassive: true }, ..];

    /// <summary>A full participle: it stands with a noun.</summary>
    public bool IsAttribute(int t) => _tokens[t].Readings is [{ Class: WordClass.Participle, IsShort: false }, ..];

    /// <summary>A full participle right before its noun, adjectives and numbers at most between, and no word of its own before it: "задержанные граждане", not "задержанные в порту граждане" nor "недавно задержанные граждане".</summary>
    public bool IsBareAttribute(int t)
    {
        if (!IsAttribute(t) || Head(t) is not (>= 0 and var head))
            return false;
        for (var between = t + 1; between < head; between++)
        {
            if (_tokens[between].Readings is not [{ Class: WordClass.Adjective or WordClass.Numeral, IsShort: false }, ..])
                return false;
        }

        return t == 0 || !_tokens[t - 1].IsWord || _tokens[t - 1].Readings is not [{ Class: WordClass.Adverb }, ..];
    }

    private bool IsConverb(int t) => _tokens[t].Readings is [{ Class: WordClass.Converb }, ..];

    /// <summary>True inside the mention of an actor.</summary>
    public bool IsActor(int t) => _actors.TopAt(t) is not null;

    /// <summary>A finite verb in the past.</summary>
    public bool IsPastFinite(int t) => _tokens[t].Readings is [{ Class: WordClass.Verb, Form: VerbForm.Past }, ..];

    /// <summary>True inside the name of a state.</summary>
    public bool IsState(int t) => _actors.TopAt(t) is { Form: MentionForm.Name, Actor: >= 0 } mention && _actors.Actors[mention.Actor].Kind == ActorKind.State;

    // "будет", "был": they say when, not what.
    private bool IsAuxiliary(int t) => _tokens[t].Readings is [{ Class: WordClass.Verb, Base: "быть" or "стать" }, ..];

    // What ends the stretch of the predicate before it.
    private bool Cuts(int t) => IsInfinitive(t) || IsConverb(t) || (ClauseSplitter.IsFinite(_tokens[t]) && !IsAuxiliary(t) && _actors.TopAt(t) is null);

    // ---- the words of a predicate

    /// <summary>The words that belong to the predicate, or to the predicate that a noun of action hangs on.</summary>
    public Scope ScopeOf(int i)
    {
        if (!IsVerbal(i))
        {
            var anchor = Anchor(i);
            if (anchor < 0)
                return new Scope(_syntax.ClauseAt(i).Tokens, default, LeadOf(i));
            var scope = ScopeOf(anchor);
            return scope.Contains(i) ? scope : scope with { Own = new TokenRange(Math.Min(scope.Own.Start, i), Math.Max(scope.Own.End, i + 1)) };
        }

        var clause = _syntax.ClauseAt(i).Tokens;
        if (IsAttribute(i) && i > clause.Start && Head(i) is >= 0 and var head)
            return new Scope(new TokenRange(i, Math.Min(clause.End, TailOf(head))), default, default);
        var end = i + 1;
        var limit = GapStart(i, clause.End);
        while (end < limit && !Cuts(end))
            end++;
        if (end < clause.End && end > i + 1 && _tokens[end - 1].Fold is "и" or "или" or "а")
            end--;
        var start = i;
        while (start > clause.Start && !(Cuts(start - 1) && (IsInfinitive(start - 1) || IsConverb(start - 1))))
            start--;
        var shared = default(TokenRange);
        if (start > clause.Start)
        {
            // "построить мост и в мае открыть рейс": what stands after the conjunction is the second one's.
            var first = start - 1;
            for (var t = i - 1; t > first; t--)
            {
                if (_tokens[t].Fold is "и" or "или" || _tokens[t].Is(','))
                {
                    start = t + 1;
                    break;
                }
            }

            while (first > clause.Start && !Cuts(first - 1))
                first--;
            shared = new TokenRange(clause.Start, Math.Max(clause.Start, first));
        }

        return new Scope(new TokenRange(start, end), shared, LeadOf(i));
    }

    // Where the first clause after the verb begins that leaves the verb out; the clause's end when none does.
    private int GapStart(int i, int end)
    {
        foreach (var gap in GapsAfter(i))
            return gap.Before.Start;
        return end;
    }

    /// <summary>Clauses after the verb, in its sentence, that leave it out: "выслала дипломата, Латвия – двух". Before: what stands before the dash; After: what stands after it.</summary>
    public List<(TokenRange Before, TokenRange After)> GapsAfter(int i)
    {
        var gaps = new List<(TokenRange, TokenRange)>();
        var sentence = _text.SentenceOf(i).Tokens;
        var comma = -1;
        for (var t = i + 1; t < sentence.End; t++)
        {
            if (Cuts(t) || IsVerbal(t) && !IsAttribute(t))
                break;
            if (_tokens[t].Is(',') || _tokens[t].Is(';'))
                comma = t;
            if (_tokens[t].Text is not ("–" or "—" or "-") || comma < 0)
                continue;
            var start = comma + 1;
            while (start < t && _tokens[start].Fold is "а" or "и" or "но")
                start++;
            var end = t + 1;
            while (end < sentence.End && !_tokens[end].Is(',') && !_tokens[end].Is(';') && !_tokens[end].Is('.') && !Cuts(end))
                end++;
            // Quotations have their dashes right after the comma; a subject or a time must stand before this one.
            if (t - start is > 0 and < 8 && end > t + 1 && !(end < sentence.End && Cuts(end)) && (_actors.In(new TokenRange(start, t)).Any(m => (m.Cases & Cases.Nominative) != 0 && m.Extent.End == t) || _syntax.PrepositionOf[start + (_tokens[start].IsWord ? 1 : 0)] is "в" or "во" or "на" || _tokens[start].Readings is [{ Class: WordClass.Adverb }, ..] || _tokens[start].Fold is "утром" or "вечером" or "днем"))
                gaps.Add((new TokenRange(start, t), new TokenRange(t + 1, end)));
            comma = -1;
            t = end - 1;
        }

        return gaps;
    }

    private TokenRange LeadOf(int i) => _lead[_syntax.ClauseOf[i]] is >= 0 and var lead ? _syntax.Clauses[lead].Tokens : default;

    // The verb that a noun hangs on: before it in its clause, else the clause's predicate.
    private int Anchor(int noun)
    {
        var clause = _syntax.ClauseAt(noun);
        for (var t = noun - 1; t >= clause.Tokens.Start; t--)
        {
            if (IsVerbal(t) && !IsAttribute(t) && !IsAuxiliary(t) && _actors.TopAt(t) is null)
                return t;
        }

        if (clause.Predicate >= 0 && IsVerbal(clause.Predicate) && !IsAuxiliary(clause.Predicate))
            return clause.Predicate;
        for (var t = noun + 1; t < clause.Tokens.End; t++)
        {
            if (IsVerbal(t) && !IsAttribute(t) && !IsAuxiliary(t))
                return t;
        }

        return -1;
    }

    // The noun that a participle before it belongs to: "введённые США пошлины".
    private int Head(int participle)
    {
        var clause = _syntax.ClauseAt(participle).Tokens;
        for (var t = participle + 1; t < Math.Min(clause.End, participle + 8); t++)
        {
            if (_tokens[t].Readings is [{ Class: WordClass.Noun }, ..] && (_syntax.CaseOf[t] & _syntax.CaseOf[participle]) != 0 && _syntax.PrepositionOf[t] == _syntax.PrepositionOf[participle]
                && (_tokens[t].Readings[0].Numbers & _tokens[participle].Readings[0].Numbers) != 0)
                return t;
        }

        return -1;
    }

    // A noun and the genitives that hang on it.
    private int TailOf(int noun)
    {
        var t = noun + 1;
        while (t < _tokens.Length && _tokens[t].Sentence == _tokens[noun].Sentence && _tokens[t].IsWord && _syntax.PrepositionOf[t] is null && (_syntax.CaseOf[t] & Cases.Genitive) != 0)
            t++;
        return t;
    }

    // ---- the noun that a clause says more about

    /// <summary>The noun that the relative or participial clause around the token hangs on; -1 when there is none.</summary>
    public int Antecedent(int t) => Antecedents(t) is { Count: > 0 } nouns ? nouns[0] : -1;

    // Nouns before the clause that its pronoun or participle agrees with, the nearest first: "заседанию комиссии по сотрудничеству, которое намечено".
    private List<int> Antecedents(int t)
    {
        var found = new List<int>();
        var clause = _syntax.ClauseAt(t);
        if (IsAttribute(t) && (clause.Kind != ClauseKind.Participial || clause.Predicate != t))
        {
            if (Head(t) is >= 0 and var head)
                found.Add(head);
            return found;
        }

        if (clause.Kind is not (ClauseKind.Relative or ClauseKind.Participial) || clause.Tokens.Start == 0)
            return found;
        var link = clause.Kind == ClauseKind.Participial ? clause.Predicate : Pronoun(clause.Tokens);
        var first = _text.SentenceOf(t).Tokens.Start;
        for (var n = clause.Tokens.Start - 1; link >= 0 && n >= first && n > clause.Tokens.Start - 20 && found.Count < 2; n--)
        {
            if (!_tokens[n].IsWord)
                continue;
            if (ClauseSplitter.IsFinite(_tokens[n]) && found.Count > 0)
                break;
            foreach (ref readonly var noun in _tokens[n].Readings.AsSpan())
            {
                if (noun.Class is not (WordClass.Noun or WordClass.Unknown) || !Agrees(noun, link, n, clause.Kind))
                    continue;
                found.Add(n);
                break;
            }
        }

        return found;
    }

    private bool Agrees(WordReading noun, int link, int at, ClauseKind kind)
    {
        foreach (ref readonly var reading in _tokens[link].Readings.AsSpan())
        {
            if (reading.Class is not (WordClass.Pronoun or WordClass.Adjective or WordClass.Participle) || (reading.Numbers & noun.Numbers) == 0)
                continue;
            if (reading.Numbers == Numbers.Singular && noun.Numbers == Numbers.Singular && (reading.Genders & noun.Genders) == 0)
                continue;
            if (kind == ClauseKind.Participial && (reading.Cases & _syntax.CaseOf[at]) == 0)
                continue;
            return true;
        }

        return false;
    }

    private int Pronoun(TokenRange clause)
    {
        for (var t = clause.Start; t < Math.Min(clause.End, clause.Start + 4); t++)
        {
            if (_tokens[t].HasBase("который"))
                return t;
        }

        return -1;
    }

    /// <summary>The nouns that may be the subject of the token's clause when the clause's own pronoun stands for one ("саммит, который пройдёт"; "форум, назначенный на май"), the nearest first; none elsewhere.</summary>
    public List<int> SubjectNouns(int i)
    {
        var clause = _syntax.ClauseAt(i);
        if (IsAttribute(i))
            return Antecedents(i);
        return clause.Kind == ClauseKind.Relative && clause.Predicate == i && Pronoun(clause.Tokens) is >= 0 and var pronoun && _syntax.PrepositionOf[pronoun] is null && (_syntax.CaseOf[pronoun] & (Cases.Nominative | Cases.Accusative)) != 0
            ? Antecedents(i)
            : [];
    }

    // ---- what governs

    /// <summary>The word that an infinitive or a noun of action hangs on and that tells whether it is wished, planned or done; -1 when none does.</summary>
    /// <param name="i">The infinitive or noun.</param>
    /// <param name="tells">True for words that tell it beside finite verbs: "готов", "договорённость", "важно".</param>
    public int Governor(int i, Func<int, bool> tells)
    {
        var clauseIndex = _syntax.ClauseOf[i];
        var sentence = _tokens[i].Sentence;
        var isInfinitive = IsInfinitive(i);
        var from = i - 1;
        for (var c = clauseIndex; c >= 0 && _syntax.Clauses[c].Sentence == sentence; c--)
        {
            var clause = _syntax.Clauses[c];
            // Inserted clauses on the way say nothing about what comes after them.
            if (c != clauseIndex && IsInserted(clause) && !(clause.Kind == ClauseKind.Converbial && isInfinitive))
            {
                from = Math.Min(from, clause.Tokens.Start - 1);
                continue;
            }

            for (var t = Math.Min(from, clause.Tokens.End - 1); t >= clause.Tokens.Start && t > i - GovernorReach; t--)
            {
                if (tells(t))
                    return t;
                if (_actors.TopAt(t) is not null || !IsVerbal(t) || IsAttribute(t))
                    continue;
                if (IsInfinitive(t))
                {
                    // "начать строить": the nearer infinitive governs; in a list both hang on the same word.
                    if (t == i - 1)
                        return t;
                    continue;
                }

                if (!IsAuxiliary(t) || !isInfinitive)
                    return t;
            }

            from = clause.Tokens.Start - 1;
            // Only what cannot stand alone looks for its governor in the clause before.
            if (!isInfinitive || (clause.Kind is ClauseKind.Relative && c == clauseIndex && clause.Predicate >= 0 && !IsInfinitive(clause.Predicate)))
                break;
            if (clause.Predicate >= 0 && !IsInfinitive(clause.Predicate) && c == clauseIndex)
                break;
        }

        // "подписание договора ожидается": the predicate after.
        if (!isInfinitive && _syntax.PrepositionOf[i] is null && (_syntax.CaseOf[i] & (Cases.Nominative | Cases.Accusative)) != 0 && _syntax.Clauses[clauseIndex].Predicate is var predicate && predicate > i && !IsAuxiliary(predicate))
            return predicate;
        return -1;
    }

    /// <summary>True when the clause around the token is under a word of the clause before it ("предложил, чтобы …", "надеется, что …"); gives that clause.</summary>
    public Clause? Governing(int i)
    {
        var index = _syntax.ClauseOf[i];
        if (_lead[index] >= 0)
            index = _lead[index];
        if (_syntax.Clauses[index].Kind != ClauseKind.Subordinate)
            return null;
        for (var c = index - 1; c >= 0 && _syntax.Clauses[c].Sentence == _syntax.Clauses[index].Sentence; c--)
        {
            if (!IsInserted(_syntax.Clauses[c]) && _syntax.Clauses[c].Predicate >= 0)
                return _syntax.Clauses[c];
        }

        return null;
    }

    /// <summary>True for a future that depends on a clause with "если" before it or after it in its sentence.</summary>
    public bool IsConditional(int i)
    {
        if (_tokens[i].Readings is not [{ Class: WordClass.Verb, Form: VerbForm.NonPast }, ..] || _syntax.ClauseAt(i) is not { Kind: ClauseKind.Main } main)
            return false;
        var index = _syntax.ClauseOf[i];
        for (var c = Math.Max(0, index - 2); c <= Math.Min(_syntax.Clauses.Length - 1, index + 1); c++)
        {
            if (c != index && _syntax.Clauses[c].Sentence == main.Sentence && _tokens[_syntax.Clauses[c].Tokens.Start].Fold == "если")
                return true;
        }

        return false;
    }

    /// <summary>True in a clause that asks and stands before the verb that answers: "где пройдёт встреча, решат позже".</summary>
    public bool IsAsked(int i)
    {
        var clause = _syntax.ClauseAt(i);
        return clause.Tokens.Start == _text.SentenceOf(i).Tokens.Start && clause.Tokens.End < _text.SentenceOf(i).Tokens.End - 1
            && _tokens[clause.Tokens.Start].Fold is "где" or "куда" or "кто" or "кого" or "какой" or "какая" or "какие";
    }

    // ---- who

    /// <summary>Who does it: the subject; of a passive the instrumental; of an infinitive whoever its governor says; of a noun its genitive.</summary>
    public List<ActorMention> Agents(int i, Func<int, bool> tells, int depth = 0)
    {
        if (depth > 4)
            return [];
        if (!IsVerbal(i))
        {
            var anchor = Anchor(i);
            return Genitives(i) is { Count: > 0 } owners ? owners : anchor >= 0 ? Agents(anchor, tells, depth + 1) : [];
        }

        if (IsPassive(i))
            return [.. _actors.In(ScopeOf(i).Own).Where(m => (m.Cases & Cases.Instrumental) != 0 && _syntax.PrepositionOf[m.Extent.Start] is null && m.Extent.Start > i - 6 && (m.Cases & Cases.Nominative) == 0)];
        if (IsAttribute(i))
            return Antecedent(i) is >= 0 and var noun && MentionOf(noun) is { } mention ? [mention] : [];
        if (IsConverb(i))
            return MainAround(i) is >= 0 and var main ? Agents(main, tells, depth + 1) : [];
        if (!IsInfinitive(i))
            return Subject(i);
        var governor = Governor(i, tells);
        if (governor < 0)
            return Subject(i);
        if (Controlled(governor, i) is { Count: > 0 } controlled)
            return controlled;
        return IsVerbal(governor) ? Agents(governor, tells, depth + 1)
            : Genitives(governor) is { Count: > 0 } of ? of
            : _syntax.ClauseAt(governor) is { Predicate: >= 0 and var predicate } && predicate != governor ? Agents(predicate, tells, depth + 1)
            : Subject(governor);
    }

    // "пригласил эмира посетить", "поручил правительству построить": who is told does it.
    private List<ActorMention> Controlled(int governor, int infinitive)
    {
        var found = new List<ActorMention>();
        foreach (var mention in _actors.In(new TokenRange(governor + 1, infinitive)))
        {
            if (_syntax.PrepositionOf[mention.Extent.Start] is null && (mention.Cases & (Cases.Dative | Cases.Accusative)) != 0 && (mention.Cases & (Cases.Nominative | Cases.Instrumental)) == 0)
                found.Add(mention);
        }

        return found;
    }

    /// <summary>Whose act a noun of action is: "визит президента", "его участие".</summary>
    public List<ActorMention> Genitives(int noun)
    {
        var found = new List<ActorMention>();
        var end = Math.Min(noun + 7, _syntax.ClauseAt(noun).Tokens.End);
        for (var t = noun + 1; t < end; t++)
        {
            if (_actors.TopAt(t) is { } mention)
            {
                if (mention.Extent.Start != t || (mention.Cases & Cases.Genitive) == 0 || _syntax.PrepositionOf[t] is not null)
                    break;
                found.Add(mention);
                t = mention.Extent.End - 1;
                continue;
            }

            if (!_tokens[t].IsWord || !(_tokens[t].Fold is "и" || (_syntax.CaseOf[t] & Cases.Genitive) != 0 && _syntax.PrepositionOf[t] is null))
                break;
        }

        // "его участие", "российский визит"
        if (found.Count == 0 && noun > 0 && _actors.TopAt(noun - 1) is { } before && before.Extent.End == noun && before.Form == MentionForm.Pronoun)
            found.Add(before);
        // "китайские врачи", "казахстанская делегация": the adjective of a state before it.
        for (var t = noun - 1; found.Count == 0 && t >= 0 && t > noun - 4 && _tokens[t].Readings is [{ Class: WordClass.Adjective or WordClass.Numeral }, ..]; t--)
        {
            if (_actors.In(new TokenRange(t, t + 1), withNested: true).FirstOrDefault() is { } state && state.Actor >= 0 && _actors.Actors[state.Actor].Kind == ActorKind.State)
                found.Add(state);
        }

        return found;
    }

    private ActorMention? MentionOf(int noun)
    {
        if (_actors.TopAt(noun) is { } mention)
            return mention;
        return null;
    }

    // The main predicate that a converb's clause goes with: the one after, else the one before.
    private int MainAround(int converb)
    {
        var index = _syntax.ClauseOf[converb];
        var sentence = _syntax.Clauses[index].Sentence;
        for (var c = index + 1; c < _syntax.Clauses.Length && _syntax.Clauses[c].Sentence == sentence; c++)
        {
            if (!IsInserted(_syntax.Clauses[c]) && _syntax.Clauses[c].Predicate >= 0)
                return _syntax.Clauses[c].Predicate;
        }

        for (var c = index - 1; c >= 0 && _syntax.Clauses[c].Sentence == sentence; c--)
        {
            if (!IsInserted(_syntax.Clauses[c]) && _syntax.Clauses[c].Predicate >= 0)
                return _syntax.Clauses[c].Predicate;
        }

        return -1;
    }

    /// <summary>The actors in the nominative that a finite verb belongs to; of a verb without one, the subject of the verb that it is joined to.</summary>
    public List<ActorMention> Subject(int i, int depth = 0)
    {
        var clause = _syntax.ClauseAt(i);
        if (clause.Kind == ClauseKind.Relative && Pronoun(clause.Tokens) is >= 0 and var pronoun && _syntax.PrepositionOf[pronoun] is null && (_syntax.CaseOf[pronoun] & Cases.Nominative) != 0)
        {
            if (Antecedent(i) is >= 0 and var noun)
                return MentionOf(noun) is { } mention ? [mention] : [];
        }

        var scope = ScopeOf(i);
        ActorMention? best = null;
        for (var part = 0; part < 3; part++)
        {
            foreach (var mention in _actors.In(part == 0 ? scope.Own : part == 1 ? scope.Shared : scope.Lead))
            {
                if (IsNominative(mention) && !IsOwner(mention, i) && AgreesWith(mention, i) && (best is null || Distance(mention, i) < Distance(best, i)))
                    best = mention;
            }
        }

        // "Делегация банка посетит Таджикистан": what may be the object after the verb is one where a thing before it does it.
        if (best is not null && best.Extent.Start > i && (best.Cases & Cases.Accusative) != 0 && (best.Form == MentionForm.Name || best.Actor >= 0 && best.Tokens.Length == 1 && _actors.Actors[best.Actor].Kind == ActorKind.State) && Thing(i) is >= 0 and var thing && thing < i)
            return [];
        if (best is not null)
            return Coordinated(best);
        // "Поезд отправился": a thing does it.
        if (Thing(i) >= 0)
            return [];
        if (depth < 4 && Joined(i) is >= 0 and var before)
            return Subject(before, depth + 1);
        return [];
    }

    // "провёл переговоры с президентами Венгрии, Эстонии": a state that may be a genitive, away from the verb, owns what stands before it.
    private bool IsOwner(ActorMention mention, int verb) =>
        mention.Extent.Start > verb + 1 && (mention.Cases & Cases.Genitive) != 0 && mention.Form == MentionForm.Name && mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind != ActorKind.Person;

    private bool IsNominative(ActorMention mention) => (mention.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[mention.Extent.Start] is null;

    // "Кисида намерен посетить Казахстан": what stands after the verb and may be its object is a subject only when nothing else is.
    private static int Distance(ActorMention mention, int verb) => mention.Extent.Start < verb
        ? verb - mention.Extent.Start + ((mention.Cases & (Cases.Genitive | Cases.Accusative)) == (Cases.Genitive | Cases.Accusative) ? 12 : 0)
        : mention.Extent.Start - verb + ((mention.Cases & (Cases.Accusative | Cases.Genitive)) != 0 ? 30 : 0);

    private bool AgreesWith(ActorMention mention, int verb)
    {
        var reading = _tokens[verb].Readings[0];
        if (reading.Numbers is Numbers.None or Numbers.Any || reading.Person is 1 or 2)
            return reading.Person is 0 or 3;
        if (reading.Numbers == Numbers.Plural)
            return mention.Numbers != Numbers.Singular || mention.Actors.Length > 1 || _tokens[mention.Extent.End - 1].Fold is "сша" or "оаэ" || IsListed(mention);
        return mention.Numbers != Numbers.Plural && mention.Actors.Length <= 1;
    }

    private bool IsListed(ActorMention mention) =>
        mention.Extent.Start >= 2 && (_tokens[mention.Extent.Start - 1].Fold == "и" || _tokens[mention.Extent.Start - 1].Is(','))
        || mention.Extent.End < _tokens.Length && (_tokens[mention.Extent.End].Fold == "и" || _tokens[mention.Extent.End].Is(','));

    /// <summary>The noun in the nominative, no actor, that a finite verb belongs to ("поезд отправился"); -1 when there is none.</summary>
    public int Thing(int verb)
    {
        var own = ScopeOf(verb).Own;
        for (var t = own.Start; t < own.End; t++)
        {
            if (_tokens[t].Readings is [{ Class: WordClass.Noun } noun, ..] && _actors.TopAt(t) is null && _syntax.PrepositionOf[t] is null && (_syntax.CaseOf[t] & Cases.Nominative) != 0
                && (t < verb ? (_syntax.CaseOf[t] & Cases.Genitive) == 0 || IsAfterNominative(t) : (_syntax.CaseOf[t] & Cases.Accusative) == 0 || IsIntransitive(verb)) && ((noun.Numbers & _tokens[verb].Readings[0].Numbers) != 0 || IsAfterNominative(t) && _tokens[t].Readings.Any(r => r.Class == WordClass.Noun && (r.Numbers & _tokens[verb].Readings[0].Numbers) != 0 && (r.Cases & Cases.Nominative) != 0)))
                return t;
        }

        return -1;
    }

    // "кенийские компании": the form may be a genitive, but not after this adjective.
    private bool IsAfterNominative(int t) => t > 0 && _tokens[t - 1].Readings is [{ Class: WordClass.Adjective, IsShort: false }, ..] && (_syntax.CaseOf[t - 1] & (Cases.Nominative | Cases.Genitive)) == Cases.Nominative;

    // "прибыла помощь": what follows a verb of motion in the accusative's form is its subject all the same.
    private bool IsIntransitive(int verb) => _tokens[verb].Readings[0].Base is { } b && (b.EndsWith("ся", StringComparison.Ordinal) || b is "прибыть" or "прибывать" or "прилететь" or "приехать" or "вылететь" or "поступить" or "прийти" or "выехать" or "пройти");

    /// <summary>The noun that a verb without a subject shares with the verb it is joined to ("чилийские сенаторы встретились с министром, а завтра побывают"); -1 when there is none.</summary>
    public int ThingJoined(int verb) => Thing(verb) is >= 0 and var own ? own : Subject(verb).Count == 0 && Joined(verb) is >= 0 and var before ? Thing(before) : -1;

    // "встретился … и провёл …": the verb before, in the same run of main clauses.
    private int Joined(int verb)
    {
        var index = _syntax.ClauseOf[verb];
        var clause = _syntax.Clauses[index];
        if (clause.Kind != ClauseKind.Main)
            return -1;
        for (var c = index - 1; c >= 0 && _syntax.Clauses[c].Sentence == clause.Sentence; c--)
        {
            var before = _syntax.Clauses[c];
            if (IsInserted(before))
                continue;
            return before.Predicate >= 0 && ClauseSplitter.IsFinite(_tokens[before.Predicate]) ? before.Predicate : -1;
        }

        return -1;
    }

    private List<ActorMention> Coordinated(ActorMention one)
    {
        var found = new List<ActorMention> { one };
        for (var t = one.Extent.Start - 1; t > 0 && (_tokens[t].Fold == "и" || _tokens[t].Is(',')) && _actors.TopAt(t - 1) is { } other && IsNominative(other) && other.Extent.End == t; t = other.Extent.Start - 1)
            found.Insert(0, other);
        for (var t = one.Extent.End; t + 1 < _tokens.Length && (_tokens[t].Fold == "и" || _tokens[t].Is(',')) && _actors.TopAt(t + 1) is { } other && IsNominative(other) && other.Extent.Start == t + 1; t = other.Extent.End)
            found.Add(other);
        return found;
    }
}
