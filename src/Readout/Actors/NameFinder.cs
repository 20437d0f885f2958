using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Reference;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Actors;

/// <summary>Finds every spot that may name or describe an actor or a place: names of the reference, offices with and without a name, names that no list holds.</summary>
/// <remarks>Finds only; whom a spot means is <see cref="ActorResolver"/>'s question.</remarks>
internal sealed partial class NameFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly LanguagePack _pack;
    private readonly Token[] _tokens;
    private readonly List<Draft> _drafts = [];

    private NameFinder(SegmentedText text, SyntaxLayer syntax, LanguagePack pack)
    {
        _text = text;
        _syntax = syntax;
        _pack = pack;
        _tokens = text.Tokens;
    }

    public static List<Draft> Find(SegmentedText text, SyntaxLayer syntax, LanguagePack pack)
    {
        var finder = new NameFinder(text, syntax, pack);
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End;)
            {
                var next = finder.At(i, sentence.Tokens.End);
                i = next > i ? next : i + 1;
            }
        }

        return finder._drafts;
    }

    // The order is from what says most about itself to what says least.
    private int At(int i, int limit)
    {
        var token = _tokens[i];
        if (!token.IsWord)
            return i;
        int end;
        if ((end = Description(i, limit)) > i
            || (end = OfficePhrase(i, limit)) > i
            || (end = Organisation(i, limit)) > i
            || (end = Known(i, limit)) > i
            || (end = UnknownPlace(i, limit)) > i
            || (end = NamedPerson(i, limit)) > i
            || (end = QuotedOrganisation(i, limit)) > i
            || (end = ForeignName(i, limit)) > i
            || (end = StateAdjective(i, limit)) > i
            || (end = Pronoun(i)) > i)
            return end;
        return i;
    }

    private bool IsSentenceStart(int i) =>
        i == _text.Sentences[_tokens[i].Sentence].Tokens.Start || (i > 0 && _tokens[i - 1].Text is "«" or "\"" or "“" or "„" or "–" or "—" && i - 1 == _text.Sentences[_tokens[i].Sentence].Tokens.Start);

    // Known as a common word; names that the lexicon lists are names all the same.
    private static bool IsLexiconWord(Token token) => token.Readings.Length > 0 && !token.Readings[0].IsGuessed && !token.Readings.All(r => r.IsProper || r.IsGuessed);

    // ---- descriptions: "Глава государства", "стороны", "гость"

    private int Description(int i, int limit)
    {
        var plural = (NumbersOf(i) & Numbers.Plural) != 0;
        var singular = (NumbersOf(i) & Numbers.Singular) != 0;
        if (plural && _pack.Actors.PluralDescriptions.TryMatch(_tokens, i, limit, out var end, out var found) && (!singular || PluralHere(i, end)))
        {
            var after = AfterDescription(end, limit);
            // "стороны конфликта", "президенты России и Белоруссии": others than the two of the report, or named.
            if (found.Target == DescriptionTarget.Sides && IsGenitiveNoun(end, limit) && after == end)
                return i;
            if (found.Target is DescriptionTarget.Heads or DescriptionTarget.Sides && (NamesStatesAt(end, limit) || NamesStatesAfterDepartment(end, limit)))
                return i;
            // "мировые лидеры", "третьи стороны", "все стороны": not those who meet here.
            if (found.Target is DescriptionTarget.Heads or DescriptionTarget.Sides && i > 0 && (_tokens[i - 1].HasBase("весь") || (IsModifyingAdjective(i - 1) && !_tokens[i - 1].HasBase("оба") && !_tokens[i - 1].HasBase("данный"))))
                return i;
            // "глава государства" ends in a singular: one head, whatever else his form may be.
            if (end - i > 1 && IsSingularGenitive(end - 1))
                return i;
            // "вместе с коллегами из министерства": others than the two who meet.
            if (found.Target == DescriptionTarget.Sides && _tokens[i].HasBase("коллега") && _syntax.PrepositionOf[i] is not null)
                return i;
            // "со стороны" is a preposition.
            if (_tokens[i].HasBase("сторона") && i > 0 && _tokens[i - 1].Fold is "со" or "с")
                return i;
            return AddDescription(i, after, found, Numbers.Plural, "descriptions");
        }

        if (singular && _pack.Actors.SingularDescriptions.TryMatch(_tokens, i, limit, out end, out found))
        {
            if (found.Target == DescriptionTarget.LastOrgan && (_tokens[i].IsCapitalized || IsTailWord(Math.Min(end, limit - 1)) && end < limit))
                return i;
            if (found.Target is DescriptionTarget.Namesake or DescriptionTarget.LastBody && !StandsAlone(new TokenRange(i, end)) || found.Target == DescriptionTarget.OtherSide && _tokens[i].HasBase("коллега") && !StandsAlone(new TokenRange(i, end)))
                return i;
            if (NamesStatesAt(end, limit) || PersonNameEnd(end, limit) > end || (i > 0 && IsModifyingAdjective(i - 1) && StateOfAdjective(_tokens[i - 1]) is not null))
                return i;
            return AddDescription(i, end, found, Numbers.Singular, "descriptions");
        }

        // "китайская сторона": the state itself speaks.
        if (StateOfAdjective(_tokens[i]) is { } state)
        {
            // "казахстанская и сербская стороны"
            var other = i + 3 < limit && _tokens[i + 1].Fold == "и" ? StateOfAdjective(_tokens[i + 2]) : null;
            var side = other is null ? i + 1 : i + 3;
            if (side >= limit || !_tokens[side].HasBase("сторона"))
                return i;
            _drafts.Add(new Draft
            {
                Kind = DraftKind.State,
                Tokens = new TokenRange(i, side + 1),
                Extent = new TokenRange(i, side + 1),
                Ids = other is null ? [state] : [state, other],
                Form = MentionForm.Description,
                Cases = _syntax.CaseOf[side],
                Numbers = other is null ? Numbers.Singular : Numbers.Plural,
                Rule = other is null ? "adjective-side" : "compound-adjective",
            });
            return side + 1;
        }

        return i;
    }

    private int AddDescription(int start, int end, DescriptionRow found, Numbers numbers, string rule)
    {
        _drafts.Add(new Draft
        {
            Kind = DraftKind.Description,
            Tokens = new TokenRange(start, end),
            Extent = new TokenRange(start, end),
            Form = MentionForm.Description,
            Cases = CasesOfNumber(start, numbers),
            Numbers = numbers,
            Target = found.Target,
            Holders = found.Holders,
            Rule = $"{rule}:{found.Line}",
        });
        return end;
    }

    // "пресс-служба главы государства": one head's "главы" is no nominative.
    private Cases CasesOfNumber(int i, Numbers numbers)
    {
        var cases = Cases.None;
        foreach (var reading in _tokens[i].Readings)
        {
            if (reading.Numbers == Numbers.None || (reading.Numbers & numbers) != 0)
                cases |= reading.Cases;
        }

        return (cases & _syntax.CaseOf[i]) is var here && here != Cases.None ? here : _syntax.CaseOf[i];
    }

    // "главы двух государств", "президенты обеих стран", "лидеры наших стран".
    private int AfterDescription(int end, int limit)
    {
        var at = end;
        while (at < limit && at < end + 2 && _tokens[at].IsWord && (_tokens[at].HasBase("два") || _tokens[at].HasBase("оба") || _tokens[at].HasBase("наш") || _tokens[at].Fold is "трех" or "пяти"))
            at++;
        return at > end && at < limit && (_tokens[at].HasBase("страна") || _tokens[at].HasBase("государство")) ? at + 1 : end;
    }

    private bool IsSingularGenitive(int i)
    {
        var genitive = _tokens[i].Readings.Where(r => r.Class == WordClass.Noun && (r.Cases & Cases.Genitive) != 0).ToArray();
        return genitive.Length > 0 && genitive.All(r => r.Numbers == Numbers.Singular);
    }

    private bool IsGenitiveNoun(int i, int limit) =>
        i < limit && _tokens[i].IsWord && (_syntax.CaseOf[i] & Cases.Genitive) != 0 && _tokens[i].Readings.Length > 0
        && _tokens[i].Readings[0].Class is WordClass.Noun && _syntax.PrepositionOf[i] is null && !_tokens[i].IsCapitalized;

    // "министры иностранных дел Азербайджана и Грузии", "главы МИД стран Центральной Азии".
    private bool NamesStatesAfterDepartment(int i, int limit)
    {
        var at = i;
        while (at < limit && at < i + 5 && IsTailWord(at) && !_tokens[at].IsCapitalized)
            at++;
        return at > i && at < limit && _tokens[at].IsCapitalized && _syntax.PrepositionOf[at] is null && _pack.Gazetteer.MatchAt(_tokens, at, limit) is { } match
            && match.Entries.Any(e => e.Kind is GazetteerKind.State or GazetteerKind.Organisation or GazetteerKind.Place);
    }

    private bool NamesStatesAt(int i, int limit)
    {
        while (i < limit && _tokens[i].IsWord && IsModifyingAdjective(i))
            i++;
        return i < limit && _tokens[i].IsCapitalized && _pack.Gazetteer.MatchAt(_tokens, i, limit) is { } match
            && match.Entries.Any(e => e.Kind is GazetteerKind.State or GazetteerKind.Organisation);
    }

    // "компания", not "новая компания", "компания из Перу", "банк страны": nothing beside the noun says which.
    private bool StandsAlone(TokenRange noun)
    {
        if (noun.Start > 0 && _tokens[noun.Start - 1] is { IsWord: true } before && before.Sentence == _tokens[noun.Start].Sentence && before.Readings is [{ Class: WordClass.Adjective or WordClass.Participle or WordClass.Numeral or WordClass.Pronoun, IsShort: false }, ..])
            return false;
        return noun.End >= _tokens.Length || _tokens[noun.End] is var next && !next.IsCapitalized && next.Text is not ("«" or "\"" or "„") && next.Fold is not ("из" or "по" or "при")
            && !(next.IsWord && next.Readings is [{ Class: WordClass.Noun or WordClass.Adjective or WordClass.Participle, IsShort: false }, ..] && (_syntax.CaseOf[noun.End] & Cases.Genitive) != 0);
    }

    // "стороны" may be genitive singular: a plural verb near it, or a case that only the plural has, decides.
    private bool PluralHere(int start, int end)
    {
        var token = _tokens[start];
        var plural = Cases.None;
        var single = Cases.None;
        foreach (var reading in token.Readings)
        {
            if (reading.Class != WordClass.Noun)
                continue;
            if ((reading.Numbers & Numbers.Plural) != 0)
                plural |= reading.Cases;
            if ((reading.Numbers & Numbers.Singular) != 0)
                single |= reading.Cases;
        }

        var here = _syntax.CaseOf[start] == Cases.None ? Cases.Any : _syntax.CaseOf[start];
        if ((here & plural) == Cases.None)
            return false;
        if ((here & single) == Cases.None)
            return true;
        if (start > 0 && _tokens[start - 1].HasBase("оба"))
            return true;
        var clause = _syntax.ClauseAt(start);
        return clause.Predicate >= 0 && clause.Predicate != start && _tokens[clause.Predicate].Readings.Any(r => (r.Numbers & Numbers.Plural) != 0 && (r.Numbers & Numbers.Singular) == 0)
            && (start == clause.Tokens.Start || _syntax.PrepositionOf[start] is null);
    }

    private Numbers NumbersOf(int i)
    {
        var numbers = Numbers.None;
        foreach (var reading in _tokens[i].Readings)
        {
            if (reading.Class is WordClass.Noun or WordClass.Pronoun or WordClass.Numeral or WordClass.Unknown)
                numbers |= reading.Numbers;
        }

        return numbers == Numbers.None && _tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].Class is WordClass.Adjective or WordClass.Pronoun ? Numbers.Any : numbers;
    }

    // ---- offices: "министр транспорта Казахстана Марат Карабаев", "китайский лидер", "его турецкий коллега"

    private int OfficePhrase(int i, int limit)
    {
        var start = i;
        string? state = null;
        var at = i;

        // Adjectives before the office: "казахстанский", "новый", "Чрезвычайный и Полномочный".
        while (at < limit && at < i + 4 && (IsModifyingAdjective(at) || (_tokens[at].Fold == "и" && at > i && at + 1 < limit && IsModifyingAdjective(at + 1))))
        {
            if (_pack.Actors.Offices.TryMatch(_tokens, at, limit, out _, out _))
                break;
            if (StateOfAdjective(_tokens[at]) is { } adjective)
                state ??= adjective;
            at++;
        }

        // "его коллега из Дании Ларс Ольсен", "турецкий коллега"
        GazetteerMatch? home = at + 2 < limit && _tokens[at].HasBase("коллега") && state is null && _tokens[at + 1].Fold == "из" && _tokens[at + 2].IsCapitalized ? _pack.Gazetteer.MatchAt(_tokens, at + 2, limit) : null;
        if (home is { } of && Pick(of, at + 2) is { Kind: GazetteerKind.State } homeState)
            state = homeState.Id;
        else
            home = null;
        var colleague = at < limit && _tokens[at].HasBase("коллега") && state is not null;
        var office = new TitleRow("other", 0);
        var end = home?.Tokens.End ?? at + 1;
        if (!colleague && (at >= limit || !_pack.Actors.Offices.TryMatch(_tokens, at, limit, out end, out office)))
            return i;
        if ((NumbersOf(at) & Numbers.Singular) == 0 && !colleague)
            return PluralOffice(i, at, end, limit, state, office);
        // "генеральный секретарь", "командующий": the noun may come second, or be a participle.
        if (!HasNoun(at, end) && !(end == at + 1 && _tokens[at].ReadingOf(WordClass.Participle) is { IsShort: false }))
            return i;

        string? detail = null;
        if (_pack.Gazetteer.MatchAt(_tokens, at, limit) is { } match && match.Entries.FirstOrDefault(e => e.Kind == GazetteerKind.Office) is { Id: not null } known && match.Tokens.End >= end)
        {
            (detail, end) = (known.Id, match.Tokens.End);
            if (office.Line == 0 || match.Tokens.Length > 1)
                office = office with { Office = _pack.Reference.Offices[known.Id].RecordId is "other" ? office.Office : _pack.Reference.Offices[known.Id].RecordId };
            if (StatesIn(new TokenRange(at, end)) is { } named)
                state ??= named;
        }

        var firstNested = _drafts.Count;
        var organisation = -1;
        for (var inner = at + 1; inner < end; inner++)
        {
            // "премьеру Госсовета КНР", "председатель Халк Маслахаты": the organ named inside the office's words.
            if (_tokens[inner].IsCapitalized && _pack.Gazetteer.MatchAt(_tokens, inner, limit) is { } organ && Pick(organ, inner) is { Kind: GazetteerKind.Organisation } body)
            {
                organisation = _drafts.Count;
                AddOrganisation(organ.Tokens, body.Id, null, null, "reference");
                if (organ.Tokens.End > end)
                    (state, end) = (state ?? StatesIn(organ.Tokens), organ.Tokens.End);
                break;
            }
        }

        // "представитель МИД Турции": he speaks for it, so it is named.
        if (organisation < 0 && end == at + 2 && _tokens[at].HasBase("представитель") && SortOfHead(_tokens[at + 1]) == "ministry" && _tokens[at + 1].IsCapitalized)
        {
            var first = _drafts.Count;
            if (Organisation(at + 1, limit) is var spokenFor && spokenFor > at + 1 && _drafts.Count > first)
            {
                organisation = first;
                state ??= StatesIn(new TokenRange(at + 1, spokenFor));
                end = spokenFor;
            }
        }

        var words = end;
        end = OfficeTail(at, end, limit, ref state, ref organisation);
        if (_tokens[at].HasBase("глава") && end < limit && end == at + 1 && state is null)
            return Undo(firstNested, i);
        // "глава российского МИД": the adjective tells whose ministry it is.
        if (organisation >= 0 && state is not null && _drafts[organisation] is { Sort: "ministry", Office: null, Ids.Length: 0 } ministry)
            _drafts[organisation] = ministry with { Office = new OfficeDraft("", null, ministry.Tokens, state, -1, 0) };
        var id = Refine(office.Office, state, organisation, at, words, end);
        var draft = new OfficeDraft(id, detail, new TokenRange(start, end), state, organisation, office.Line) { IsColleague = colleague };
        var nameStart = end;
        if (nameStart < limit && (_tokens[nameStart].HasBase("г-н") || _tokens[nameStart].HasBase("г-жа") || _tokens[nameStart].HasBase("господин") || _tokens[nameStart].HasBase("госпожа") || _tokens[nameStart].HasBase("шейх")))
            nameStart++;
        // "командующий флотом адмирал Акино": a rank between the office and its holder.
        if (nameStart > at + 1 && nameStart + 1 < limit && !_tokens[nameStart].IsCapitalized && (_syntax.CaseOf[nameStart] & _syntax.CaseOf[at]) != 0
            && _pack.Actors.Offices.TryMatch(_tokens, nameStart, limit, out var rankEnd, out var rank) && rank.Office == "other" && PersonNameEnd(rankEnd, limit, afterOffice: true) > rankEnd)
            nameStart = rankEnd;
        var nameEnd = PersonNameEnd(nameStart, limit, afterOffice: true);
        if (nameEnd == nameStart && IsRepresentative(at, words))
            return Undo(firstNested, i);
        Nest(firstNested);
        if (nameEnd > nameStart && !IsOfInnerOffice(at, words, end, nameStart))
        {
            AddPerson(new TokenRange(nameStart, nameEnd), new TokenRange(start, nameEnd), draft, _syntax.CaseOf[at], colleague ? "colleague+name" : $"office:{office.Line}+name");
            return nameEnd;
        }

        // Titles with a comma: "Сергей Лавров, министр иностранных дел России" belongs to the name before it.
        _drafts.Add(new Draft
        {
            Kind = DraftKind.Office,
            Tokens = new TokenRange(start, end),
            Extent = new TokenRange(start, end),
            Office = draft,
            Form = MentionForm.Description,
            Cases = _syntax.CaseOf[at],
            Gender = GenderOf(at),
            Rule = colleague ? "colleague" : $"offices:{office.Line}",
        });
        return end;
    }

    private bool HasNoun(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].Readings.Any(r => r.Class is WordClass.Noun or WordClass.Unknown))
                return true;
        }

        return false;
    }

    // "пресс-секретарь президента России Владимира Путина": the name goes with the office inside, as its case shows.
    private bool IsOfInnerOffice(int head, int words, int end, int name)
    {
        if ((_syntax.CaseOf[head] & _syntax.CaseOf[name]) != 0 || _syntax.CaseOf[head] == Cases.None || _syntax.CaseOf[name] == Cases.None)
            return false;
        for (var inner = words; inner < end; inner++)
        {
            if ((_syntax.CaseOf[inner] & _syntax.CaseOf[name]) != 0 && _pack.Actors.Offices.TryMatch(_tokens, inner, end, out _, out _))
                return true;
        }

        return false;
    }

    // "президенты Чехии и Словакии": the states stand for their officers.
    private int PluralOffice(int i, int at, int end, int limit, string? state, TitleRow office)
    {
        var words = end;
        string? named = state;
        var organisation = -1;
        var first = _drafts.Count;
        end = OfficeTail(at, end, limit, ref named, ref organisation);
        // Left as they are: the states of the tail are actors of their own.
        if (_drafts.Count == first && named is null)
            return OfBothSides(at, words, end, limit, office) is > 0 and var both ? both : i;
        return Shared(at, words, end, limit, first, named, organisation, office) is > 0 and var last ? last : IsRepresentative(at, words) ? Undo(first, i) : _drafts.Count > first ? end : i;
    }

    // "министры обороны двух стран Луис Мора и Хорхе Рива": one from each side. Gives the end; 0 when no two names follow.
    private int OfBothSides(int head, int words, int end, int limit, TitleRow office)
    {
        if (!_pack.Actors.PluralDescriptions.TryMatch(_tokens, end, limit, out var after, out var described) || described.Target != DescriptionTarget.SideStates || (_syntax.CaseOf[end] & Cases.Genitive) == 0)
            return 0;
        var first = PersonNameEnd(after, limit, afterOffice: true);
        if (first < after + 2 || first + 1 >= limit || _tokens[first].Fold != "и" || PersonNameEnd(first + 1, limit, afterOffice: true) is var second && second < first + 3)
            return 0;
        foreach (var (side, name) in new[] { (0, new TokenRange(after, first)), (1, new TokenRange(first + 1, second)) })
            AddPerson(name, name, new OfficeDraft(Refine(office.Office, null, -1, head, words, end), null, new TokenRange(head, after), null, -1, office.Line) { Side = side }, _syntax.CaseOf[head], $"office:{office.Line}+names");
        return second;
    }

    // "премьеров Перу и Чили Луиса Моры и Хорхе Ривы", "вице-премьеры России Иван Белов и Олег Рябов": an office for each name, of its own state or of the one that all serve. Gives the end; 0 when no such names follow.
    private int Shared(int head, int words, int end, int limit, int first, string? named, int organisation, TitleRow office)
    {
        var listed = _drafts.Count;
        while (end + 1 < limit && (_tokens[end].Fold == "и" || _tokens[end].Is(',')) && _tokens[end + 1].IsCapitalized && _pack.Gazetteer.MatchAt(_tokens, end + 1, limit) is { } match && Pick(match, end + 1) is { Kind: GazetteerKind.State } more && (_syntax.CaseOf[end + 1] & Cases.Genitive) != 0)
        {
            AddState(match, more.IsWeak);
            end = match.Tokens.End;
        }

        var names = new List<TokenRange>();
        for (var at = end; at < limit;)
        {
            var next = PersonNameEnd(at, limit, afterOffice: true);
            if (next < at + 2)
                break;
            names.Add(new TokenRange(at, next));
            at = next < limit && (_tokens[next].Fold == "и" || _tokens[next].Is(',')) ? next + 1 : limit;
        }

        var states = _drafts.Skip(first).Where(d => d is { Kind: DraftKind.State, Form: MentionForm.Name, Ids.Length: 1 }).Select(d => d.Ids[0]).Distinct().ToArray();
        if (states.Length == 0 && named is not null)
            states = [named];
        if (names.Count < 2 || (states.Length != 1 && states.Length != names.Count))
            return Undo(listed, 0);
        for (var n = 0; n < names.Count; n++)
        {
            var state = states[states.Length == 1 ? 0 : n];
            AddPerson(names[n], names[n], new OfficeDraft(Refine(office.Office, state, organisation, head, words, end), null, new TokenRange(head, end), state, -1, office.Line), _syntax.CaseOf[head], $"office:{office.Line}+names");
        }

        return names[^1].End;
    }

    private int Undo(int firstNested, int i)
    {
        _drafts.RemoveRange(firstNested, _drafts.Count - firstNested);
        return i;
    }

    private void Nest(int first)
    {
        for (var d = first; d < _drafts.Count; d++)
            _drafts[d] = _drafts[d] with { IsNested = true };
    }

    // Genitives, departments, states and organisations that hang on an office.
    private int OfficeTail(int head, int end, int limit, ref string? state, ref int organisation)
    {
        var departments = _tokens[head].HasBase("министр") || _tokens[head].Fold.Contains("министр", StringComparison.Ordinal) || _tokens[Math.Min(head + 1, limit - 1)].HasBase("министр");
        for (var at = end; at < limit;)
        {
            var token = _tokens[at];
            if (token.IsWord && token.IsCapitalized && _pack.Gazetteer.MatchAt(_tokens, at, limit) is { } match
                && Pick(match, at) is { } entry && entry.Kind is GazetteerKind.State or GazetteerKind.Organisation or GazetteerKind.Place
                && PersonBeats(at, match, limit) == false && !IsNameThoughTown(at, match, entry, limit))
            {
                if (entry.Kind == GazetteerKind.State)
                {
                    if (state is not null && _syntax.PrepositionOf[at] is null && at > end)
                        break;
                    AddState(match, entry.IsWeak);
                    // "посол КНР в Таджикистане": the state served comes without a preposition.
                    if (_syntax.PrepositionOf[at] is null)
                        state ??= entry.Id;
                }
                else if (entry.Kind == GazetteerKind.Organisation)
                {
                    organisation = _drafts.Count;
                    AddOrganisation(match.Tokens, entry.Id, null, null, "reference");
                }
                else
                {
                    AddPlace(match.Tokens, [.. match.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id)], null, null, "reference");
                    state ??= _pack.Reference.Places[entry.Id].Country;
                }

                at = end = match.Tokens.End;
                continue;
            }

            if (token.IsWord && !token.HasBase("республика") && SortOfHead(token) is { } inside && (token.IsCapitalized || inside is "embassy"))
            {
                var before = _drafts.Count;
                var stop = Organisation(at, limit);
                if (stop > at)
                {
                    organisation = _drafts.Count > before ? _drafts.Count - 1 : -1;
                    at = end = stop;
                    continue;
                }
            }

            if (token.IsWord && StateOfAdjective(token) is { } adjective && (_syntax.CaseOf[at] & Cases.Genitive) != 0 && at + 1 < limit && _tokens[at + 1].IsWord)
            {
                state ??= adjective;
                // "Мальтийской Республики": adjective and noun name the state.
                if (IsStateNoun(_tokens[at + 1]))
                    AddFormalState(at++, adjective);
                at = end = at + 1;
                continue;
            }

            // "посол Зимбабве в России и Белоруссии": the other seat.
            if (token.Fold == "и" && at == end && at + 1 < limit && state is not null && _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.State } seated && seated.Tokens.End == at && _syntax.PrepositionOf[seated.Tokens.Start] is "в" or "во"
                && _tokens[at + 1].IsCapitalized && _pack.Gazetteer.MatchAt(_tokens, at + 1, limit) is { } second && Pick(second, at + 1) is { Kind: GazetteerKind.State } also)
            {
                AddState(second, also.IsWeak);
                at = end = second.Tokens.End;
                continue;
            }

            // "посол Узбекистана в Шри-Ланке с резиденцией в Исламабаде"
            if (token.Fold == "с" && at == end && at + 3 < limit && _tokens[at + 1].Fold == "резиденцией" && _pack.Gazetteer.MatchAt(_tokens, at + 3, limit) is { } residence && Pick(residence, at + 3) is { Kind: GazetteerKind.Place })
            {
                AddPlace(residence.Tokens, [.. residence.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id)], null, null, "reference");
                at = end = residence.Tokens.End;
                continue;
            }

            // "представитель Гутерриша Стефан Дюжаррик": whom he represents comes first.
            if (at == end && at + 2 < limit && (_syntax.CaseOf[head] & Cases.Genitive) == 0 && IsOwner(token) && _pack.Names.IsGivenName(_tokens[at + 1].Text) && _tokens[at + 2].IsCapitalized)
            {
                at = end = at + 1;
                continue;
            }

            // "посол Болгарии в нашей стране Руслан Стоянов"
            if (token.Fold == "в" && at == end && at + 3 < limit && _tokens[at + 1].Fold is "нашей" or "этой" && _tokens[at + 2].Fold is "стране" or "республике")
            {
                at = end = at + 3;
                continue;
            }

            // "парламента этой страны": the state named last.
            if (token.HasBase("этот") && at + 1 < limit && (_tokens[at + 1].HasBase("страна") || _tokens[at + 1].HasBase("государство")) && (_syntax.CaseOf[at + 1] & Cases.Genitive) != 0)
            {
                if (_drafts.LastOrDefault(d => d is { Kind: DraftKind.State, Form: MentionForm.Name } or { Kind: DraftKind.Place } && d.Ids.Length > 0) is { } last)
                    state ??= last.Kind == DraftKind.State ? last.Ids[0] : _pack.Reference.Places[last.Ids[0]].Country;
                at = end = at + 2;
                continue;
            }

            if (token.IsWord && token.IsCapitalized && UnknownPlace(at, limit) is var region && region > at)
            {
                at = end = region;
                continue;
            }

            if (token.IsWord && !token.IsCapitalized && IsTailWord(at))
            {
                at = end = at + 1;
                continue;
            }

            // "председатель правления АО «Нурпласт»", "ректор Пекинского университета"
            if (at == end && token.IsCapitalized && (token.Text is "АО" or "ООО" or "ПАО" or "ОАО" or "ТОО" or "НК" && ForeignName(at, limit) is var company && company > at && (end = company) == company
                || IsModifyingAdjective(at) && StateOfAdjective(token) is null && Organisation(at, limit) is var body && body > at && (end = body) == body))
            {
                organisation = _drafts.FindLastIndex(d => d.Kind == DraftKind.Organisation && d.Tokens.Start == at);
                at = end;
                continue;
            }

            // "командующий Тихоокеанским флотом США", "управляющий делами президента": what is commanded stands in the instrumental.
            if (at == end && token.IsWord && (_syntax.CaseOf[at] & Cases.Instrumental) != 0 && _syntax.PrepositionOf[at] is null && (_tokens[head].HasBase("командующий") || _tokens[head].HasBase("управляющий") || _tokens[head].HasBase("заведующий"))
                && token.Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..] && !_pack.Actors.Offices.TryMatch(_tokens, at, limit, out _, out _))
            {
                at = end = at + 1;
                continue;
            }

            // "командующий ВВС Израиля"
            if (token.IsWord && token.Text.Length > 1 && token.Text.All(char.IsUpper) && _pack.Actors.CommonAbbreviations.Contains(token.Text) && at == end && at + 1 < limit && _tokens[at + 1].IsCapitalized)
            {
                at = end = at + 1;
                continue;
            }

            if (token.IsWord && (token.Text.Length > 1 && token.Text.All(char.IsUpper)) && !_pack.Actors.CommonAbbreviations.Contains(token.Text) && at == end)
            {
                // "глава МИД", "директор СВР".
                organisation = _drafts.Count;
                AddOrganisation(new TokenRange(at, at + 1), null, token.Text, "agency", "abbreviation");
                at = end = at + 1;
                continue;
            }

            // "министра Швеции, условия": after the state, or without an "и" to come, the comma closes the phrase.
            if (departments && !EndsWithState(at) && (token.Fold == "и" || (token.Is(',') && at + 2 < limit && (_tokens[at + 2].Fold == "и" || _tokens[at + 2].Is(',') || (at + 3 < limit && _tokens[at + 3].Fold == "и")))) && at + 1 < limit && !_tokens[at + 1].IsCapitalized && IsTailWord(at + 1) && (_syntax.CaseOf[at + 1] & Cases.Genitive) != 0)
            {
                at++;
                continue;
            }

            if (token.IsWord && token.Fold is "по" or "при" or "в" or "на" && at + 1 < limit && !IsNumberOrDate(at + 1) && TailPreposition(at, limit) is var stopAt && stopAt > at)
            {
                at = end = stopAt;
                continue;
            }

            if (token.Is('«') && _text.QuotationAt(Math.Min(at + 1, limit - 1)) is { IsClosed: true } quotation && quotation.Tokens.Length <= 5 && quotation.Tokens.End < limit)
            {
                organisation = _drafts.Count;
                AddOrganisation(new TokenRange(at, quotation.Tokens.End + 1), null, quotation.Inner.In(_text.Text), "company", "quoted");
                at = end = quotation.Tokens.End + 1;
                continue;
            }

            if (IsLatin(token) && token.IsCapitalized && ForeignName(at, limit) is var foreign && foreign > at)
            {
                organisation = _drafts.Count - 1;
                at = end = foreign;
                continue;
            }

            break;
        }

        return end;
    }

    // A surname in the genitive, as its ending shows; not a woman's in the nominative ("Захарова").
    private bool IsOwner(Token token)
    {
        var fold = token.Fold;
        return token.IsCapitalized && fold.Length > 4 && fold[^1] == 'а' && !"аеиоуыэюя".Contains(fold[^2], StringComparison.Ordinal) && !fold.EndsWith("ова", StringComparison.Ordinal) && !fold.EndsWith("ева", StringComparison.Ordinal)
            && !fold.EndsWith("ина", StringComparison.Ordinal) && !_pack.Names.IsGivenName(token.Text);
    }

    private static bool IsStateNoun(Token token) =>
        token.IsCapitalized && (token.HasBase("республика") || token.HasBase("королевство") || token.HasBase("федерация") || token.HasBase("государство") || token.HasBase("княжество") || token.HasBase("конфедерация") || token.HasBase("султанат"));

    private void AddFormalState(int adjective, string state) => _drafts.Add(new Draft
    {
        Kind = DraftKind.State,
        Tokens = new TokenRange(adjective, adjective + 2),
        Extent = new TokenRange(adjective, adjective + 2),
        Ids = [state],
        Form = MentionForm.Name,
        Cases = _syntax.CaseOf[adjective + 1],
        Numbers = Numbers.Any,
        Rule = "adjective-state",
    });

    // "по торговле и интеграции", "при ООН", "в Таджикистане", "по иностранным делам": what an office is for or where it serves.
    private int TailPreposition(int at, int limit)
    {
        var preposition = _tokens[at].Fold;
        var i = at + 1;
        if (_tokens[i].IsCapitalized && _pack.Gazetteer.MatchAt(_tokens, i, limit) is { } match && Pick(match, i) is { } entry)
        {
            if (entry.Kind == GazetteerKind.State && preposition is "в" or "на" or "при")
                AddState(match, entry.IsWeak);
            else if (entry.Kind == GazetteerKind.State && preposition is "по" && _syntax.CaseOf[i] is var fallen && (fallen & Cases.Dative) != 0)
                // "спецпосланник ООН по Йемену": what he is for, whom he does not serve.
                AddState(match, entry.IsWeak);
            else if (entry.Kind == GazetteerKind.Organisation && preposition is "при" or "в")
                AddOrganisation(match.Tokens, entry.Id, null, null, "reference");
            else if (entry.Kind == GazetteerKind.Place && preposition is "в" && match.Tokens.End < limit && _tokens[match.Tokens.End].IsCapitalized)
                AddPlace(match.Tokens, [.. match.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id)], null, null, "reference");
            else
                return at;
            return match.Tokens.End;
        }

        if (preposition is not "по")
            return at;
        var end = i;
        while (end < limit && (IsListComma(end, i, limit) || _tokens[end].IsWord && !_tokens[end].IsCapitalized && ((_syntax.CaseOf[end] & (Cases.Dative | Cases.Genitive)) != 0 || (_tokens[end].Fold == "и" && end + 1 < limit && (_syntax.CaseOf[end + 1] & Cases.Dative) != 0)) && !ClauseSplitter.IsFinite(_tokens[end])))
            end++;
        return end > i ? end : at;
    }

    // "по торгово-экономическому, научно-техническому и культурному сотрудничеству": adjectives of one noun.
    private bool IsListComma(int i, int start, int limit) =>
        i > start && i + 2 < limit && _tokens[i].Is(',') && IsModifyingAdjective(i - 1) && IsModifyingAdjective(i + 1) && (_syntax.CaseOf[i + 1] & Cases.Dative) != 0
        && (_tokens[i + 2].Is(',') || _tokens[i + 2].Fold == "и" || (_syntax.CaseOf[i + 2] & Cases.Dative) != 0);

    private bool IsNumberOrDate(int i) => _tokens[i].Kind == TokenKind.Number;

    // "иностранных", "дел", "энергетики", "внутренней политики": genitive, no predicate, no capital.
    private bool IsTailWord(int i)
    {
        var token = _tokens[i];
        if ((_syntax.CaseOf[i] & Cases.Genitive) == 0 || _syntax.PrepositionOf[i] is not null || ClauseSplitter.IsFinite(token))
            return false;
        var reading = token.Readings[0];
        return reading.Class is WordClass.Noun or WordClass.Adjective or WordClass.Participle or WordClass.Unknown && !token.HasBase("год") && !token.HasBase("который");
    }

    // "представитель банка": an officer only with his name.
    private bool IsRepresentative(int head, int words) => words == head + 1 && (_tokens[head].HasBase("представитель") || _tokens[head].HasBase("представительница"));

    private string Refine(string office, string? state, int organisation, int head, int words, int end)
    {
        // "представитель турецкого МИД", "представитель береговой охраны": he speaks for an organ of a state.
        if (IsRepresentative(head, words))
        {
            var isOfState = _tokens[words..end].Any(t => SortOfHead(t) is "ministry" or "agency" or "government" or "parliament" or "embassy" || t.HasBase("ведомство") || t.HasBase("армия") || t.HasBase("вооруженный") || t.HasBase("охрана") || t.HasBase("войско") || t.HasBase("флот") || t.HasBase("власть"));
            return isOfState ? "spokesperson" : "other";
        }

        // A chair or head of a company is an executive; of a ministry, its minister; of a state, its president.
        var sort = organisation >= 0 ? _drafts[organisation].Sort ?? SortOf(_drafts[organisation].Ids) : null;
        if (_tokens[head].HasBase("глава") && end == head + 1)
            return "other";
        if (office is "other" or "chairman" && sort is "company" or "bank" or "fund" or "state-company" or "ifi")
            return "executive";
        if (office is "other" && sort is "ministry" && (_tokens[head].HasBase("глава") || _tokens[head].HasBase("руководитель")))
            return _drafts[organisation] is { Ids: ["mfa-kaz" or "mfa-rus" or "mfa-prc", ..] } || (_drafts[organisation].Name ?? "").StartsWith("МИД", StringComparison.Ordinal) ? "foreign-minister" : "minister";
        if (office is "chairman" && sort is "parliament")
            return "speaker";
        if (office is "other" && organisation < 0 && state is not null && _tokens[head].HasBase("глава") && IsOfState(head, words, end))
            return "president";
        if (office is "chairman" && organisation < 0 && state == "CHN" && IsOfState(head, words, end))
            return "president";
        // "глава китайской дипломатии", "глава армянского правительства": the state's adjective stands between.
        if (office is "other" && _tokens[head].HasBase("глава") | _tokens[head].HasBase("руководитель"))
        {
            for (var i = words; i < end; i++)
            {
                if (_tokens[i].HasBase("дипломатия") || _tokens[i].HasBase("внешнеполитический"))
                    return "foreign-minister";
                if (_tokens[i].HasBase("правительство") || _tokens[i].HasBase("кабмин"))
                    return "prime-minister";
            }
        }


        if (office is "chairman" or "other" && organisation < 0 && _tokens[head].HasBase("председатель") | _tokens[head].HasBase("глава") && _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.Place } region && region.Tokens.End == end)
            return "governor";
        if (office is "president" or "executive" && sort is "institute" or "university" or "centre")
            return "other";
        if (office is "president" && sort is "company" or "bank" or "fund" or "state-company")
            return "executive";
        return office;
    }

    // Nothing but the state follows: "глава Чехии", "глава белорусского государства"; not "глава Центробанка России".
    private bool IsOfState(int head, int words, int end)
    {
        if (words != head + 1 || (!EndsWithState(end) && !_tokens[end - 1].HasBase("государство")))
            return false;
        var state = EndsWithState(end) ? _drafts[^1].Tokens.Start : end - 1;
        for (var i = words; i < state; i++)
        {
            if (StateOfAdjective(_tokens[i]) is null)
                return false;
        }

        return true;
    }

    private bool EndsWithState(int end) => _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.State } last && last.Tokens.End == end;

    private string? SortOf(ImmutableArray<string> ids) =>
        ids.Length > 0 && _pack.Reference.Organisations.TryGetValue(ids[0], out var row) ? row.Kind : null;

    private string? StatesIn(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (_pack.Gazetteer.MatchAt(_tokens, i, range.End) is { } match && Pick(match, i) is { Kind: GazetteerKind.State } entry)
                return entry.Id;
        }

        return null;
    }

    // ---- persons

    private void AddPerson(TokenRange name, TokenRange extent, OfficeDraft? office, Cases cases, string rule)
    {
        var words = new List<string>(name.Length);
        for (var i = name.Start; i < name.End; i++)
        {
            if (_tokens[i].IsWord)
                words.Add(_tokens[i].Text + (i + 1 < name.End && _tokens[i + 1].Is('.') ? "." : ""));
        }

        var ids = ImmutableArray<string>.Empty;
        if (_pack.Gazetteer.MatchAt(_tokens, name.Start, name.End) is { } match && match.Tokens.End == name.End)
            ids = [.. match.Entries.Where(e => e.Kind is GazetteerKind.Person or GazetteerKind.PersonShort).Select(e => e.Id)];
        // A man's name or office is animate: its nominative is never its accusative ("посол" – "посла").
        if ((cases & Cases.Nominative) != 0 && cases != Cases.Any && name.Start != extent.Start)
            cases &= ~Cases.Accusative;
        var form = _pack.Names.Person(words, cases == Cases.None ? Cases.Any : cases);
        var narrowed = cases == Cases.None ? form.Cases : form.Cases & cases;
        _drafts.Add(new Draft
        {
            Kind = DraftKind.Person,
            Tokens = name,
            Extent = extent,
            Ids = ids,
            Office = office,
            Form = MentionForm.Name,
            Cases = narrowed == Cases.None ? (cases == Cases.None ? Cases.Any : cases) : narrowed,
            Gender = form.Gender,
            Name = form.Nominative,
            Rule = rule,
        });
    }

    private int NamedPerson(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized)
            return i;
        var end = PersonNameEnd(i, limit);
        if (end == i)
            return i;
        if (end == i + 1)
            return i;
        var words = 0;
        var given = false;
        for (var t = i; t < end; t++)
        {
            if (_tokens[t].IsWord && _tokens[t].Text.Length > 1)
            {
                words++;
                given |= _pack.Names.IsGivenName(_tokens[t].Text);
            }
        }

        var initial = _tokens[i].Text.Length == 1;
        // Without an office, a given name or an initial, two unknown words in capitals could be anything.
        if (!given && !initial && !(words >= 2 && AllUnknown(i, end) && !IsSentenceStart(i)))
            return i;
        // Named after somebody: "мастерская Лу Баня", "университет имени Абая".
        if (i > 0 && (_tokens[i - 1].HasBase("имя") || _tokens[i - 1].HasBase("мастерская") || _tokens[i - 1].HasBase("премия") || _tokens[i - 1].HasBase("орден") || _tokens[i - 1].HasBase("стадион")) || (i > 0 && _tokens[i - 1].Fold is "им" or "улица" or "улице" or "проспект" or "проспекте" or "площадь" or "площади"))
            return i;
        AddPerson(new TokenRange(i, end), new TokenRange(i, end), OfficeOfList(i), PersonCases(i, end), given ? "given-name" : initial ? "initial" : "capitals");
        return end;
    }

    // "президентами Азербайджана Ильхамом Алиевым, Кыргызстана Садыром Жапаровым": the office stands once, the states before each name.
    private OfficeDraft? OfficeOfList(int i)
    {
        if (_drafts.Count == 0 || _drafts[^1] is not { Kind: DraftKind.State, Form: MentionForm.Name, Ids.Length: 1 } state || state.Tokens.End != i || (state.Cases & Cases.Genitive) == 0)
            return null;
        var start = _text.SentenceOf(i).Tokens.Start;
        for (var t = state.Tokens.Start - 1; t >= start; t--)
        {
            if ((NumbersOf(t) & Numbers.Plural) != 0 && _pack.Actors.Offices.TryMatch(_tokens, t, state.Tokens.Start, out _, out var office) && office.Office != "other")
                return new OfficeDraft(office.Office, null, state.Tokens, state.Ids[0], -1, office.Line);
        }

        return null;
    }

    private Cases PersonCases(int start, int end)
    {
        var cases = Cases.Any;
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].IsWord && _tokens[i].Text.Length > 1 && (_syntax.CaseOf[i] & cases) != 0)
                cases &= _syntax.CaseOf[i];
        }

        return (cases & Cases.Nominative) == 0 && _syntax.PrepositionOf[start] is null && _tokens[start].Text.Length == 1 && MayBeNominative(_tokens[end - 1]) ? cases | Cases.Nominative : cases;
    }

    // "И. Омаров" is no genitive of lobsters, "М. Чавушоглу" no accusative: surnames that end so stand in the nominative too.
    private static bool MayBeNominative(Token surname)
    {
        var fold = surname.Fold;
        return !fold.EndsWith("ом", StringComparison.Ordinal) && !fold.EndsWith("ем", StringComparison.Ordinal) && !fold.EndsWith("ым", StringComparison.Ordinal) && !fold.EndsWith("им", StringComparison.Ordinal)
            && (fold[^1] is not ('а' or 'я' or 'у' or 'ю' or 'е' or 'ы' or 'ь') || fold.EndsWith("оглу", StringComparison.Ordinal) || fold.EndsWith("оглы", StringComparison.Ordinal));
    }

    private bool AllUnknown(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].IsWord && _tokens[i].Text.Length > 1 && IsLexiconWord(_tokens[i]))
                return false;
        }

        return true;
    }

    /// <summary>One past the last token of a person's name that begins at a token; the token itself when none does.</summary>
    private int PersonNameEnd(int i, int limit, bool afterOffice = false)
    {
        if (i >= limit || !_tokens[i].IsCapitalized || IsLatin(_tokens[i]))
            return i;
        if (_pack.Gazetteer.MatchAt(_tokens, i, limit) is { } match && match.Entries.Any(e => e.Kind == GazetteerKind.Person))
            return Surnames(match.Tokens.End, limit, match.Tokens.Start);

        // "С. Жапаров", "И.Алиев", "К.-Ж. Токаев".
        var at = i;
        while (at + 1 < limit && _tokens[at].IsWord && _tokens[at].Text.Length <= 2 && char.IsUpper(_tokens[at].Text[0]) && _tokens[at].Text.Length == 1 && _tokens[at + 1].Is('.'))
        {
            at += 2;
            if (at + 1 < limit && _tokens[at].Is('-'))
                at++;
        }

        // "С.-Петербург" is a town.
        if (at > i)
            return at < limit && _tokens[at].IsCapitalized && _tokens[at].Text.Length > 1 && !_tokens[at - 1].Is('-') ? Surnames(at + 1, limit, at) : i;

        if (!IsNameWord(i, first: true, limit, afterOffice))
            return i;
        at = i + 1;
        while (at < limit && at < i + 5)
        {
            if (IsNameWord(at, first: false, limit, afterOffice))
                at++;
            else if (IsParticle(_tokens[at]) && at + 1 < limit && IsNameWord(at + 1, first: false, limit))
                at += 2;
            else if (at < limit && _tokens[at].Text.Length == 1 && _tokens[at].IsCapitalized && at + 2 < limit && _tokens[at + 1].Is('.') && IsNameWord(at + 2, first: false, limit))
                at += 3;
            else
                break;
        }

        return at;
    }

    private int Surnames(int at, int limit, int start)
    {
        while (at < limit && at < start + 5 && (_tokens[at].Fold is "оглы" or "кызы" or "уулу" or "угли" || (IsParticle(_tokens[at]) && at + 1 < limit && IsNameWord(at + 1, false, limit) && !IsLexiconWord(_tokens[at + 1]))))
            at++;
        return at;
    }

    private static bool IsParticle(Token token) => token.Fold is "фон" or "дер" or "ван" or "де" or "да" or "ди" or "дос" or "дель" or "аль" or "бен" or "бин" or "ибн" or "оглы" or "оглу" or "кызы" or "уулу" or "угли" or "эль" or "ла" or "ле";

    private bool IsNameWord(int i, bool first, int limit, bool afterOffice = false)
    {
        var token = _tokens[i];
        if (!token.IsCapitalized || char.IsAsciiLetter(token.Text[0]) || IsLatin(token) || token.Text.Length < 2 || char.IsDigit(token.Text[0]))
            return false;
        if (token.Text.Length > 1 && char.IsUpper(token.Text[1]) && token.Text.All(c => !char.IsLower(c)))
            return false;
        if (_pack.Names.IsGivenName(token.Text))
            return true;
        if (_pack.Gazetteer.MatchAt(_tokens, i, limit) is { } match)
        {
            if (match.Entries.All(e => e.Kind == GazetteerKind.PersonShort))
                return true;
            if (match.Entries.Any(e => e.Kind is GazetteerKind.State or GazetteerKind.Organisation) || match.Tokens.Length > 1)
                return false;
            // "Замир Кабулов": towns have no plural.
            if (!first && token.Fold.EndsWith("ов", StringComparison.Ordinal) | token.Fold.EndsWith("ев", StringComparison.Ordinal)
                && match.Entries.All(e => e.Kind == GazetteerKind.Place && TextNormalizer.Fold(_pack.Reference.Places[e.Id].Names.GetValueOrDefault(_pack.Language, "")) != token.Fold))
                return true;
            if (match.Entries.Any(e => e.Kind == GazetteerKind.Place) && first && !(afterOffice && IsNameThoughTown(i, match, match.Entries.First(e => e.Kind == GazetteerKind.Place), limit)))
                return false;
            // "Ллойда Джеймса Остина": after a given name a city is a surname.
            if (match.Entries.Any(e => e.Kind == GazetteerKind.Place && !(!first && _pack.Names.IsGivenName(_tokens[i - 1].Text)) && (_pack.Reference.Places[e.Id].Population > 300000 || _pack.Reference.Places[e.Id].IsByHand)))
                return false;
            if (match.Entries.Any(e => e.Kind == GazetteerKind.Office))
                return false;
        }

        if (StateOfAdjective(token) is not null)
            return false;
        // After an office a capital is a name, whatever else the word may mean ("Хоким", "Смита") – two of them at least.
        if (afterOffice && !IsSentenceStart(i) && (first ? i + 1 < limit && _tokens[i + 1].IsCapitalized && !IsLatin(_tokens[i + 1]) : true))
            return true;
        if (_pack.Actors.Offices.TryMatch(_tokens, i, limit, out _, out _) || SortOfHead(token) is not null)
            return false;
        // A word that the lexicon knows in lower case begins a sentence or is part of another name; a surname may be one after a given name.
        return !IsLexiconWord(token) || (!first && token.Readings[0].Class is WordClass.Noun or WordClass.Adjective && i > 0 && _pack.Names.IsGivenName(_tokens[i - 1].Text));
    }

    // "посол Казахстана Жанибек Абдрашов": a small town's name before another capital is a given name here.
    private bool IsNameThoughTown(int i, GazetteerMatch match, GazetteerEntry entry, int limit) =>
        entry.Kind == GazetteerKind.Place && match.Tokens.Length == 1 && !_pack.Reference.Places[entry.Id].IsByHand && _pack.Reference.Places[entry.Id].Population < 300_000
        && i + 1 < limit && _tokens[i + 1].IsCapitalized && !IsLatin(_tokens[i + 1]);

    private bool PersonBeats(int i, GazetteerMatch match, int limit) =>
        match.Tokens.Length == 1 && _pack.Names.IsGivenName(_tokens[i].Text) && PersonNameEnd(i, limit) > match.Tokens.End;

    // ---- what the reference knows

    // "МАНИЛА, 27 мая": a dateline, though the word may be another.
    private bool IsBeforeDay(int i, int limit) => i + 1 < limit && _tokens[i].Text is "," or "." && _tokens[i + 1].Kind == TokenKind.Number;

    private int Known(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized || _pack.Gazetteer.MatchAt(_tokens, i, limit) is not { } match)
            return i;
        if (Pick(match, i) is not { } entry)
            return i;
        if (match.Tokens.Length == 1 && IsSentenceStart(i) && IsLexiconWord(_tokens[i]) && _tokens[i].Readings[0].Class is not WordClass.Noun && entry.Kind is not GazetteerKind.Person && !IsBeforeDay(i + 1, limit))
            return i;
        if (PersonBeats(i, match, limit))
            return NamedPerson(i, limit);
        // "ДЖИБУТИ, 16 октября": the town of that name.
        if (entry.Kind == GazetteerKind.State && IsSentenceStart(i) && IsBeforeDay(match.Tokens.End, limit) && match.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id).ToImmutableArray() is { Length: > 0 } towns)
        {
            AddPlace(match.Tokens, towns, null, null, "reference");
            return match.Tokens.End;
        }

        switch (entry.Kind)
        {
            case GazetteerKind.State:
                AddState(match, entry.IsWeak);
                return match.Tokens.End;
            case GazetteerKind.Person:
                var end = PersonNameEnd(i, limit);
                AddPerson(new TokenRange(i, Math.Max(end, match.Tokens.End)), new TokenRange(i, Math.Max(end, match.Tokens.End)), OfficeOfList(i), PersonCases(i, match.Tokens.End), "reference");
                return Math.Max(end, match.Tokens.End);
            case GazetteerKind.PersonShort:
                var longer = NamedPerson(i, limit);
                if (longer > i)
                    return longer;
                _drafts.Add(new Draft
                {
                    Kind = DraftKind.Person,
                    Tokens = match.Tokens,
                    Extent = match.Tokens,
                    Ids = [.. match.Entries.Where(e => e.Kind == GazetteerKind.PersonShort).Select(e => e.Id)],
                    Form = MentionForm.Name,
                    Cases = _syntax.CaseOf[i],
                    Name = null,
                    Rule = "surname",
                });
                return match.Tokens.End;
            case GazetteerKind.Organisation:
                AddOrganisation(match.Tokens, entry.Id, null, null, "reference");
                return match.Tokens.End;
            case GazetteerKind.Place:
                // "Лу Баня", "Жан Мерсин": a word in a longer name that happens to be a small town.
                // "Порт открыт", "Думу поблагодарили": a common word that begins a sentence, or the short name of a body.
                if (match.Tokens.Length == 1 && (SortOfHead(_tokens[i]) is not null || (IsSentenceStart(i) && _pack.Actors.PlaceHeads.TryMatch(_tokens, i, limit, out _, out _))) && _syntax.PrepositionOf[i] is not ("в" or "из"))
                    return i;
                if (match.Tokens.Length == 1 && i > 0 && _tokens[i - 1].IsCapitalized && !IsSentenceStart(i - 1) && _tokens[i - 1].Span.End + 1 == _tokens[i].Span.Start
                    && match.Entries.All(e => e.Kind != GazetteerKind.Place || (!_pack.Reference.Places[e.Id].IsByHand && _pack.Reference.Places[e.Id].Population < 500_000)) && !_tokens[i - 1].HasBase("город")
                    // "на шаг Тегерана Канберра ответила": the capital before it is a name of its own.
                    && !(_drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.State or DraftKind.Place } neighbour && neighbour.Tokens.End == i))
                    return i;
                AddPlace(match.Tokens, [.. match.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id)], null, null, "reference");
                return match.Tokens.End;
            default:
                return i;
        }
    }

    private static GazetteerEntry? Pick(GazetteerMatch match, int at)
    {
        GazetteerEntry? best = null;
        foreach (var entry in match.Entries)
        {
            if (entry.Kind == GazetteerKind.Office)
                continue;
            if (best is null || Rank(entry) < Rank(best.Value))
                best = entry;
        }

        return best;

        static int Rank(GazetteerEntry entry) => entry.Kind switch
        {
            GazetteerKind.Person => 0,
            GazetteerKind.State => entry.IsWeak ? 2 : 1,
            GazetteerKind.Organisation => 3,
            GazetteerKind.Place => 4,
            _ => 5,
        };
    }

    private void AddState(GazetteerMatch match, bool isWeak)
    {
        var ids = match.Entries.Where(e => e.Kind == GazetteerKind.State).Select(e => e.Id).Distinct().ToImmutableArray();
        _drafts.Add(new Draft
        {
            Kind = DraftKind.State,
            Tokens = match.Tokens,
            Extent = match.Tokens,
            Ids = ids,
            Form = MentionForm.Name,
            Cases = CasesIn(match.Tokens),
            Numbers = Numbers.Any,
            Rule = isWeak ? "reference-weak" : "reference",
        });
    }

    private Cases CasesIn(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tokens[i].IsWord && _syntax.CaseOf[i] != Cases.None)
                return _syntax.CaseOf[i];
        }

        return Cases.Any;
    }

    // ---- organisations

    private void AddOrganisation(TokenRange tokens, string? id, string? name, string? sort, string rule) => _drafts.Add(new Draft
    {
        Kind = DraftKind.Organisation,
        Tokens = tokens,
        Extent = tokens,
        Ids = id is null ? [] : [id],
        Form = MentionForm.Name,
        Cases = CasesIn(tokens),
        Name = name,
        Sort = sort,
        Rule = rule,
    });

    // "Министерство энергетики РК", "посольства Эстонии", "Межправительственной комиссии по …".
    private int Organisation(int i, int limit)
    {
        var at = i;
        string? state = null;
        while (at < limit && at < i + 5 && IsModifyingAdjective(at) && SortOfHead(_tokens[at]) is null)
        {
            state ??= StateOfAdjective(_tokens[at]);
            at++;
        }

        if (at >= limit || SortOfHead(_tokens[at]) is not { } sort)
            return i;
        var head = at;
        // "Верховный суд Чили" at the start of a sentence: these adjectives stand in names of bodies only.
        var isOfState = head > i && _tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].Base is "национальный" or "верховный" or "конституционный" or "центральный" or "государственный" or "торгово-промышленный" or "народный" or "федеральный" or "генеральный" or "королевский" or "всемирный" or "международный" or "европейский" or "азиатский" or "африканский";
        // "Кувейтский фонд развития"
        isOfState |= head == i + 1 && sort is "fund" or "bank" or "agency" or "association" or "council" or "committee" && StateOfAdjective(_tokens[i]) is not null && head + 1 < limit && IsTailWord(head + 1) && !_tokens[head + 1].IsCapitalized;
        var capital = _tokens[i].IsCapitalized && (!IsSentenceStart(i) || isOfState || _tokens[head].IsCapitalized) || _tokens[head].IsCapitalized && !IsSentenceStart(head);
        var abbreviation = _tokens[head].Text.Length > 1 && char.IsUpper(_tokens[head].Text[1]);
        var known = _pack.Gazetteer.MatchAt(_tokens, i, limit);
        if (known is { } match && match.Tokens.End > head && match.Entries.Any(e => e.Kind is GazetteerKind.Organisation or GazetteerKind.State))
            return i;

        var first = _drafts.Count;
        var end = head + 1;
        var hasName = false;
        // "комиссия по торговле", "посольство в Баку": what a body is for and where it sits tell it from others.
        var byTopic = false;
        var seated = false;
        string? called = null;
        TokenRange? lastOrganisation = null;
        for (at = head + 1; at < limit;)
        {
            var token = _tokens[at];
            if (token.IsWord && token.IsCapitalized && _pack.Gazetteer.MatchAt(_tokens, at, limit) is { } inner && Pick(inner, at) is { } entry
                && entry.Kind is GazetteerKind.State or GazetteerKind.Organisation or GazetteerKind.Place)
            {
                var preposition = _syntax.PrepositionOf[at];
                if (preposition is not null && !(sort == "embassy" && preposition is "в"))
                    break;
                if (entry.Kind == GazetteerKind.State)
                {
                    AddState(inner, entry.IsWeak);
                    if (preposition is null)
                        state ??= entry.Id;
                }
                else if (entry.Kind == GazetteerKind.Organisation)
                {
                    // "корпорация PowerChina": the known name is the organisation.
                    if (at == head + 1 && sort is "company" or "bank" or "media" or "fund" or "association" or "party")
                        return Undo(first, i);
                    AddOrganisation(inner.Tokens, entry.Id, null, null, "reference");
                    lastOrganisation = inner.Tokens;
                }

                hasName = true;
                at = end = inner.Tokens.End;
                continue;
            }

            // A capital in the tail is part of the name ("Совета Безопасности") only as a common word before any state.
            // "здание Конституционного суда комплекса": a court's name ends with whose it is.
            if (token.IsWord && !token.IsCapitalized && sort is "court" && IsTailWord(at) && !token.HasBase("право") && !token.HasBase("человек") && !token.HasBase("юстиция") && !token.HasBase("справедливость") && token.Readings[0].Class == WordClass.Noun && !token.HasBase("город") && !token.HasBase("область") && !token.HasBase("край") && !token.HasBase("район"))
                break;
            if (token.IsWord && IsTailWord(at) && (!token.IsCapitalized || (IsLexiconWord(token) && _drafts.Count == first)))
            {
                at++;
                end = at;
                hasName |= capital || sort is "commission" or "ministry";
                continue;
            }

            if ((token.Fold == "и" || token.Is(',')) && at + 1 < limit && at > head + 1 && IsTailWord(at + 1) && !_tokens[at + 1].IsCapitalized && sort is "ministry" or "committee" or "agency" or "commission" or "association")
            {
                at++;
                continue;
            }

            if (token.Fold == "по" && at + 1 < limit && TailPreposition(at, limit) is var stop && stop > at)
            {
                at = end = stop;
                hasName = byTopic = true;
                continue;
            }

            if (token.Fold == "в" && sort == "embassy" && at + 1 < limit && _tokens[at + 1].IsCapitalized && _pack.Gazetteer.MatchAt(_tokens, at + 1, limit) is { } seat
                && Pick(seat, at + 1) is { Kind: GazetteerKind.State or GazetteerKind.Place } where)
            {
                if (where.Kind == GazetteerKind.State)
                    AddState(seat, false);
                else
                    AddPlace(seat.Tokens, [.. seat.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id)], null, null, "reference");
                seated = true;
                at = end = seat.Tokens.End;
                continue;
            }

            if (token.Text is "«" or "\"" or "“" or "„" && _text.QuotationAt(Math.Min(at + 1, limit - 1)) is { IsClosed: true } quotation && quotation.Tokens.Start == at + 1 && quotation.Tokens.Length <= 6 && quotation.Tokens.End < limit)
            {
                at = end = quotation.Tokens.End + 1;
                hasName = true;
                // "компания «Вектор»" is called Вектор.
                if (quotation.Tokens.Start == head + 2 && sort is "company" or "bank" or "media" or "fund" or "association" or "party" or "club")
                    called = quotation.Inner.In(_text.Text);
                break;
            }

            if (token.IsWord && token.IsCapitalized && IsLatin(token))
            {
                while (at < limit && _tokens[at].IsWord && IsLatin(_tokens[at]))
                    at++;
                end = at;
                hasName = true;
                break;
            }

            break;
        }

        // A common noun without a name ("комитет", "российская компания", "центр города") is no organisation.
        var accepted = sort switch
        {
            "ministry" => abbreviation || capital || state is not null || _drafts.Count > first,
            "embassy" => state is not null || _drafts.Count > first || seated,
            "working-group" => hasName && (capital && byTopic || HasWorking(i, head) && (byTopic || state is not null || HasTwoStates(i, head))),
            _ when head == i && IsCompoundName(_tokens[head]) => true,
            "commission" when byTopic && !IsPlural(head) => true,
            "commission" or "committee" when HasTwoStates(i, head) && (hasName || head > i + 1 || sort == "commission") => true,
            "commission" or "committee" or "council" or "agency" => (capital && (hasName || head > i)) || (sort == "commission" && hasName && _tokens[i].Fold.StartsWith("межправ", StringComparison.Ordinal)),
            "parliament" => !IsPlural(head) && (capital && !IsSentenceStart(i) || state is not null),
            "government" => capital || hasName || _drafts.Count > first,
            _ => hasName && (capital || HasQuoteOrLatin(head + 1, end)) || (capital && head > i),
        };
        // "Организация встречи главы МИД": a word that only begins the sentence, and names nothing.
        if (accepted && head == i && IsSentenceStart(i) && _tokens[head].HasBase("организация") && !_tokens[Math.Min(i + 1, limit - 1)].IsCapitalized && end > i + 1 && _tokens[i + 1].Text is not ("«" or "\"") && known is null)
            accepted = false;
        // "Компании Сербии построят": firms, not one of that name.
        if (accepted && sort == "company" && head == i && (NumbersOf(head) & Numbers.Plural) != 0 && !HasQuoteOrLatin(head + 1, end) && IsSentenceStart(i))
            accepted = false;
        if (!accepted)
            return Undo(first, i);
        Nest(first);
        AddOrganisation(new TokenRange(i, end), null, called ?? PhraseName(i, end), sort, $"organisations:{sort}");
        // "Совета безопасности ОДКБ": the organisation at the end is named by itself.
        if (lastOrganisation is { } own && own.End == end && own.Start > i)
            _drafts[^1] = _drafts[^1] with { Tokens = new TokenRange(i, own.Start) };
        if (state is not null)
            _drafts[^1] = _drafts[^1] with { Office = new OfficeDraft("", null, new TokenRange(i, end), state, -1, 0) };
        for (var t = i; t < head; t++)
        {
            // "Узбекско-корейская комиссия": its states are named, if only by adjectives.
            if (StateAdjective(t, limit) > t)
                continue;
        }

        // The organisation holds the states named in it, so it comes first.
        var at0 = _drafts.FindIndex(first, d => d.Kind == DraftKind.Organisation && d.Extent.Start == i && d.Extent.End == end);
        var draft = _drafts[at0];
        _drafts.RemoveAt(at0);
        _drafts.Insert(first, draft);
        return end;
    }

    // Минздрав, Нацстатком, Госкомстат: a ministry's or committee's name in one word.
    private static bool IsCompoundName(Token token) =>
        token.IsCapitalized && token.Fold.Length > 5 && !token.Fold.StartsWith("министер", StringComparison.Ordinal)
        && (token.Fold.StartsWith("мин", StringComparison.Ordinal) || token.Fold.StartsWith("нац", StringComparison.Ordinal) || token.Fold.StartsWith("гос", StringComparison.Ordinal) || token.Fold.StartsWith("центр", StringComparison.Ordinal)
            || token.Fold.StartsWith("ген", StringComparison.Ordinal) || token.Fold.StartsWith("стат", StringComparison.Ordinal) || token.Fold.StartsWith("рос", StringComparison.Ordinal) || token.Fold.StartsWith("каб", StringComparison.Ordinal) || token.Fold.StartsWith("сов", StringComparison.Ordinal))
        && token.Fold is not ("союз" or "совет" or "совета" or "совету" or "советом" or "совете");

    private bool HasWorking(int start, int head)
    {
        for (var t = start; t < head; t++)
        {
            if (_tokens[t].HasBase("рабочий") || _tokens[t].HasBase("контактный") || _tokens[t].HasBase("экспертный") || _tokens[t].HasBase("парламентский"))
                return true;
        }

        return false;
    }

    private bool IsPlural(int i) => NumbersOf(i) == Numbers.Plural;

    private bool HasTwoStates(int start, int head)
    {
        for (var t = start; t < head; t++)
        {
            if (_tokens[t].Text.Contains('-', StringComparison.Ordinal) && CompoundStates(_tokens[t]).Count > 1)
                return true;
        }

        return false;
    }

    private bool HasQuoteOrLatin(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].Text is "«" or "\"" or "“" or "„" || (_tokens[i].IsWord && IsLatin(_tokens[i])))
                return true;
        }

        return false;
    }

    // «Росатом», «Белоруснефть»: a short capitalised quotation of a word that no lexicon knows.
    private int QuotedOrganisation(int i, int limit)
    {
        if (i == 0 || _tokens[i - 1].Text is not ("«" or "\"" or "“" or "„") || !_tokens[i].IsCapitalized)
            return i;
        if (_text.QuotationAt(i) is not { IsClosed: true } quotation || quotation.Tokens.Start != i || quotation.Tokens.Length > 2)
            return i;
        var credited = i > 1 && _tokens[i - 2].Fold is "пишет" or "сообщает" or "передает" or "газета" or "газете" or "издание" or "изданию" or "агентство" or "агентству";
        if ((IsLexiconWord(_tokens[i]) && !credited && _pack.Tagger?.WellKnown.MatchAt(_tokens, i, quotation.Tokens.End) is null) || (i > 1 && _tokens[i - 2].IsWord && NamesAnotherThing(_tokens[i - 2])))
            return i;
        AddOrganisation(new TokenRange(i - 1, quotation.Tokens.End + 1), null, quotation.Inner.In(_text.Text), "company", "quoted");
        return quotation.Tokens.End + 1;
    }

    // проект «Сила Сибири», пункт пропуска «Хоргос», саммит «ЦА – Китай»: quoted names of other things.
    private static bool NamesAnotherThing(Token token) => token.HasBase("проект") || token.HasBase("программа") || token.HasBase("инициатива") || token.HasBase("саммит")
        || token.HasBase("форум") || token.HasBase("пропуск") || token.HasBase("выставка") || token.HasBase("фильм") || token.HasBase("орден") || token.HasBase("медаль")
        || token.HasBase("формат") || token.HasBase("газопровод") || token.HasBase("маршрут") || token.HasBase("коридор") || token.HasBase("комплекс") || token.HasBase("учение")
        || token.HasBase("операция") || token.HasBase("ракета") || token.HasBase("система") || token.HasBase("стратегия") || token.HasBase("план") || token.HasBase("рубрика")
        || token.HasBase("тайфун") || token.HasBase("ураган") || token.HasBase("циклон") || token.HasBase("шторм") || token.HasBase("спутник") || token.HasBase("корабль") || token.HasBase("судно") || token.HasBase("танкер") || token.HasBase("траулер") || token.HasBase("сухогруз") || token.HasBase("теплоход") || token.HasBase("яхта") || token.HasBase("катер") || token.HasBase("шхуна") || token.HasBase("лайнер") || token.HasBase("балкер") || token.HasBase("фрегат") || token.HasBase("крейсер") || token.HasBase("эсминец") || token.HasBase("авианосец") || token.HasBase("самолет") || token.HasBase("поезд") || token.HasBase("песня") || token.HasBase("книга") || token.HasBase("спектакль")
        || token.HasBase("сорт") || token.HasBase("премия") || token.HasBase("кубок") || token.HasBase("лига") || token.HasBase("месторождение") || token.HasBase("мастерская");

    // PowerChina, Uzbekistan Airways, Politico.
    private int ForeignName(int i, int limit)
    {
        if (_tokens[i].IsWord && _tokens[i].Text.Length is > 1 and < 7 && _tokens[i].Text.All(char.IsUpper) && !IsLatin(_tokens[i]))
        {
            if (_tokens[i].Text is "АО" or "ООО" or "ПАО" or "ОАО" or "ЗАО" or "ТОО" or "НК" or "НАК" or "ГК" or "СП" or "НКО" && QuotedAfter(i + 1, limit) is { } company)
            {
                AddOrganisation(new TokenRange(i, company.Tokens.End + 1), null, company.Inner.In(_text.Text), "company", "legal-form");
                return company.Tokens.End + 1;
            }

            // "ИА REGNUM", "МИА Казинформ"
            if (_tokens[i].Text is "ИА" or "МИА" or "ИИА" && i + 1 < limit && _tokens[i + 1].IsCapitalized)
            {
                AddOrganisation(new TokenRange(i, i + 2), null, _tokens[i + 1].Text, "media", "agency");
                return i + 2;
            }

            if (_pack.Actors.CommonAbbreviations.Contains(_tokens[i].Text) || IsShouting(i) || _tokens[i].Text.All(c => "IVXLCDM".Contains(c)) || IsLexiconWord(_tokens[i]))
                return i;
            if (QuotedAfter(i + 1, limit) is { } named)
            {
                AddOrganisation(new TokenRange(i, named.Tokens.End + 1), null, named.Inner.In(_text.Text), "company", "abbreviation-quoted");
                return named.Tokens.End + 1;
            }

            AddOrganisation(new TokenRange(i, i + 1), null, _tokens[i].Text, "agency", "abbreviation");
            return i + 1;
        }

        // "F-16", "B-52": machines.
        if (!IsLatin(_tokens[i]) || !_tokens[i].IsCapitalized || _tokens[i].Text.Length < 3 || (_tokens[i].Text.Length < 7 && _tokens[i].Text.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(_tokens[i].Text[^1])) || _tokens[i].Text.All(c => "IVXLCDM".Contains(c)))
            return i;
        var end = i + 1;
        while (end < limit && ((_tokens[end].IsWord && IsLatin(_tokens[end])) || (_tokens[end].Text is "&" && end + 1 < limit && IsLatin(_tokens[end + 1]))))
            end++;
        if (_text.Tokens[i].Text.StartsWith("COVID", StringComparison.OrdinalIgnoreCase) || _tokens[i].Text is "GPS" or "LED" or "USB" or "RFID" or "ESG" or "KPI" or "PR" or "IT" or "AI"
            // A network that only carries what somebody wrote.
            || _tokens[i].Text is "Twitter" or "Telegram" or "Facebook" or "Instagram" or "YouTube" or "WhatsApp" or "TikTok" or "Truth" && _syntax.PrepositionOf[i] is "в" or "во" or "на" or null && i > 0 && _tokens[i - 1].Fold is "в" or "и" or "на" or "соцсети" or "сети" or "канале" or "канал")
            return i;
        AddOrganisation(new TokenRange(i, end), null, string.Join(' ', _tokens[i..end].Select(t => t.Text)), IsDatelineSource(i, end) ? "media" : "company", "latin");
        return end;
    }

    // "CentralAsia (KZ) – …", "/MOLDOVAinform/": the agency whose item it is.
    private bool IsDatelineSource(int i, int end)
    {
        var sentence = _text.SentenceOf(i);
        if (sentence.Paragraph > 2)
            return false;
        if (i > 0 && end < _tokens.Length && _tokens[i - 1].Is('/') && _tokens[end].Is('/'))
            return true;
        return i == sentence.Tokens.Start && end < _tokens.Length && _tokens[end].Text is "(" or "-" or "–" or "—" or "--" or ".";
    }

    private Quotation? QuotedAfter(int i, int limit) =>
        i + 1 < limit && _tokens[i].Text is "«" or "\"" or "“" or "„" && _text.QuotationAt(i + 1) is { IsClosed: true, Tokens.Length: <= 3 } quotation && quotation.Tokens.Start == i + 1 && _tokens[i + 1].IsCapitalized
            ? quotation
            : null;

    // A title all in capitals makes every word look like an abbreviation.
    private bool IsShouting(int i)
    {
        var sentence = _text.Sentences[_tokens[i].Sentence].Tokens;
        var capitals = 0;
        var words = 0;
        for (var t = sentence.Start; t < sentence.End; t++)
        {
            if (_tokens[t].IsWord && _tokens[t].Text.Length > 2)
            {
                words++;
                capitals += _tokens[t].Text.All(c => !char.IsLower(c)) ? 1 : 0;
            }
        }

        return words > 3 && capitals * 2 > words;
    }

    // ---- places

    private void AddPlace(TokenRange tokens, ImmutableArray<string> ids, string? name, string? sort, string rule) => _drafts.Add(new Draft
    {
        Kind = DraftKind.Place,
        Tokens = tokens,
        Extent = tokens,
        Ids = ids,
        Form = MentionForm.Name,
        Cases = CasesIn(tokens),
        Name = name,
        Sort = sort,
        Rule = rule,
    });

    // "Согдийской области", "уезде Дингри", "в Майкопе".
    private int UnknownPlace(int i, int limit)
    {
        if (_pack.Actors.PlaceHeads.TryMatch(_tokens, i, limit, out var end, out var head) && head.NameAfter && end < limit)
        {
            var at = _tokens[end].Text is "«" or "\"" ? end + 1 : end;
            if (at < limit && _tokens[at].IsCapitalized && !_pack.Names.IsGivenName(_tokens[at].Text)
                && _pack.Gazetteer.MatchAt(_tokens, at, limit) is null)
            {
                var stop = at + 1;
                // "храм Та Муен Тхом": what no list knows goes on.
                while (stop < Math.Min(limit, at + 4) && _tokens[stop].IsWord && _tokens[stop].IsCapitalized && !IsLexiconWord(_tokens[stop]) && !_pack.Names.IsGivenName(_tokens[stop].Text) && _pack.Gazetteer.MatchAt(_tokens, stop, limit) is null)
                    stop++;
                AddPlace(new TokenRange(at, stop), [], _pack.Names.Phrase([.. _tokens[at..stop].Select(t => t.Text)]), head.Kind, "place-head");
                return at > end && stop < limit && _tokens[stop].Text is "»" or "\"" ? stop + 1 : stop;
            }
        }

        if (_tokens[i].IsCapitalized && IsModifyingAdjective(i) && i + 1 < limit)
        {
            var at = i + 1;
            while (at < limit && at < i + 3 && IsModifyingAdjective(at) && !_tokens[at].IsCapitalized)
                at++;
            if (_pack.Actors.PlaceHeads.TryMatch(_tokens, at, limit, out end, out head) && head.AdjectiveBefore)
            {
                AddPlace(new TokenRange(i, end), [], _pack.Names.Phrase([.. _tokens[i..end].Select(t => t.Text)]), head.Kind, "place-adjective");
                return end;
            }
        }

        // A capitalised word that no lexicon knows, after "в" or "из" in the right case, is a town more often than anything else.
        if (_tokens[i].IsCapitalized && !IsLexiconWord(_tokens[i]) && !IsLatin(_tokens[i]) && _tokens[i].Text.Length > 2 && !_tokens[i].Text.All(char.IsUpper)
            && i > 0 && (_tokens[i - 1].Fold is "в" or "из" or "через" or "под" || FollowsPlaceOnRoute(i))
            && !(i + 1 < limit && _tokens[i + 1].IsCapitalized) && !_pack.Names.IsGivenName(_tokens[i].Text)
            && _pack.Gazetteer.MatchAt(_tokens, i, limit) is null && StateOfAdjective(_tokens[i]) is null)
        {
            AddPlace(new TokenRange(i, i + 1), [], _pack.Names.Phrase([_tokens[i].Text]), "city", "place-preposition");
            return i + 1;
        }

        return i;
    }

    // "Достык – Мойынты": the other end of a way whose first end is a place.
    private bool FollowsPlaceOnRoute(int i) =>
        i > 1 && _tokens[i - 1].Text is "–" or "—" or "--" && _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.Place } last && last.Tokens.End == i - 1;

    // ---- adjectives and pronouns

    private int StateAdjective(int i, int limit)
    {
        var token = _tokens[i];
        if (token.Text.Contains('-', StringComparison.Ordinal) && CompoundStates(token) is { Count: > 1 } states)
        {
            _drafts.Add(Adjective(i, [.. states], Numbers.Plural, "compound-adjective"));
            return i + 1;
        }

        if (StateOfAdjective(token) is not { } state)
            return i;
        if (i + 1 < limit && token.IsCapitalized && IsStateNoun(_tokens[i + 1]))
        {
            AddFormalState(i, state);
            return i + 2;
        }

        _drafts.Add(Adjective(i, [state], Numbers.Singular, "adjective"));
        return i + 1;
    }

    private Draft Adjective(int i, ImmutableArray<string> states, Numbers numbers, string rule) => new()
    {
        Kind = DraftKind.State,
        Tokens = new TokenRange(i, i + 1),
        Extent = new TokenRange(i, i + 1),
        Ids = states,
        Form = MentionForm.Description,
        Cases = Cases.None,
        Numbers = numbers,
        IsNested = true,
        Rule = rule,
    };

    private List<string> CompoundStates(Token token)
    {
        var found = new List<string>();
        var parts = token.Fold.Split('-');
        for (var p = 0; p < parts.Length; p++)
        {
            var state = p < parts.Length - 1 ? _pack.Actors.Compounds.GetValueOrDefault(parts[p]) : LastPart(parts[p]);
            if (state is null)
                return [];
            if (!found.Contains(state))
                found.Add(state);
        }

        return found;
    }

    private string? LastPart(string part)
    {
        foreach (var reading in _pack.Morphology.Analyze(part))
        {
            if (_pack.Actors.Adjectives.TryGetValue(reading.Base, out var state))
                return state;
        }

        return null;
    }

    private string? StateOfAdjective(Token token)
    {
        foreach (var reading in token.Readings)
        {
            if (reading.Class is WordClass.Adjective or WordClass.Unknown or WordClass.Noun && _pack.Actors.Adjectives.TryGetValue(reading.Base, out var state))
                return state;
            // "антироссийские санкции": against that state.
            if (reading.Class is WordClass.Adjective or WordClass.Unknown && reading.Base.Length > 8 && reading.Base.StartsWith("анти", StringComparison.Ordinal) && _pack.Actors.Adjectives.TryGetValue(reading.Base[4..], out state))
                return state;
        }

        return null;
    }

    private int Pronoun(int i)
    {
        if (_tokens[i].Fold is not ("он" or "она" or "они" or "оба") || _text.QuotationAt(i) is { Tokens.Length: > 6 })
            return i;
        _drafts.Add(new Draft
        {
            Kind = DraftKind.Pronoun,
            Tokens = new TokenRange(i, i + 1),
            Extent = new TokenRange(i, i + 1),
            Form = MentionForm.Pronoun,
            Cases = Cases.Nominative,
            Numbers = _tokens[i].Fold is "они" or "оба" ? Numbers.Plural : Numbers.Singular,
            Gender = _tokens[i].Fold switch { "он" => Genders.Masculine, "она" => Genders.Feminine, _ => Genders.None },
            Rule = "pronoun",
        });
        return i + 1;
    }

    // ---- words

    private bool IsModifyingAdjective(int i)
    {
        var token = _tokens[i];
        if (!token.IsWord)
            return false;
        foreach (var reading in token.Readings)
        {
            if (reading is { IsShort: false, Class: WordClass.Adjective } or { IsShort: false, Class: WordClass.Participle })
                return true;
        }

        return false;
    }

    // "Минкоммерции" does not decline: the form itself counts too.
    private string? SortOfHead(Token token)
    {
        if (!token.IsWord)
            return null;
        return _pack.Actors.OrganisationHeads.TryGetValue(token.Fold, out var sort) || _pack.Actors.OrganisationHeads.TryGetValue(BaseOf(token), out sort) ? sort : null;
    }

    private static string BaseOf(Token token)
    {
        foreach (var reading in token.Readings)
        {
            if (reading.Class is WordClass.Noun or WordClass.Unknown)
                return reading.Base;
        }

        return token.Fold;
    }

    private Genders GenderOf(int i) => _tokens[i].ReadingOf(WordClass.Noun)?.Genders ?? Genders.None;

    private string PhraseName(int start, int end)
    {
        var words = new List<string>();
        for (var i = start; i < end; i++)
            words.Add(_tokens[i].Text);
        return _pack.Names.Phrase(words).Replace(" ,", ",", StringComparison.Ordinal).Replace("« ", "«", StringComparison.Ordinal).Replace(" »", "»", StringComparison.Ordinal);
    }

    // "Telegram-канал" is a Russian word.
    private static bool IsLatin(Token token) => !token.Text.AsSpan().ContainsAnyInRange('а', 'я') && token.Text[0] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 'À' and <= 'ɏ');
}
