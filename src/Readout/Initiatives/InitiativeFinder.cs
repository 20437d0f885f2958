using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Places;
using Readout.Syntax;
using Readout.Tables;
using Readout.Text;

namespace Readout.Initiatives;

internal sealed record FoundInitiative(string Name, string Kind, ImmutableArray<Span> Mentions, string Rule);

/// <summary>What must come with a head to make it the name of something.</summary>
internal enum NameNeed { Any, Name, NameOrAdjective, NameOrCapital, Tail, CapitalTail, Year, Route, AdjectivePlace, Quoted, Document, Initiative, None }

internal sealed class InitiativeTable
{
    public PhraseMatcher<(string Kind, NameNeed Need, int Line)> Heads { get; } = new();

    public static InitiativeTable Load(string language)
    {
        var table = new InitiativeTable();
        foreach (var row in TsvTable.Embedded($"Languages/{language}/initiatives.tsv", "head", "kind", "needs").Rows)
        {
            if (!table.Heads.Add(row["head"], (row["kind"], row.Code("needs", NameNeed.Any), row.Line)))
                throw row.Wrong("RO2108", $"'{row["head"]}' stands twice");
        }

        return table;
    }
}

/// <summary>Finds the named things: summits, councils, years, corridors, projects, programmes, treaties.</summary>
internal sealed class InitiativeFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly PlaceLayer _places;
    private readonly LanguagePack _pack;
    private readonly Token[] _tokens;

    private InitiativeFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, LanguagePack pack) =>
        (_text, _syntax, _actors, _places, _pack, _tokens) = (text, syntax, actors, places, pack, text.Tokens);

    public static ImmutableArray<FoundInitiative> Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, LanguagePack pack)
    {
        if (actors.MainParties.Length == 0)
            return [];
        var finder = new InitiativeFinder(text, syntax, actors, places, pack);
        var found = new List<(string Key, string Name, string Kind, List<Span> Mentions, string Rule)>();
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.At(i, sentence.Tokens.End) is not { } hit)
                    continue;
                var words = finder._tokens[hit.Range.Start..hit.Range.End].Select(t => t.Text).ToArray();
                var name = finder.Name(words);
                var key = finder.Key(hit.Range, hit.Kind);
                var known = found.FindIndex(f => f.Kind == hit.Kind && (f.Key == key || f.Key.Contains(key, StringComparison.Ordinal) || key.Contains(f.Key, StringComparison.Ordinal)));
                if (known >= 0)
                    found[known].Mentions.Add(text.SpanOf(hit.Range));
                else
                    found.Add((key, name, hit.Kind, [text.SpanOf(hit.Range)], $"initiatives:{hit.Line}"));
                i = Math.Max(i, hit.Range.End - 1);
            }
        }

        return [.. found.Select(f => new FoundInitiative(f.Name, f.Kind, [.. f.Mentions], f.Rule))];
    }

    private (TokenRange Range, string Kind, int Line)? At(int i, int limit)
    {
        if (!_pack.Initiatives.Heads.TryMatch(_tokens, i, limit, out var end, out var head) || !_tokens[i].Readings.Any(r => r.Class is WordClass.Noun or WordClass.Adjective or WordClass.Unknown or WordClass.Numeral))
            return null;
        var start = Modifiers(i);
        var quoted = QuotedAfter(end, limit);
        var capital = _tokens[i].IsCapitalized && i > 0 && !IsSentenceStart(i);
        var tail = Tail(end, limit);
        TokenRange Named() => new(start, quoted ?? tail);
        var has = head.Need switch
        {
            NameNeed.Any => true,
            NameNeed.None => false,
            NameNeed.Name => quoted is not null || NamesSomebody(end, tail) || (capital && start < i) || HasOrdinalOrPlace(start, i) && head.Kind is "summit" or "forum",
            NameNeed.NameOrAdjective => quoted is not null || NamesSomebody(end, tail) || RouteAfter(end, limit) > end || HasCompound(start, i) || (capital && start < i) || HasCapitalAdjective(start, i),
            NameNeed.NameOrCapital => quoted is not null || RouteAfter(end, limit) > end || HasCapitalAdjective(start, i),
            NameNeed.Tail => (start < i || capital) && tail > end || HasCompound(start, i) || NamesSomebody(end, tail) || HasCapitalAdjective(start, i),
            NameNeed.CapitalTail => (capital || HasCapitalAdjective(start, i)) && (tail > end || start < i),
            NameNeed.Year => capital && tail > end,
            NameNeed.Route => RouteAfter(end, limit) > end || quoted is not null,
            NameNeed.AdjectivePlace => HasCapitalAdjective(start, i),
            NameNeed.Quoted => quoted is not null,
            NameNeed.Document => IsTitled(i, end, limit, start) || quoted is not null,
            NameNeed.Initiative => capital && tail > end || quoted is not null,
            _ => false,
        };
        if (!has)
            return null;
        var range = head.Need switch
        {
            NameNeed.Route or NameNeed.NameOrAdjective or NameNeed.NameOrCapital when RouteAfter(end, limit) is var route && route > end => new TokenRange(start, route),
            NameNeed.Document => new TokenRange(start, quoted ?? Math.Max(DocumentTail(end, limit), tail)),
            _ => Named(),
        };
        return (range.Length <= 28 ? range : new TokenRange(start, end), head.Kind, head.Line);
    }

    // Adjectives and ordinals before the head: "XVII саммит", "Межправительственной туркмено-иранской комиссии".
    private int Modifiers(int i)
    {
        var start = i;
        while (start > 0 && _tokens[start - 1].Sentence == _tokens[i].Sentence && _tokens[start - 1].IsWord)
        {
            var before = _tokens[start - 1];
            var adjective = before.Readings.Length > 0 && before.Readings[0] is { Class: WordClass.Adjective, IsShort: false } && (_syntax.CaseOf[start - 1] & _syntax.CaseOf[i]) != 0;
            var roman = before.Text.All(c => "IVXLC".Contains(c));
            if (!adjective && !roman)
                break;
            if (before.HasBase("новый") || before.HasBase("крупный") || before.HasBase("следующий") || before.HasBase("очередной") || before.HasBase("прошлый") || before.HasBase("предстоящий") || before.HasBase("ряд"))
                break;
            start--;
        }

        return start;
    }

    private bool IsSentenceStart(int i) => i == _text.SentenceOf(i).Tokens.Start;

    private int? QuotedAfter(int i, int limit) =>
        i + 1 < limit && _tokens[i].Text is "«" or "\"" or "“" or "„" && _text.QuotationAt(i + 1) is { IsClosed: true, Tokens.Length: <= 8 } quotation && quotation.Tokens.Start == i + 1
            ? Math.Min(quotation.Tokens.End + 1, _tokens.Length)
            : null;

    // The genitive chain and "по …" that belong to the name.
    private int Tail(int end, int limit)
    {
        var at = end;
        while (at < limit)
        {
            var token = _tokens[at];
            if (!token.IsWord)
            {
                if (token.Text is "–" or "—" or "-" && at + 1 < limit && _tokens[at + 1].IsCapitalized && at > end && _tokens[at - 1].IsCapitalized)
                {
                    at++;
                    continue;
                }

                break;
            }

            if (_actors.TopAt(at) is { } mention && mention.Tokens.Start == at && (mention.Cases & Cases.Genitive) != 0 && _syntax.PrepositionOf[at] is null)
            {
                at = mention.Tokens.End;
                continue;
            }

            if (token.Fold is "по" && at + 1 < limit && (_syntax.CaseOf[at + 1] & Cases.Dative) != 0)
            {
                at += 2;
                while (at < limit && _tokens[at].IsWord && !ClauseSplitter.IsFinite(_tokens[at]) && ((_syntax.CaseOf[at] & (Cases.Dative | Cases.Genitive)) != 0 || (_tokens[at].Fold == "и" && at + 1 < limit && (_syntax.CaseOf[at + 1] & Cases.Dative) != 0)) && (_syntax.PrepositionOf[at] is null or "по"))
                    at++;
                continue;
            }

            if ((_syntax.CaseOf[at] & Cases.Genitive) == 0 || _syntax.PrepositionOf[at] is not null || ClauseSplitter.IsFinite(token) || token.Readings.Length == 0
                || token.Readings[0].Class is WordClass.Verb or WordClass.Pronoun or WordClass.Adverb or WordClass.Converb)
            {
                if (token.Fold is "и" && at > end && at + 1 < limit && (_syntax.CaseOf[at + 1] & Cases.Genitive) != 0 && _tokens[at + 1].Readings[0].Class is WordClass.Noun && !ClauseSplitter.IsFinite(_tokens[at + 1]) && _syntax.PrepositionOf[at + 1] is null)
                {
                    at++;
                    continue;
                }

                break;
            }

            at++;
        }

        while (at > end && (_tokens[at - 1].Fold is "и" || !_tokens[at - 1].IsWord))
            at--;
        return at;
    }

    // "о взаимной защите инвестиций", "на 2026–2028 годы", "между ведомствами": the title of a document.
    private int DocumentTail(int end, int limit)
    {
        var at = end;
        for (; at < limit; at++)
        {
            var token = _tokens[at];
            if (!token.IsWord && token.Kind != TokenKind.Number && !(token.Text is "–" or "-" or "—" && at + 1 < limit && _tokens[at + 1].Kind == TokenKind.Number))
                break;
            if (token.IsWord && (ClauseSplitter.IsFinite(token) || token.HasBase("который")))
                break;
            if (token.Fold is "и" && at + 1 < limit && (_pack.Initiatives.Heads.TryMatch(_tokens, at + 1, limit, out _, out var next) && next.Kind is "treaty" or "programme"))
                break;
        }

        while (at > end && (!_tokens[at - 1].IsWord && _tokens[at - 1].Kind != TokenKind.Number || _tokens[at - 1].Fold is "и" or "а"))
            at--;
        return at;
    }

    // A document with a title or subject; "меморандум" and "совместное заявление" alone are none.
    private bool IsTitled(int i, int end, int limit, int start)
    {
        if (HasCapitalAdjective(start, i) && !_tokens[start].HasBase("совместный"))
            return true;
        if (end >= limit || (NumbersPlural(i) && !_tokens[i].IsCapitalized))
            return false;
        if (_tokens[end].Fold is "о" or "об" or "к" or "по" && end + 1 < limit)
            return !_tokens[end + 1].HasBase("сотрудничество") || _tokens[i].IsCapitalized || _tokens[Math.Min(end + 2, limit - 1)].IsWord;
        if (_tokens[end].HasBase("сотрудничество") || _tokens[end].HasBase("действие") || _tokens[end].HasBase("мероприятие") || _tokens[end].HasBase("развитие"))
            return true;
        if (_tokens[end].Fold == "из" && end + 2 < limit && _tokens[end + 2].HasBase("пункт"))
            return true;
        if (_tokens[i].IsCapitalized && !IsSentenceStart(i) && Tail(end, limit) > end)
            return true;
        return _tokens[end].Fold == "между" && false;
    }

    private bool NumbersPlural(int i)
    {
        var nouns = _tokens[i].Readings.Where(r => r.Class == WordClass.Noun).ToArray();
        return nouns.Length > 0 && nouns.All(r => r.Numbers == Numbers.Plural);
    }

    private bool NamesSomebody(int end, int tail)
    {
        for (var i = end; i < tail; i++)
        {
            if (_actors.TopAt(i) is { } mention && _actors.Actors[mention.Actors[0]].Kind is ActorKind.Organization or ActorKind.State)
                return true;
        }

        return false;
    }

    private bool HasOrdinalOrPlace(int start, int i)
    {
        for (var t = start; t < i; t++)
        {
            if (_tokens[t].IsCapitalized)
                return true;
        }

        return false;
    }

    private bool HasCompound(int start, int i)
    {
        for (var t = start; t < i; t++)
        {
            if (_tokens[t].Text.Contains('-', StringComparison.Ordinal) && _actors.Mentions.Any(m => m.Tokens.Start == t && m.Actors.Length >= 2))
                return true;
        }

        return false;
    }

    private bool HasCapitalAdjective(int start, int i)
    {
        for (var t = start; t < i; t++)
        {
            if (_tokens[t].IsCapitalized && (!IsSentenceStart(t) || t + 1 < i || _tokens[t].Readings[0].IsGuessed))
                return true;
        }

        return false;
    }

    // "Китай — Кыргызстан — Узбекистан", "Север – Юг", "Бахты – Аягоз".
    private int RouteAfter(int i, int limit)
    {
        var at = i;
        if (at >= limit || !_tokens[at].IsCapitalized)
            return i;
        at++;
        var legs = 0;
        while (at + 1 < limit && _tokens[at].Text is "–" or "—" or "-" or "--" && _tokens[at + 1].IsCapitalized)
        {
            at += 2;
            legs++;
        }

        return legs > 0 ? at : i;
    }

    private string Name(string[] words) =>
        _pack.Names.Phrase(words).Replace("« ", "«", StringComparison.Ordinal).Replace(" »", "»", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal);

    // Base forms tell one thing in different cases: "саммите ШОС", "саммита ШОС".
    private string Key(TokenRange range, string kind)
    {
        var key = new System.Text.StringBuilder();
        for (var i = range.Start; i < range.End; i++)
        {
            // "саммит ШОС" and "саммит Шанхайской организации сотрудничества" are one.
            if (_actors.TopAt(i) is { Actor: >= 0 } mention && mention.Tokens.Start == i && _actors.Actors[mention.Actor] is { Kind: ActorKind.Organization or ActorKind.State, Ref: { } named } && mention.Tokens.End <= range.End)
            {
                key.Append(named).Append(' ');
                i = mention.Tokens.End - 1;
                continue;
            }

            if (_tokens[i].IsWord)
                key.Append(_tokens[i].Readings.Length > 0 ? _tokens[i].Readings[0].Base : _tokens[i].Fold).Append(' ');
        }

        return key.ToString().TrimEnd();
    }
}
