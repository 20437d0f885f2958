using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Actors;

// Descriptions, offices without a name and pronouns, in the order of the text.
internal sealed partial class ActorResolver
{
    private void Descriptions()
    {
        var order = Enumerable.Range(0, _drafts.Count)
            .OrderBy(d => _text.IsInTitle(_drafts[d].Tokens.Start) ? 1 : 0).ThenBy(d => _drafts[d].Tokens.Start).ToArray();
        var recent = new List<int>();
        // For each office the first whom the text brings in without a state, as one does one's own officers.
        var own = new Dictionary<string, int>(StringComparer.Ordinal);
        var subject = -1;
        var subjectSentence = -1;
        foreach (var d in order)
        {
            var draft = _drafts[d];
            var start = draft.Tokens.Start;
            switch (draft.Kind)
            {
                case DraftKind.Office:
                    _meant[d] = Officer(draft, recent, own, subject);
                    break;
                case DraftKind.Description:
                    _meant[d] = Described(draft, recent, subject);
                    break;
                case DraftKind.Pronoun:
                    _meant[d] = Pronoun(draft, recent, subject);
                    break;
            }

            if (_meant[d].Length != 1 || draft.IsNested)
                continue;
            var actor = _meant[d][0];
            if (_actors[actor].Kind == ActorKind.Person)
            {
                if (draft is { Kind: DraftKind.Person, Office: { State: null, Organisation: < 0, IsColleague: false } office })
                {
                    // "Secretary Kerry", then "the Secretary": the same words mean the same man.
                    own.TryAdd(WordsOf(office), actor);
                    // "the Secretary" is the Secretary of State.
                    if (WordsOf(office) is var words && words.IndexOf(" of ", StringComparison.Ordinal) is > 0 and var of)
                        own.TryAdd(words[..of], actor);
                    if (!_text.IsInTitle(start) && !recent.Contains(actor))
                        own.TryAdd(office.Id, actor);
                }

                recent.Remove(actor);
                recent.Add(actor);
                // The first nominative of a sentence outside quotations is what the next "он" looks back to.
                if ((draft.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[draft.Extent.Start] is null && _text.QuotationAt(start) is not { Tokens.Length: > 6 }
                    && subjectSentence != _tokens[start].Sentence)
                    (subject, subjectSentence) = (actor, _tokens[start].Sentence);
            }
        }
    }

    private ImmutableArray<int> Officer(Draft draft, List<int> recent, Dictionary<string, int> ownOfficers, int subject)
    {
        var office = draft.Office!;
        bool Fits(int a) => _actors[a] is { Kind: ActorKind.Person } person
            && (office.IsColleague || person.Office is { } held && SameOffice(held.Id, office))
            && (office.State is null || person.Country == office.State)
            && (office.Organisation < 0 || person.Office?.Of is not { } of || OrganisationParty(office.Organisation) is not { } body || body == of || of == office.State || (person.Country is not null && !_pack.Reference.States.ContainsKey(body)));
        // "в ходе визита в Италию встретится с главой МИД страны": of the state just named.
        if (_pack.Language == "ru" && office.State is null && _tokens[draft.Tokens.End - 1] is { IsCapitalized: false } land && (land.HasBase("страна") || land.HasBase("республика") || land.HasBase("государство"))
            && _drafts.FindLast(d => d is { Kind: DraftKind.State, Ids.Length: 1 } && d.Tokens.End <= draft.Tokens.Start && _tokens[d.Tokens.Start].Sentence == _tokens[draft.Tokens.Start].Sentence) is { } visited)
            return Officer(draft with { Office = office with { State = visited.Ids[0] } }, recent, ownOfficers, subject);
        if (office.State is null && office.Organisation < 0)
        {
            if (ownOfficers.TryGetValue(WordsOf(office), out var named) && Fits(named))
                return [named];
            // "The Prime Minister" is the one whose state need not be said.
            if (_tokens[draft.Tokens.Start].IsCapitalized && draft.Tokens.Start > _text.SentenceOf(draft.Tokens.Start).Tokens.Start
                && ownOfficers.TryGetValue(office.Id, out var stateless) && Fits(stateless))
                return [stateless];
            // "Президент" with a capital and nothing else is one's own.
            if (_tokens[draft.Tokens.Start].IsCapitalized && _home is not null && office.Id is "president" or "prime-minister" && HomeOfficer(office) is var own && own >= 0)
                return [own];
            // "Министр" with a capital inside a sentence of a ministry's page is its own, whoever spoke last.
            if (_pack.Language == "ru" && office is { Id: "minister", Detail: null } && _tokens[draft.Tokens.Start].IsCapitalized && draft.Tokens.Length == 1 && draft.Tokens.Start > _text.SentenceOf(draft.Tokens.Start).Tokens.Start
                && Enumerable.Range(0, _actors.Count).Where(a => _actors[a] is { Kind: ActorKind.Person, Office.Id: "minister" or "foreign-minister" } minister && minister.Country == _home).ToArray() is [var ours])
                return [ours];
            var namesake = office.Detail is null ? -1 : Last(recent, a => Fits(a) && _actors[a].Office?.Detail == office.Detail);
            if (namesake >= 0)
                return [namesake];
            // "Әлиев Зеленскиймен сөйлесті. Президент … атап өтті": the one who acted speaks on.
            if (_pack.Language == "kk" && (draft.Cases & Cases.Nominative) != 0)
            {
                // "Смайылов Зурабишвилимен жүздесті. Президент … рақмет айтты": who holds that very office comes before who may be called so.
                if (subject >= 0 && Fits(subject) && _actors[subject].Office?.Id == office.Id)
                    return [subject];
                if (Last(recent, a => Fits(a) && _actors[a].Office?.Id == office.Id) is >= 0 and var holder)
                    return [holder];
                if (subject >= 0 && Fits(subject))
                    return [subject];
            }

            if (Last(recent, Fits) is var last && last >= 0)
                return [last];
            var someone = Anyone(Fits);
            // "Чили министрі Перу министрімен кездесті. Министр … айтты": of the state whose unnamed minister acted.
            if (_pack.Language == "kk" && someone.IsEmpty && _drafts.FindLast(o => o is { Kind: DraftKind.Office, IsNested: false, Office.State: not null } && o.Tokens.Start < draft.Tokens.Start && (o.Cases & Cases.Nominative) != 0 && SameOffice(o.Office!.Id, office)) is { Office.State: { } acted })
                return [State(acted)];
            // The publisher's own premier whom the text never names stands for the state.
            return someone.IsEmpty && !office.IsColleague && _tokens[draft.Tokens.Start].IsCapitalized && office.Id is "president" or "prime-minister" or "foreign-minister" && HomeOfPublisher() is { } publisher && someone.IsEmpty ? [State(publisher)] : someone;
        }

        // The very office before one that may stand for it ("глава Киргизии" is its president, though its premier spoke last).
        var found = office.Detail is null ? -1 : Last(recent, a => Fits(a) && _actors[a].Office?.Detail == office.Detail);
        if (found < 0)
            found = Last(recent, a => Fits(a) && _actors[a].Office?.Id == office.Id);
        if (found < 0)
            found = Last(recent, Fits);
        if (found >= 0)
            return [found];
        var anyone = Anyone(Fits);
        if (anyone.Length > 0)
            return anyone;
        // "his Qatari counterpart X", then "the Qatari foreign minister": the reference may know him by a higher office.
        if (_pack.Language == "en" && office.State is not null && _drafts.FindIndex(d => d is { Kind: DraftKind.Person, Office: { IsColleague: true } colleague } && colleague.State == office.State) is >= 0 and var counterpart && _meant[counterpart].Length == 1)
            return _meant[counterpart];
        // An officer whom the text never names stands for the state or organisation.
        if (office.State is { } state)
            return [State(state)];
        return office.Organisation >= 0 ? _meant[office.Organisation] : [];
    }

    // The words of an office as a key; ids of offices have no blank before them.
    private string WordsOf(OfficeDraft office) => " " + string.Join(' ', _tokens[office.Tokens.Start..office.Tokens.End].Where(t => t.IsWord).Select(t => t.Readings.Length > 0 ? t.Readings[0].Base : t.Fold));

    private static bool SameOffice(string held, OfficeDraft wanted) => held == wanted.Id
        || (wanted.Id is "president" && held is "monarch" or "prime-minister" && wanted.Line > 0 && wanted.Detail is null)
        || (wanted.Id is "minister" && held is "foreign-minister" or "minister")
        || (wanted.Id is "other" && held is "other");

    private int HomeOfficer(OfficeDraft office)
    {
        for (var a = 0; a < _actors.Count; a++)
        {
            if (_actors[a] is { Kind: ActorKind.Person } person && person.Country == _home && person.Office?.Id == office.Id)
                return a;
        }

        return -1;
    }

    private int Last(List<int> recent, Func<int, bool> fits)
    {
        for (var r = recent.Count - 1; r >= 0; r--)
        {
            if (fits(recent[r]))
                return recent[r];
        }

        return -1;
    }

    private ImmutableArray<int> Anyone(Func<int, bool> fits)
    {
        for (var a = 0; a < _actors.Count; a++)
        {
            if (fits(a))
                return [a];
        }

        return [];
    }

    // "当晚他同拉赫蒙通了电话。两国元首商定…": the two of whom the paragraph has just told, where they are others than the sides.
    private ImmutableArray<int> JustMet(Draft draft)
    {
        var sentence = _text.SentenceOf(draft.Tokens.Start);
        for (var index = sentence.Index - 1; index >= 0 && _text.Sentences[index].Paragraph == sentence.Paragraph; index--)
        {
            var told = _text.Sentences[index].Tokens;
            ImmutableArray<int> met = [.. Enumerable.Range(0, _drafts.Count).Where(d => told.Contains(_drafts[d].Tokens.Start) && !_drafts[d].IsNested && _meant[d].Length == 1 && _actors[_meant[d][0]] is { Kind: ActorKind.Person, Party: not null })
                .Select(d => _meant[d][0]).Distinct()];
            if (met.DistinctBy(a => _actors[a].Party).Count() == 2)
                return met.Length == 2 && !met.All(a => _sides.Any(s => _actors[s].Party == _actors[a].Party)) ? met : [];
        }

        return [];
    }

    private ImmutableArray<int> Described(Draft draft, List<int> recent, int subject)
    {
        if (_pack.Language == "zh" && draft.Target is DescriptionTarget.Heads or DescriptionTarget.Sides && JustMet(draft) is { Length: 2 } justMet)
            return justMet;
        switch (draft.Target)
        {
            // "Трамп … енгізеді. Сонымен қатар мемлекет басшысы …": in small letters the head spoken of, of whatever state.
            case DescriptionTarget.HomeHead when _pack.Language == "kk" && !_tokens[draft.Tokens.Start].IsCapitalized && Enumerable.Range(0, _actors.Count).Where(a => _actors[a].Office?.Id is "president" or "monarch").ToArray() is { Length: > 0 } rulers
                && !rulers.Any(a => _actors[a].Country == _home):
                return [Last(recent, a => rulers.Contains(a)) is >= 0 and var ruler ? ruler : rulers[0]];
            case DescriptionTarget.HomeHead:
                for (var a = 0; a < _actors.Count; a++)
                {
                    if (_actors[a] is { Kind: ActorKind.Person, Office.Id: "president" or "monarch" } person && person.Country == _home)
                        return [a];
                }

                var head = Last(recent, a => _actors[a].Office?.Id is "president" or "monarch");
                return head >= 0 ? [head] : _home is not null ? [State(_home)] : [];
            case DescriptionTarget.Heads:
                var chiefs = Enumerable.Range(0, _actors.Count).Where(a => _actors[a].Office?.Id is "president" or "monarch").DistinctBy(a => _actors[a].Party).ToImmutableArray();
                var parties = _sides.Select(a => _actors[a].Party).ToArray();
                if (chiefs.Where(a => parties.Contains(_actors[a].Party)).ToImmutableArray() is { Length: >= 2 } both)
                    return both;
                var heads = _sides.Where(a => _actors[a].Office?.Id is "president" or "prime-minister" or "monarch").ToImmutableArray();
                if (heads.Length < 2)
                    heads = [.. Enumerable.Range(0, _actors.Count).Where(a => _actors[a].Office?.Id is "president" or "monarch" or "prime-minister").DistinctBy(a => _actors[a].Party).Take(2)];
                return heads.Length < 2 ? [] : heads;
            case DescriptionTarget.Sides when draft.Holders.Length > 0:
                // "министры": the two last named who hold such an office, or the states that sent them where the text names nobody.
                bool Holds(int a) => _actors[a].Office is { } held && draft.Holders.Contains(held.Id);
                var holders = _sides.Where(Holds).ToArray();
                if (holders.Length != 2)
                    holders = [.. Enumerable.Reverse(recent).Where(Holds).DistinctBy(a => _actors[a].Party).Take(2).Reverse()];
                return holders.Length == 2 ? [.. holders] : _sides.All(a => _actors[a].Kind != ActorKind.Person) ? _sides : [];
            case DescriptionTarget.Sides when PairBefore(draft) is { } pair:
                return pair;
            case DescriptionTarget.Sides:
                if (_sides.Length <= 2)
                    return _sides;
                // At a summit "стороны" are the two who met last.
                var last = Enumerable.Reverse(recent).Where(a => _actors[a].Party is not null).DistinctBy(a => _actors[a].Party).Take(2).ToArray();
                return last.Length == 2 ? [last[1], last[0]] : _sides;
            case DescriptionTarget.LastOrgan:
                for (var d = _drafts.Count - 1; d >= 0; d--)
                {
                    if (_drafts[d].Tokens.Start < draft.Tokens.Start && _meant[d].Length == 1 && _actors[_meant[d][0]] is { Kind: ActorKind.Organization } organ && (organ.Country is not null || _pack.Language == "zh") && organ.Rule != "metonym"
                        && (_drafts[d].Sort is not ("embassy" or "parliament" or "company") || !_tokens[draft.Tokens.End - 1].HasBase("министерство")))
                        return _meant[d];
                }

                return [];
            case DescriptionTarget.Namesake:
                var noun = _tokens[draft.Tokens.End - 1].Readings[0].Base;
                for (var d = _drafts.Count - 1; d >= 0; d--)
                {
                    if (_drafts[d].Tokens.Start < draft.Tokens.Start && _meant[d].Length == 1 && _actors[_meant[d][0]].Kind == ActorKind.Organization && _drafts[d].Kind == DraftKind.Organisation
                        && (_tokens[_drafts[d].Tokens.Start.._drafts[d].Tokens.End].Any(t => t.HasBase(noun)) || _actors[_meant[d][0]] is { Ref: not null } body && TextNormalizer.Fold(body.Names.GetValueOrDefault(_pack.Language, "")).Split(' ').Contains(noun)))
                        return _meant[d];
                }

                return [];
            case DescriptionTarget.LastBody:
                for (var d = _drafts.Count - 1; d >= 0; d--)
                {
                    if (_drafts[d].Tokens.Start < draft.Tokens.Start && _drafts[d].Kind == DraftKind.Organisation && _meant[d].Length == 1 && _actors[_meant[d][0]] is { Kind: ActorKind.Organization, Sector: "IGO" })
                        return _meant[d];
                }

                return [];
            case DescriptionTarget.SideStates:
                return [.. _sides.Select(a => _actors[a].Country).OfType<string>().Distinct().Select(State)];
            case DescriptionTarget.Guest:
                return _guest >= 0 ? [_guest] : [];
            case DescriptionTarget.OtherSide:
                // "王毅又会见…约翰·基…对方表示": whom he met last.
                if (_pack.Language == "zh" && subject >= 0 && Last(recent, a => a != subject && _actors[a].Kind == ActorKind.Person && _actors[a].Party is { } party && party != _actors[subject].Party) is >= 0 and var met)
                    return [met];
                var other = _sides.Where(a => a != subject).ToArray();
                return subject >= 0 && _sides.Contains(subject) && other.Length == 1 ? [other[0]] : [];
            case DescriptionTarget.HomeState:
                return _home is not null ? [State(_home)] : [];
            default:
                return [];
        }
    }

    // A Kazakh briefing goes from matter to matter: "тараптар" are the two states that its paragraph has named; null when it names others or none.
    private ImmutableArray<int>? PairBefore(Draft draft)
    {
        if (_pack.Language != "kk" || _home is null)
            return null;
        var paragraph = _text.SentenceOf(draft.Tokens.Start).Paragraph;
        var states = Enumerable.Range(0, _drafts.Count).Where(d => _drafts[d].Tokens.Start < draft.Tokens.Start && _text.SentenceOf(_drafts[d].Tokens.Start).Paragraph == paragraph)
            .SelectMany(d => _meant[d]).Select(a => _actors[a].Country).OfType<string>()
            .Concat(_placeMentions.Where(m => m.Tokens.Start < draft.Tokens.Start && _text.SentenceOf(m.Tokens.Start).Paragraph == paragraph).Select(m => _places[m.Place].Country).OfType<string>().Where(c => c == _home)).Distinct().ToArray();
        return states.Length == 2 && states.Contains(_home) && !states.All(s => _sides.Any(side => _actors[side].Country == s)) ? [State(states[0]), State(states[1])] : null;
    }

    private ImmutableArray<int> Pronoun(Draft draft, List<int> recent, int subject)
    {
        if (draft.Numbers == Numbers.Plural)
            return _sides;
        bool Fits(int a) => _actors[a].Gender == Genders.None || draft.Gender == Genders.None || _actors[a].Gender == draft.Gender;
        if (subject >= 0 && Fits(subject))
            return [subject];
        return Last(recent, Fits) is var last && last >= 0 ? [last] : [];
    }
}
