using System.Collections.Frozen;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Languages.En;

/// <summary>Who does what to whom: the subject before a predicate, the complements after it, the predicate that governs it.</summary>
internal sealed class EnglishPropositions(SegmentedText text, SyntaxLayer syntax, ActorLayer actors)
{
    // Verbs whose object does what the infinitive after it says: "invited the emir to visit".
    private static readonly FrozenSet<string> ObjectControl = new[]
    {
        "invite", "urge", "ask", "call", "request", "encourage", "want", "allow", "help", "order", "press", "tell", "enable", "permit", "force", "expect", "instruct", "appeal", "task", "warn", "persuade", "push", "demand",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Prepositions that name what it is about or when, not who takes part.
    private static readonly FrozenSet<string> Themes = new[]
    {
        "on", "about", "over", "regarding", "concerning", "despite", "since", "under", "as", "than", "like", "during", "after", "before", "following", "amid", "until", "behind", "per", "throughout", "without",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Verbs whose "on" names whom it is done to: "widened its sanctions on Peru".
    private static readonly FrozenSet<string> OnSomebody = new[]
    {
        "call", "impose", "lift", "fire", "ban", "expand", "widen", "broaden", "tighten", "toughen", "extend", "renew", "prolong", "introduce", "slap", "levy", "ease", "reimpose", "declare", "wage", "open", "march", "mount", "launch", "inflict", "spy", "crack", "turn", "attack",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Token[] _tokens = text.Tokens;

    public bool IsVerbal(int i) => _tokens[i].Readings is [{ Class: WordClass.Verb or WordClass.Participle or WordClass.Converb }, ..];

    public bool IsInfinitive(int i) => _tokens[i].Readings is [{ Class: WordClass.Verb, Form: VerbForm.Infinitive }, ..];

    private bool IsFinite(int i) => ClauseSplitter.IsFinite(_tokens[i]);

    public bool IsPassive(int i) => _tokens[i].Readings is [{ IsPassive: true }, ..];

    /// <summary>The words after the predicate that hang on it: up to the next predicate, relative clause or mark that ends the clause.</summary>
    public TokenRange Complements(int i)
    {
        var end = text.SentenceOf(i).Tokens.End;
        for (var t = i + 1; t < end; t++)
        {
            var token = _tokens[t];
            if (!token.IsWord)
            {
                // "the Jordan–Malta council", but a dash between clauses
                if (token.Text is ";" or ":" or "—" or "--" or "”" || token.Text == "–" && !(token.Span.Start == _tokens[t - 1].Span.End && t + 1 < end && token.Span.End == _tokens[t + 1].Span.Start))
                    return new TokenRange(i + 1, t);
                continue;
            }

            if (token.Fold is "which" or "who" or "whom" or "whose" or "while" or "because" or "although" or "when" or "where" or "if" or "unless" or "whether" || token.Fold == "that" && t > i + 1 && syntax.ClauseAt(t).Tokens.Start == t)
                return new TokenRange(i + 1, t);
            if (token.Readings.Length == 0)
                continue;
            var reading = token.Readings[0];
            if (reading.Class == WordClass.Verb || (reading.Class == WordClass.Converb && _tokens[t - 1].Is(',')) || (reading is { Class: WordClass.Participle, IsPassive: true } && t + 1 < end && EnglishSyntax.IsPreposition(_tokens[t + 1]) && _tokens[t - 1].Readings is [{ Class: WordClass.Noun }, ..]))
                return new TokenRange(i + 1, Trimmed(i + 1, t));
        }

        return new TokenRange(i + 1, end);
    }

    // "and", commas, "to" and the subject of the next verb stand before it and belong to it.
    private int Trimmed(int start, int end)
    {
        var stop = end;
        for (var t = end - 1; t >= start; t--)
        {
            if (_tokens[t].Fold is "and" or "but" or "or" && IsFinite(end))
                return t;
            if (_tokens[t].Fold == "to" && t == end - 1)
                stop = t;
            if (_tokens[t].Is(',') && IsFinite(end))
                return t;
        }

        return stop;
    }

    /// <summary>The verb whose complement the infinitive, gerund or noun of action is; -1 when none stands before it in the sentence.</summary>
    public int Governor(int i)
    {
        var start = text.SentenceOf(i).Tokens.Start;
        for (var t = i - 1; t >= start; t--)
        {
            if (!IsVerbal(t) || _tokens[t].Readings[0] is { Class: WordClass.Participle, IsShort: false } && !_tokens[t].Readings.Any(r => r.Class == WordClass.Verb))
                continue;
            // "to open …, train … and support …": the verbs of a list share what governs the first.
            if (IsInfinitive(i) && IsInfinitive(t) && _tokens[i - 1].Fold != "to")
                return Governor(t);
            if (IsInfinitive(i) && IsInfinitive(t) && _tokens[i - 1].Fold == "to" && i > 1 && _tokens[i - 2].Fold == "and" && t > start && _tokens[t - 1].Fold == "to")
                return Governor(t);
            if (IsAuxiliary(t) && t + 1 < i)
                continue;
            return t;
        }

        return -1;
    }

    /// <summary>Who does it: the grammatical subject, of a passive the one after "by"; empty when the sentence does not say.</summary>
    public List<ActorMention> Agents(int i, int depth = 0)
    {
        if (depth > 4)
            return [];
        if (!IsVerbal(i))
            return Possessors(i);
        if (IsPassive(i))
            return [.. Mentions(Complements(i), p => p == "by")];
        if (IsInfinitive(i))
        {
            // "is to launch"
            if (i > 1 && _tokens[i - 1].Fold == "to" && IsAuxiliary(i - 2))
                return Subject(i, depth);
            // "is ready to launch"
            for (var t = i - 3; t >= 0 && t > i - 7 && _tokens[t].Sentence == _tokens[i].Sentence && (_tokens[t + 1].Readings is [{ Class: WordClass.Adjective or WordClass.Adverb }, ..] || _tokens[t + 1].Fold is "prepared" or "determined" or "also"); t--)
            {
                if (_tokens[t].Readings is [{ Base: "be" }, ..] && _tokens[i - 1].Fold == "to")
                    return Subject(t, depth);
            }

            var governor = Governor(i);
            if (governor < 0)
                return [];
            if (ObjectControl.Contains(_tokens[governor].Readings[0].Base) && Mentions(new TokenRange(governor + 1, i), p => p is null or "on" or "upon" or "to").ToList() is { Count: > 0 } told)
                return told;
            return IsPassive(governor) ? Subject(governor, depth + 1) : Agents(governor, depth + 1);
        }

        if (_tokens[i].Readings[0].Class is WordClass.Converb or WordClass.Participle)
        {
            var main = syntax.ClauseAt(i).Tokens.Start == i && i == text.SentenceOf(i).Tokens.Start ? Next(i) : Governor(i);
            // "Brazil, calling it a breach, summoned …"
            if (main < 0)
                main = Next(i);
            return main < 0 ? [] : IsPassive(main) ? Subject(main, depth + 1) : Agents(main, depth + 1);
        }

        return Subject(i, depth);
    }

    /// <summary>True when an invitation told at the token is accepted in the same sentence or the next one of the paragraph.</summary>
    public bool IsAccepted(int i)
    {
        var sentence = text.SentenceOf(i);
        for (var s = sentence.Index; s < text.Sentences.Length && s <= sentence.Index + 1 && text.Sentences[s].Paragraph == sentence.Paragraph; s++)
        {
            var range = text.Sentences[s].Tokens;
            for (var t = Math.Max(range.Start, i); t < range.End; t++)
            {
                if (_tokens[t].HasBase("accept") && IsVerbal(t) && !IsInfinitive(t) && !(t > range.Start && (_tokens[t - 1].Fold is "not" or "never" || _tokens[t - 1].Fold.EndsWith("n't", StringComparison.Ordinal))))
                    return true;
            }
        }

        return false;
    }

    /// <summary>True when the clause is denied: "denied reports that the minister would travel".</summary>
    public bool IsDenied(int i)
    {
        for (var t = i - 1; t >= text.SentenceOf(i).Tokens.Start; t--)
        {
            if (_tokens[t].Readings is [{ Base: "deny" or "refute" or "dismiss" or "reject" or "doubt" }, ..])
                return true;
            if (_tokens[t].Readings is [{ Class: WordClass.Verb, Base: "say" or "announce" or "add" or "state" or "tell" or "confirm" }, ..])
                return false;
        }

        return false;
    }

    /// <summary>True for forms of be, have and do and for modals.</summary>
    public bool IsAuxiliary(int t) => _tokens[t].Readings is [{ Base: "be" or "have" or "do" }, ..] || _tokens[t].Fold is "will" or "would" or "shall" or "should" or "can" or "could" or "may" or "might" or "must" or "cannot" or "'ll";

    /// <summary>The first finite verb of a main clause after the token in its sentence; -1 when there is none.</summary>
    public int Next(int i)
    {
        for (var t = i + 1; t < text.SentenceOf(i).Tokens.End; t++)
        {
            if (IsFinite(t) && syntax.ClauseAt(t).Kind is ClauseKind.Main && text.QuotationAt(t) == text.QuotationAt(i))
                return t;
        }

        return -1;
    }

    /// <summary>What stands before the finite verb as its subject.</summary>
    public List<ActorMention> Subject(int verb, int depth = 0)
    {
        var clause = syntax.ClauseAt(verb);
        var start = EnglishSyntax.AfterDateline(text, text.SentenceOf(verb));
        var quoted = text.QuotationAt(verb);
        List<ActorMention>? owners = null;
        var direct = true;
        var head = verb - 1;
        while (head > start && (IsAuxiliary(head) || _tokens[head].Readings is [{ Class: WordClass.Adverb }, ..]))
            head--;
        // "expelled two French diplomats and closed the crossing": the diplomats are what the verb before is done to.
        if (_tokens[head].Fold is "and" or "but" or "or")
            direct = false;
        // "the president of Chad, who had arrived on Monday": the one whom the clause follows.
        if (clause.Kind == ClauseKind.Relative && clause.Tokens.Start > start && _tokens[clause.Tokens.Start].Fold is "who" or "which")
        {
            var before = _tokens[clause.Tokens.Start - 1].Is(',') ? clause.Tokens.Start - 2 : clause.Tokens.Start - 1;
            if (before >= start && !Enumerable.Range(clause.Tokens.Start + 1, Math.Max(0, head - clause.Tokens.Start)).Any(t => actors.TopAt(t) is not null) && actors.TopAt(before) is { } antecedent && antecedent.Extent.End == before + 1)
            {
                var all = new List<ActorMention> { antecedent };
                // "of Chad and Togo, which met in March"
                while (all[^1].Extent.Start - 2 >= start && (_tokens[all[^1].Extent.Start - 1].Fold == "and" || _tokens[all[^1].Extent.Start - 1].Is(',')) && actors.TopAt(all[^1].Extent.Start - 2) is { } joined && joined.Extent.End == all[^1].Extent.Start - 1)
                    all.Add(joined);
                return all;
            }
        }

        for (var t = verb - 1; t >= start; t--)
        {
            if (text.QuotationAt(t) is { } quotation && quotation != quoted && quotation.Tokens.Length > 4)
            {
                t = quotation.Tokens.Start;
                continue;
            }

            if (actors.TopAt(t) is { } mention)
            {
                // "Mali's foreign minister, Abdoulaye Diop, warned": whose minister he is stands first.
                if ((mention.Extent.Contains(head) && head != verb - 1 || ((syntax.CaseOf[mention.Extent.Start] | syntax.CaseOf[mention.Tokens.Start] | syntax.CaseOf[mention.Extent.End - 1]) & Cases.Nominative) != 0) && syntax.PrepositionOf[mention.Extent.Start] is null && !EnglishSyntax.IsPossessive(_tokens[mention.Extent.End - 1]))
                    return Coordinated(mention, start);
                // "the envoys of Japan and Laos": those who act are theirs.
                // "officials from Chile and Peru" too.
                if (syntax.PrepositionOf[mention.Extent.Start] is "of" or "from" && (owners is null || mention.Extent.End + 2 >= owners[^1].Extent.Start))
                    (owners ??= []).Add(mention);
                t = mention.Extent.Start;
                continue;
            }

            // "the French soldiers in Chad left", but not what another verb is done to.
            if (direct && syntax.PrepositionOf[t] is null && _tokens[t].Readings is [{ Class: WordClass.Noun }, ..])
            {
                if (Modified(t) is { Count: > 0 } modified)
                    return modified;
                direct = false;
            }

            var other = syntax.ClauseAt(t);
            if (other != clause && other.Kind is ClauseKind.Relative or ClauseKind.Participial or ClauseKind.Converbial && clause.Kind is not ClauseKind.Relative)
            {
                t = Math.Min(t, other.Tokens.Start);
                // "a joint group on fisheries, which met in March, will meet again": the group is its head.
                if (head >= t && other.Kind == ClauseKind.Relative)
                    head = NounHead(_tokens[Math.Max(start, t - 1)].Is(',') ? t - 2 : t - 1, start);
                continue;
            }

            if (_tokens[t].Fold is "which" or "who" or "that" && clause.Tokens.Start == t)
                continue;
            if (IsFinite(t) && !IsAuxiliary(t))
                return depth < 4 && Joined(t, verb) ? Subject(t, depth + 1) : [];
            // A thing that is no actor: "trade grew".
            if (owners is null && t == head && _tokens[t].Readings is [{ Class: WordClass.Noun }, ..] && syntax.PrepositionOf[t] is null && _tokens[t].Kind == TokenKind.Word && !IsTime(t))
                return [];
        }

        return owners ?? [];
    }

    /// <summary>Of a noun that no name holds, the states in its adjectives or who has it: "Swiss and Austrian officials", "the bloc's defence chiefs".</summary>
    public List<ActorMention> Modified(int noun)
    {
        var found = new List<ActorMention>();
        if (_tokens[noun].IsCapitalized || _tokens[noun].Readings is not [{ Class: WordClass.Noun, Cases: not Cases.Genitive }, ..])
            return found;
        for (var t = noun - 1; t >= 0 && t > noun - 6 && _tokens[t].Sentence == _tokens[noun].Sentence; t--)
        {
            if (actors.Mentions.FirstOrDefault(m => m is { IsNested: true, Form: MentionForm.Description } && m.Tokens.End == t + 1) is { } adjective && actors.TopAt(t) is null)
            {
                // "North Korean hackers"
                found.Add(adjective);
                t = adjective.Tokens.Start;
            }
            else if (found.Count == 0 && EnglishSyntax.IsPossessive(_tokens[t]) && actors.TopAt(t) is { } owner && owner.Extent.End == t + 1)
                return [owner];
            // "EU foreign ministers"
            else if (found.Count == 0 && actors.TopAt(t) is { Actor: >= 0 } body && body.Extent.End == t + 1 && actors.Actors[body.Actor] is { Kind: ActorKind.Organization, Sector: "IGO" } && _tokens[noun].Readings[0].Numbers == Numbers.Plural)
                return [body];
            else if (_tokens[t].IsCapitalized || !(_tokens[t].Fold is "and" && t > 0 && _tokens[t - 1].IsCapitalized || _tokens[t].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..]))
                break;
        }

        return found;
    }

    // Left of the complements that prepositions bring: "a group on fisheries in the bay".
    private int NounHead(int t, int start)
    {
        while (t > start && (syntax.PrepositionOf[t] is not null || EnglishSyntax.IsPreposition(_tokens[t])))
            t--;
        return t;
    }

    private bool IsTime(int t) => _tokens[t].IsCapitalized;

    // "met … and held …": a conjunction and no new subject between.
    private bool Joined(int before, int verb)
    {
        for (var t = verb - 1; t > before; t--)
        {
            if (_tokens[t].Fold is "and" or "but" or "or" or "then")
                return true;
            if (_tokens[t].Readings is [{ Class: WordClass.Noun }, ..] && syntax.PrepositionOf[t] is null)
                return false;
        }

        return false;
    }

    private List<ActorMention> Coordinated(ActorMention last, int start)
    {
        var found = new List<ActorMention> { last };
        for (var t = last.Extent.Start - 1; t > start; t--)
        {
            if (_tokens[t].Fold is "the" or "its" or "his" or "her" or "their" or "a")
                continue;
            // "Hungary's A and Kazakhstan's B": whose it is stands between.
            if (actors.TopAt(t) is { } owner && EnglishSyntax.IsPossessive(_tokens[owner.Extent.End - 1]) && owner.Extent.End == t + 1)
            {
                t = owner.Extent.Start;
                continue;
            }

            if (!(_tokens[t].Fold == "and" || _tokens[t].Is(',')) || actors.TopAt(t - 1) is not { } mention || mention.Extent.End != t)
                break;
            // "Leaders of Gabon, Congo and Angola": the preposition stands before the first of the list.
            if (syntax.PrepositionOf[mention.Extent.Start] is { } preposition && !(preposition is "of" or "from" && found.Count > 1 && _tokens[t].Is(',') && Of(mention) is > 0 and var of && _tokens[of - 1].Readings is [{ Class: WordClass.Noun, Numbers: Numbers.Plural }, ..]))
                break;
            found.Add(mention);
            t = mention.Extent.Start;
        }

        return found;
    }

    private int Of(ActorMention mention)
    {
        var t = mention.Extent.Start - 1;
        while (t > 0 && _tokens[t].Fold is "the")
            t--;
        return t;
    }

    // "X's visit", "the visit of X", "talks between X and Y".
    private List<ActorMention> Possessors(int noun)
    {
        var found = new List<ActorMention>();
        for (var t = noun - 1; t >= 0 && t > noun - 5 && _tokens[t].Sentence == _tokens[noun].Sentence; t--)
        {
            if (actors.TopAt(t) is { } mention && EnglishSyntax.IsPossessive(_tokens[mention.Extent.End - 1]))
            {
                found.Add(mention);
                break;
            }

            if (_tokens[t].Readings is [{ Class: WordClass.Verb or WordClass.Preposition }, ..])
                break;
        }

        found.AddRange(Mentions(Complements(noun), p => p is "of" or "by" or "between"));
        return found;
    }

    /// <summary>"Moscow's position on Ukraine, which will help": the clause is about the position, not about whom that is on.</summary>
    public bool IsOfTheme(int i)
    {
        var clause = syntax.ClauseAt(i);
        if (clause.Kind != ClauseKind.Relative || _tokens[clause.Tokens.Start].Fold != "which")
            return false;
        var before = clause.Tokens.Start - 1;
        if (before > 0 && _tokens[before].Is(','))
            before--;
        return before > 0 && actors.TopAt(before) is { } named && syntax.PrepositionOf[named.Extent.Start] is "on" or "about" or "over" or "regarding" or "concerning";
    }

    /// <summary>Those who take part after the predicate; what it is about and when are left out.</summary>
    /// <param name="i">The predicate.</param>
    /// <param name="on">"on" names them too: "carried out strikes on Chad".</param>
    public IEnumerable<ActorMention> Partners(int i, bool on = false) => Mentions(Complements(i), p => p is null || !Themes.Contains(p) || p is "about" && on && _tokens[i].Readings[0].Base is "complain" || p is "on" && (on || OnSomebody.Contains(_tokens[i].Readings[0].Base)));

    public IEnumerable<ActorMention> Mentions(TokenRange range, Func<string?, bool> governed)
    {
        foreach (var mention in actors.In(range))
        {
            if (governed(syntax.PrepositionOf[mention.Extent.Start]))
                yield return mention;
        }
    }
}
