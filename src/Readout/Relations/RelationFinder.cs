using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Relations;

/// <summary>What two sides call their relationship, before it is written into the record.</summary>
internal sealed record FoundRelation(ImmutableArray<string> Parties, string? Grade, RelationStatus Status, Span Evidence, string Rule);

/// <summary>Finds what sides call their relationship: the label, its grade, whose it is, and whether it is new or only wished for.</summary>
/// <remarks>A label that is told again about the same parties counts once, where its words stand first; the words of the body win over those of the title.</remarks>
internal sealed class RelationFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly Token[] _tokens;

    private RelationFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors) =>
        (_text, _syntax, _actors, _tokens) = (text, syntax, actors, text.Tokens);

    public static ImmutableArray<FoundRelation> Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack)
    {
        var finder = new RelationFinder(text, syntax, actors);
        var found = new List<FoundRelation>();
        var known = new Dictionary<(string Label, string Parties), int>();
        foreach (var sentence in text.Sentences)
        {
            foreach (var match in LabelFinder.Find(text, sentence.Tokens, pack.Relations))
            {
                if (finder.IsOfSomethingElse(match, sentence))
                    continue;
                var (parties, arePair) = finder.Parties(match, sentence);
                if (parties.Length < 2 || !finder.Holds(match, arePair, sentence))
                    continue;
                var relation = new FoundRelation(parties, match.Label.Grade, finder.Status(match, sentence), text.SpanOf(finder.Evidence(match, sentence)), match.Label.Rule);
                var key = (match.Label.Grade ?? match.Label.Rule, string.Join(',', parties.Order(StringComparer.Ordinal)));
                if (known.TryAdd(key, found.Count))
                    found.Add(relation);
                else if (text.HasTitle && text.Paragraphs[0].Contains(found[known[key]].Evidence) && !relation.Evidence.In(text.Text).Contains(found[known[key]].Evidence.In(text.Text), StringComparison.Ordinal))
                    found[known[key]] = relation;
            }
        }

        // A title shortens the label that the body gives in full.
        if (text.HasTitle)
            found.RemoveAll(r => text.Paragraphs[0].Contains(r.Evidence) && found.Any(o => o != r && IsFuller(text, o, r)));
        return [.. found];
    }

    private static bool IsFuller(SegmentedText text, FoundRelation fuller, FoundRelation shorter) =>
        !text.Paragraphs[0].Contains(fuller.Evidence) && fuller.Parties.Order(StringComparer.Ordinal).SequenceEqual(shorter.Parties.Order(StringComparer.Ordinal))
        && fuller.Evidence.In(text.Text).Contains(shorter.Evidence.In(text.Text), StringComparison.OrdinalIgnoreCase);

    // The adjective of both states belongs to the evidence of a label that needs it.
    private TokenRange Evidence(LabelMatch match, Sentence sentence)
    {
        var start = match.Tokens.Start;
        return match.Label.Condition == LabelCondition.Pair && start > sentence.Tokens.Start && IsPair(start - 1) ? match.Tokens with { Start = start - 1 } : match.Tokens;
    }

    private bool Holds(LabelMatch match, bool arePair, Sentence sentence) => match.Label.Condition switch
    {
        LabelCondition.Pair => arePair,
        LabelCondition.Bond => IsBond(match, sentence),
        _ => true,
    };

    // "отношения дружбы и сотрудничества", "до уровня партнёрства"; attributes may stand between ("отношения подлинного партнёрства").
    private bool IsBond(LabelMatch match, Sentence sentence)
    {
        for (var i = match.Tokens.Start - 1; i >= sentence.Tokens.Start; i--)
        {
            var token = _tokens[i];
            if (token.HasBase("отношение") || token.HasBase("уровень") || token.HasBase("статус") || token.HasBase("ранг") || token.HasBase("характер"))
                return true;
            if (token.Readings.Length == 0 || token.Readings[0].Class is not (WordClass.Adjective or WordClass.Participle or WordClass.Adverb))
                return false;
        }

        return false;
    }

    // "стратегический партнёр форума", "со своими стратегическими партнёрами": ranks of sponsors, partners in general.
    private bool IsOfSomethingElse(LabelMatch match, Sentence sentence)
    {
        var head = _tokens[match.Head];
        var isPerson = head.HasBase("партнер") || head.HasBase("союзник");
        var after = match.Tokens.End;
        if (isPerson && _syntax.PrepositionOf[match.Head] is "с" or "со" or "для" or "у" or "от" or "к" or "между" or "среди" or "из" or "ко")
            return true;
        if (after >= sentence.Tokens.End || !_tokens[after].IsWord)
            return IsBetweenCompanies(match, sentence);
        var next = _tokens[after];
        var genitive = next.Readings.Length > 0 && next.Readings[0] is { Class: WordClass.Noun } noun && (noun.Cases & Cases.Genitive) != 0;
        if (isPerson && genitive && _actors.TopAt(after) is null && !IsStateWord(next) && !next.IsCapitalized)
            return true;
        return IsBetweenCompanies(match, sentence);
    }

    private static bool IsStateWord(Token token) =>
        token.HasBase("страна") || token.HasBase("республика") || token.HasBase("государство") || token.HasBase("союз") || token.HasBase("регион") || token.HasBase("народ");

    // Two companies that agree on strategic partnership say nothing of their states.
    private bool IsBetweenCompanies(LabelMatch match, Sentence sentence)
    {
        var companies = 0;
        foreach (var mention in _actors.In(sentence.Tokens))
        {
            if (mention.Actor < 0)
                return false;
            var actor = _actors.Actors[mention.Actor];
            if (actor.Kind != ActorKind.Organization || actor.Sector == "IGO")
                return false;
            companies++;
        }

        return companies > 0;
    }

    private bool IsPair(int token)
    {
        foreach (var mention in _actors.Mentions)
        {
            if (mention.Tokens.Contains(token) && mention.Actors.Length >= 2 && mention.Tokens.Length == 1)
                return true;
        }

        return false;
    }

    // The states that the sentence names with the label; one alone is completed by the other main party.
    private (ImmutableArray<string> Parties, bool ArePair) Parties(LabelMatch match, Sentence sentence)
    {
        // "китайско-казахстанское …" says it best.
        for (var i = match.Tokens.Start - 1; i >= Math.Max(sentence.Tokens.Start, match.Tokens.Start - 4); i--)
        {
            if (!IsPair(i))
                continue;
            foreach (var mention in _actors.Mentions)
            {
                if (mention.Tokens.Contains(i) && mention.Actors.Length >= 2)
                    return (_actors.PartiesOf(mention.Actors), true);
            }
        }

        if (Partner(match, sentence) is { Length: 2 } partners)
            return (partners, true);
        var near = States(_syntax.ClauseAt(match.Head).Tokens);
        var states = near.Count >= 2 ? near : States(sentence.Tokens);
        var together = states.FirstOrDefault(s => s.Actors.Length >= 2);
        var distinct = _actors.PartiesOf(states.SelectMany(s => s.Actors));
        if (together is not null && together.Actors.Length == 2 && distinct.Length > 2)
            distinct = _actors.PartiesOf(together.Actors);
        if (distinct.Length == 2)
            return (distinct, true);
        if (distinct.Length > 2)
            return (together is null ? Nearest(states, match) : distinct, true);
        if (distinct.Length == 1)
        {
            foreach (var party in Speakers(sentence).Concat(_actors.MainParties))
            {
                if (party != distinct[0])
                    return ([party, distinct[0]], IsNextTo(states[0], match));
            }

            return ([], false);
        }

        return _actors.MainParties.Length >= 2 ? ([.. _actors.MainParties.Take(2)], false) : ([], false);
    }

    // "укреплять стратегическое партнёрство с Казахстаном": of the one who speaks or does it with the state named.
    private ImmutableArray<string> Partner(LabelMatch match, Sentence sentence)
    {
        var at = match.Tokens.End;
        if (at + 1 >= sentence.Tokens.End || _tokens[at].Fold is not ("с" or "со") || _actors.TopAt(at + 1) is not { Actor: >= 0 } partner
            || _actors.Actors[partner.Actor] is not ({ Kind: ActorKind.State } or { Sector: "IGO" }) || _actors.Actors[partner.Actor].Party is not { } party)
            return [];
        ActorMention? holder = null;
        foreach (var mention in _actors.In(sentence.Tokens))
        {
            if (mention.Extent.End > match.Tokens.Start)
                break;
            // The nearest subject before the label, a person before a thing.
            if (mention.Actor >= 0 && (mention.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[mention.Extent.Start] is null && _actors.Actors[mention.Actor].Party is { } own && own != party
                && (holder is null || _actors.Actors[mention.Actor].Kind is ActorKind.Person or ActorKind.State))
                holder = mention;
        }

        return holder is null ? [] : [_actors.Actors[holder.Actor].Party!, party];
    }

    private bool IsNextTo(ActorMention state, LabelMatch match) =>
        state.Tokens.Start >= match.Tokens.End && state.Tokens.Start <= match.Tokens.End + 2 || state.Tokens.End == match.Tokens.Start;

    // States and unions of states, not the persons who speak for them.
    private List<ActorMention> States(TokenRange range)
    {
        var states = new List<ActorMention>();
        foreach (var mention in _actors.In(range, withNested: true))
        {
            if (mention.Actors.Length > 0 && mention.Actors.All(a => _actors.Actors[a] is { Kind: ActorKind.State } or { Kind: ActorKind.Organization, Sector: "IGO" }) && !IsOfOfficer(mention))
                states.Add(mention);
        }

        return states;
    }

    // "Президент Италии заявил, что …": Italy here only tells whose president speaks.
    private bool IsOfOfficer(ActorMention mention) =>
        mention.IsNested && _actors.TopAt(mention.Tokens.Start) is { Actor: >= 0 } top && _actors.Actors[top.Actor].Kind == ActorKind.Person;

    private IEnumerable<string> Speakers(Sentence sentence)
    {
        foreach (var mention in _actors.In(sentence.Tokens))
        {
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor] is { Kind: ActorKind.Person, Party: { } party })
                yield return party;
        }
    }

    // Of three and more states the two that stand closest to the label.
    private ImmutableArray<string> Nearest(List<ActorMention> states, LabelMatch match)
    {
        var near = states.OrderBy(s => Math.Min(Math.Abs(s.Tokens.Start - match.Tokens.End), Math.Abs(match.Tokens.Start - s.Tokens.End))).SelectMany(s => s.Actors);
        var parties = _actors.PartiesOf(near);
        return [.. parties.Take(2)];
    }

    private RelationStatus Status(LabelMatch match, Sentence sentence)
    {
        var raised = false;
        var clause = _syntax.ClauseAt(match.Head).Tokens;
        for (var i = clause.Start; i < clause.End; i++)
        {
            if (IsWish(_tokens[i]))
                return RelationStatus.Proposed;
            raised |= IsRise(_tokens[i]);
        }

        if (!raised && match.Tokens.Start - 3 >= sentence.Tokens.Start)
        {
            for (var i = match.Tokens.Start - 3; i < match.Tokens.Start; i++)
                raised |= IsRise(_tokens[i]);
        }

        return raised ? RelationStatus.Upgraded : RelationStatus.Asserted;
    }

    private static bool IsWish(Token token) => HasAny(token, "предложить", "предлагать", "стремиться", "намеренный", "готовый", "планировать", "рассчитывать", "хотеть");

    private static bool IsRise(Token token) => HasAny(
        token, "поднять", "поднимать", "повысить", "повышать", "повышение", "возвести", "вывести", "выйти", "подняться", "формирование", "перевести", "установить", "установление", "провозгласить", "объявить", "учредить");

    private static bool HasAny(Token token, params ReadOnlySpan<string> bases)
    {
        foreach (var known in bases)
        {
            if (token.HasBase(known))
                return true;
        }

        return false;
    }
}
