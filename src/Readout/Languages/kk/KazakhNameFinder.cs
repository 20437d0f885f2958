using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.Kk;

/// <summary>Finds names and descriptions in Kazakh: titles stand before names, heads of organisations and places after theirs.</summary>
internal sealed class KazakhNameFinder(SegmentedText text, SyntaxLayer syntax, LanguagePack pack, KazakhTables tables)
{
    private readonly Token[] _tokens = text.Tokens;
    private readonly List<Draft> _drafts = [];

    public static List<Draft> Find(SegmentedText text, SyntaxLayer syntax, LanguagePack pack, KazakhTables tables)
    {
        var finder = new KazakhNameFinder(text, syntax, pack, tables);
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End;)
                i = Math.Max(i + 1, finder.At(i, sentence.Tokens.End));
        }

        return finder._drafts;
    }

    private int At(int i, int limit)
    {
        if (!_tokens[i].IsWord && _tokens[i].Text is not ("«" or "“" or "\""))
            return i;
        int end;
        if ((end = Quoted(i, limit)) > i)
            return end;
        if (!_tokens[i].IsWord)
            return i;
        if ((end = Pronoun(i)) > i || (end = Description(i, limit)) > i || (end = Titled(i, limit)) > i || (end = Organisation(i, limit)) > i || (end = Place(i, limit)) > i
            || (end = Known(i, limit)) > i || (end = Person(i, limit)) > i || (end = UnknownPlace(i, limit)) > i || (end = People(i, limit)) > i)
            return end;
        return i;
    }

    private Draft Spot(DraftKind kind, int start, int end, string rule) => new()
    {
        Kind = kind,
        Tokens = new TokenRange(start, end),
        Extent = new TokenRange(start, end),
        Cases = syntax.CaseOf[end - 1],
        Rule = rule,
    };

    private GazetteerMatch? Match(int i, int limit) => i < limit && _tokens[i].IsCapitalized ? pack.Gazetteer.MatchAt(_tokens, i, limit) : null;

    private static GazetteerEntry? Pick(GazetteerMatch match, params ReadOnlySpan<GazetteerKind> kinds)
    {
        foreach (var kind in kinds)
        {
            foreach (var entry in match.Entries)
            {
                if (entry.Kind == kind)
                    return entry;
            }
        }

        return null;
    }

    private int Pronoun(int i)
    {
        if (!_tokens[i].HasBase("ол") && !_tokens[i].HasBase("олар") || text.QuotationAt(i) is { Tokens.Length: > 4 })
            return i;
        // "ол елде": that country.
        if (i + 1 < _tokens.Length && _tokens[i].Fold == "ол" && _tokens[i + 1].Fold is "үшін" or "жерде" or "кезде" or "ел" or "елде" or "елдің")
            return i;
        var isPlural = _tokens[i].HasBase("олар");
        _drafts.Add(Spot(DraftKind.Pronoun, i, i + 1, "pronoun") with
        {
            Form = MentionForm.Pronoun,
            Cases = _tokens[i].Fold switch { "ол" or "олар" => Cases.Nominative, "оның" or "олардың" => Cases.Genitive, "оған" or "оларға" => Cases.Dative, _ => Cases.Accusative },
            Numbers = isPlural ? Numbers.Plural : Numbers.Singular,
        });
        return i + 1;
    }

    private int Description(int i, int limit)
    {
        foreach (var (table, numbers) in new[] { (pack.Actors.PluralDescriptions, Numbers.Plural), (pack.Actors.SingularDescriptions, Numbers.Singular) })
        {
            if (!table.TryMatch(_tokens, i, limit, out var end, out var row))
                continue;
            var last = _tokens[end - 1];
            var isPlural = last.Readings.Any(r => r.Numbers == Numbers.Plural);
            if (isPlural != (numbers == Numbers.Plural) || (end < limit && _tokens[end].IsCapitalized && numbers == Numbers.Singular && PersonEnd(end, limit, true) > end))
                continue;
            // "министрлер": of whom is said before it ("Қазақстан мен Эстония министрлері" names the states itself).
            _drafts.Add(Spot(DraftKind.Description, i, end, $"descriptions:{row.Line}") with { Form = MentionForm.Description, Numbers = numbers, Target = row.Target, Holders = row.Holders });
            return end;
        }

        return i;
    }

    // ---- "[state] [body] office [name]"

    private int Titled(int i, int limit)
    {
        var before = _drafts.Count;
        var at = i;
        string? state = null;
        var organisation = -1;
        if (Match(at, limit) is { } match && Pick(match, GazetteerKind.State, GazetteerKind.Organisation) is { } entry && match.Tokens.End < limit)
        {
            var isState = entry.Kind == GazetteerKind.State;
            if (isState)
                state = entry.Id;
            else
                organisation = _drafts.Count;
            _drafts.Add(Spot(isState ? DraftKind.State : DraftKind.Organisation, at, match.Tokens.End, "reference") with { Ids = [entry.Id], Cases = Cases.Genitive, IsNested = true });
            at = match.Tokens.End;
            // "Түркияның Астанадағы елшісі": where the embassy stands.
            if (Match(at, limit) is { } seat && Pick(seat, GazetteerKind.Place, GazetteerKind.State) is { } place && (syntax.CaseOf[seat.Tokens.End - 1] & Cases.Locative) != 0)
            {
                _drafts.Add(Spot(place.Kind == GazetteerKind.Place ? DraftKind.Place : DraftKind.State, at, seat.Tokens.End, "reference") with { Ids = [place.Id], IsNested = true });
                at = seat.Tokens.End;
            }
        }
        else if (OrganisationEnd(i, limit, out var sort, out var of) is var body && body > i && body < limit && (syntax.CaseOf[body - 1] & Cases.Genitive) != 0)
        {
            organisation = _drafts.Count;
            AddOrganisation(i, body, sort!, of, nested: true);
            at = body;
        }

        // The words of a field stand before the head: "Өнеркәсіп және сауда министрінің орынбасары".
        var field = at;
        if (!pack.Actors.Offices.TryMatch(_tokens, at, limit, out var end, out var office))
        {
            while (at < Math.Min(limit, field + 7) && _tokens[at].IsWord && !(pack.Actors.Offices.TryMatch(_tokens, at, limit, out end, out office) && _tokens[at].HasBase("министр")))
                at++;
            if (at >= Math.Min(limit, field + 7) || end <= at || !_tokens[field].IsCapitalized)
                return Undo();
        }

        var name = end;
        var nameEnd = PersonEnd(name, limit, afterOffice: true);
        if (nameEnd == name && state is null && organisation < 0 && (!_tokens[at].IsCapitalized || _tokens[at].Fold.EndsWith('с')) && office.Office is not ("president" or "foreign-minister" or "prime-minister" or "ambassador"))
            return Undo();
        if (nameEnd == name && office.Office is "other" or "executive" or "adviser")
            return Undo();
        if (nameEnd == name && _tokens[end - 1].Readings.Any(r => r.Numbers == Numbers.Plural))
            return Undo();
        var id = office.Office;
        if (organisation >= 0 && _drafts[organisation].Sort is "company" or "bank" && id is "chairman" or "president" or "other")
            id = "executive";
        if (state == "CHN" && id == "chairman")
            id = "president";
        var held = new OfficeDraft(id, null, new TokenRange(i, end), state, organisation, office.Line);
        if (nameEnd > name)
        {
            AddPerson(name, nameEnd, i, held, $"office:{office.Line}+name");
            return nameEnd;
        }

        _drafts.Add(Spot(DraftKind.Office, i, end, $"offices:{office.Line}") with { Office = held, Form = MentionForm.Description });
        return end;

        int Undo()
        {
            _drafts.RemoveRange(before, _drafts.Count - before);
            return i;
        }
    }

    // ---- persons

    private void AddPerson(int start, int end, int from, OfficeDraft? office, string rule)
    {
        var words = new List<string>();
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].IsWord)
                words.Add(_tokens[i].Text + (i + 1 < end && _tokens[i + 1].Is('.') ? "." : ""));
        }

        var ids = ImmutableArray<string>.Empty;
        if (Match(start, end) is { } match && match.Tokens.End == end)
            ids = [.. match.Entries.Where(e => e.Kind is GazetteerKind.Person or GazetteerKind.PersonShort).Select(e => e.Id)];
        var cases = syntax.CaseOf[end - 1];
        var name = pack.Names.Person(words, cases);
        _drafts.Add(Spot(DraftKind.Person, start, end, rule) with { Extent = new TokenRange(from, end), Ids = ids, Office = office, Cases = cases, Gender = name.Gender, Name = name.Nominative });
    }

    private int Person(int i, int limit)
    {
        var end = PersonEnd(i, limit, afterOffice: false);
        if (end == i)
            return i;
        AddPerson(i, end, i, null, Match(i, limit) is { } match && match.Tokens.End == end ? "reference" : "name");
        return end;
    }

    private int PersonEnd(int i, int limit, bool afterOffice)
    {
        if (i >= limit || !_tokens[i].IsCapitalized)
            return i;
        if (Match(i, limit) is { } match && Pick(match, GazetteerKind.Person) is not null)
            return match.Tokens.End;
        // "Е.Көшербаев"
        if (_tokens[i].Text.Length == 1 && i + 2 < limit && _tokens[i + 1].Is('.') && _tokens[i + 2].IsCapitalized && _tokens[i + 2].Text.Length > 2)
            return i + 3;
        var at = i;
        while (at < limit && at < i + 4 && IsNameWord(at, limit) && !(at > i && Match(at, limit) is { } town && Pick(town, GazetteerKind.Place) is not null && (syntax.CaseOf[at] & Cases.Nominative) == 0) && (at == i || _tokens[at - 1].Span.End + 1 == _tokens[at].Span.Start))
        {
            at++;
            // Only the last word of a name takes a case.
            if ((KazakhMorphology.CaseOf(_tokens[at - 1]) & Cases.Nominative) == 0 && !pack.Names.IsGivenName(_tokens[at - 1].Text))
                break;
        }

        if (at - i >= 2 && (afterOffice || pack.Names.IsGivenName(_tokens[i].Text)))
            return at;
        if (afterOffice && at == i + 1 && _tokens[i].Text.Length > 3)
            return at;
        return i;
    }

    private bool IsNameWord(int i, int limit)
    {
        var token = _tokens[i];
        if (!token.IsCapitalized || token.Text.Length < 2 || token.Text.Skip(1).Any(char.IsUpper) && !token.Text.Contains('-', StringComparison.Ordinal))
            return false;
        if (Match(i, limit) is { } match && Pick(match, GazetteerKind.State, GazetteerKind.Organisation, GazetteerKind.Office) is not null)
            return false;
        return !pack.Actors.Offices.TryMatch(_tokens, i, limit, out _, out _) && !token.Readings.Any(r => pack.Actors.OrganisationHeads.ContainsKey(r.Base)) && pack.Time.ValueOf(TimeSlot.Month, token) is null;
    }

    // ---- what the reference knows

    private int Known(int i, int limit)
    {
        if (Match(i, limit) is not { } match || Pick(match, GazetteerKind.Person, GazetteerKind.State, GazetteerKind.Organisation, GazetteerKind.Place, GazetteerKind.PersonShort) is not { } entry)
            return i;
        var end = match.Tokens.End;
        ImmutableArray<string> Ids(GazetteerKind kind) => [.. match.Entries.Where(e => e.Kind == kind).Select(e => e.Id).Distinct()];
        switch (entry.Kind)
        {
            case GazetteerKind.State:
                _drafts.Add(Spot(DraftKind.State, i, end, entry.IsWeak ? "reference-weak" : "reference") with { Ids = Ids(GazetteerKind.State), Numbers = Numbers.Any });
                return end;
            case GazetteerKind.Organisation:
                _drafts.Add(Spot(DraftKind.Organisation, i, end, "reference") with { Ids = [entry.Id] });
                return end;
            case GazetteerKind.Place:
                _drafts.Add(Spot(DraftKind.Place, i, end, "reference") with { Ids = Ids(GazetteerKind.Place) });
                return end;
            case GazetteerKind.Person:
                return Person(i, limit);
            default:
                _drafts.Add(Spot(DraftKind.Person, i, end, "surname") with { Ids = Ids(GazetteerKind.PersonShort) });
                return end;
        }
    }

    // ---- organisations

    // The words before a head: capitals at once before it, for ministries also the words of their field from a capital on.
    private int OrganisationEnd(int i, int limit, out string? sort, out string? state)
    {
        (sort, state) = (null, null);
        if (!_tokens[i].IsCapitalized)
            return i;
        var at = i;
        if (Match(i, limit) is { } match && Pick(match, GazetteerKind.State) is { } entry && match.Tokens.End < limit)
        {
            state = entry.Id;
            at = match.Tokens.End;
            if (!_tokens[at].IsCapitalized && !IsHead(at, out _))
                return i;
        }

        for (var t = at; t < Math.Min(limit, at + 9); t++)
        {
            if (!_tokens[t].IsWord && !_tokens[t].Is(','))
                return i;
            if (IsHead(t, out var kind) && (t > at || state is not null))
            {
                sort = kind;
                // "Қазақстан мен Вьетнам комиссиясы" is a body of both.
                if (state is not null && kind is "commission" or "council" or "committee" && i > 0 && _tokens[i - 1].Fold is "мен" or "бен" or "пен" or "және")
                    return i;
                var long_ = kind is "ministry" or "agency" or "committee" or "commission";
                return t - at <= (long_ ? 8 : 3) ? t + 1 : i;
            }

            if (KazakhSyntax.IsFinite(_tokens[t]) || (_tokens[t].IsCapitalized && t > at && (Match(t, limit) is { } inner && Pick(inner, GazetteerKind.State, GazetteerKind.Person) is not null)))
                return i;
        }

        return i;
    }

    private bool IsHead(int t, out string? kind)
    {
        kind = null;
        foreach (var reading in _tokens[t].Readings)
        {
            // A head stands in the possessive: "министрлігі", "агенттігі".
            if (reading.Base != _tokens[t].Fold && pack.Actors.OrganisationHeads.TryGetValue(reading.Base, out kind))
                return true;
        }

        return false;
    }

    private int Organisation(int i, int limit)
    {
        if (Match(i, limit) is { } known && Pick(known, GazetteerKind.Organisation) is not null)
            return i;
        var end = OrganisationEnd(i, limit, out var sort, out var state);
        if (end == i)
            return i;
        // "Сауда министрі": the office of a head is no body.
        AddOrganisation(i, end, sort!, state, nested: false);
        return end;
    }

    private void AddOrganisation(int start, int end, string sort, string? state, bool nested)
    {
        var words = _tokens[start..end].Where(t => t.IsWord || t.Is(',')).Select(t => t.Text).ToList();
        _drafts.Add(Spot(DraftKind.Organisation, start, end, $"organisations:{sort}") with
        {
            Name = pack.Names.Phrase(words),
            Sort = sort,
            IsNested = nested,
            Office = state is null ? null : new OfficeDraft("", null, new TokenRange(start, end), state, -1, 0),
        });
    }

    // «Дархан Астық» серіктестігі
    private int Quoted(int i, int limit)
    {
        if (_tokens[i].IsWord || text.Quotations.FirstOrDefault(q => q.Tokens.Start == i + 1) is not { IsClosed: true } quotation || quotation.Tokens.Length > 6 || quotation.Tokens.End + 1 >= limit)
            return i;
        var head = quotation.Tokens.End + 1;
        while (head < Math.Min(limit, quotation.Tokens.End + 3) && !IsHead(head, out _))
            head++;
        if (head >= limit || !IsHead(head, out var kind))
            return i;
        var known = Match(i + 1, quotation.Tokens.End) is { } match && match.Tokens.End == quotation.Tokens.End ? Pick(match, GazetteerKind.Organisation) : null;
        var inside = quotation.Inner.In(text.Text);
        _drafts.Add(Spot(DraftKind.Organisation, i, head + 1, known is null ? $"organisations:{kind}" : "reference") with { Ids = known is { } k ? [k.Id] : [], Name = inside, Sort = kind });
        return head + 1;
    }

    // ---- places

    private int Place(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized || Match(i, limit) is { } match && Pick(match, GazetteerKind.Person, GazetteerKind.State) is not null)
            return i;
        var known = Match(i, limit) is { } town ? Pick(town, GazetteerKind.Place) : null;
        var at = known is not null ? Match(i, limit)!.Value.Tokens.End : i + 1;
        while (at < Math.Min(limit, i + 5) && _tokens[at].IsWord)
        {
            if (pack.Actors.PlaceHeads.TryMatch(_tokens, at, limit, out var end, out var head) && _tokens[at].Fold != _tokens[at].Readings[^1].Base)
            {
                // "Астана қаласында" is the city itself; "Таллин портының" is a place of its own.
                var isSame = known is not null && head.Kind is "city" && Match(i, limit)!.Value.Tokens.End == at;
                _drafts.Add(Spot(DraftKind.Place, i, end, isSame ? "reference" : "place-head") with { Ids = isSame ? [known!.Value.Id] : [], Name = head.Kind == "city" ? string.Join(' ', _tokens[i..at].Where(t => t.IsWord).Select(t => t.Text)) : pack.Names.Phrase([.. _tokens[i..end].Where(t => t.IsWord).Select(t => t.Text)]), Sort = head.Kind });
                return end;
            }

            if (!_tokens[at].IsCapitalized && at > i + 3)
                break;
            at++;
        }

        return i;
    }

    // A capital in the locative, dative or ablative that no list knows.
    private int UnknownPlace(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized || i == text.SentenceOf(i).Tokens.Start || text.IsInTitle(i) || _tokens[i].Text.Length < 5 || _tokens[i].Text.Skip(1).Any(char.IsUpper)
            || (syntax.CaseOf[i] & (Cases.Locative | Cases.Dative)) == 0 || pack.Names.IsGivenName(_tokens[i].Text) || pack.Time.ValueOf(TimeSlot.Month, _tokens[i]) is not null || (i + 1 < limit && _tokens[i + 1].IsCapitalized)
            || pack.Actors.Offices.TryMatch(_tokens, i, limit, out _, out _) || _tokens[i].Readings.Any(r => pack.Actors.OrganisationHeads.ContainsKey(r.Base)) || _tokens[i].HasBase("үкімет"))
            return i;
        _drafts.Add(Spot(DraftKind.Place, i, i + 1, "place-case") with { Name = KazakhMorphology.WithoutCase(_tokens[i].Text), Sort = "city" });
        return i + 1;
    }

    // "моңғол тарапына", "түрік жұртына": the people of a state for the state.
    private int People(int i, int limit)
    {
        if (i + 1 >= limit || !(_tokens[i + 1].HasBase("тарап") || _tokens[i + 1].HasBase("басшылық") || _tokens[i + 1].HasBase("жұрт") || _tokens[i + 1].HasBase("халық")) || !tables.Peoples.TryGetValue(_tokens[i].Fold, out var state))
            return i;
        _drafts.Add(Spot(DraftKind.State, i, i + 2, "people-side") with { Ids = [state], Form = MentionForm.Description });
        return i + 2;
    }
}
