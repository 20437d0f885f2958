using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Languages.En;

/// <summary>Finds names and descriptions in English: capitals show them, titles stand before and after.</summary>
internal sealed class EnglishNameFinder(SegmentedText text, SyntaxLayer syntax, LanguagePack pack)
{
    private readonly Token[] _tokens = text.Tokens;
    private readonly EnglishMorphology _morphology = (EnglishMorphology)pack.Morphology;
    private readonly List<Draft> _drafts = [];

    // Abbreviations that the text explains: "Department of Foreign Affairs (DFA)".
    private readonly Dictionary<string, Draft> _explained = new(StringComparer.Ordinal);

    // Last words of the full names met so far.
    private readonly HashSet<string> _surnames = new(StringComparer.Ordinal);

    public static List<Draft> Find(SegmentedText text, SyntaxLayer syntax, LanguagePack pack)
    {
        var finder = new EnglishNameFinder(text, syntax, pack);
        foreach (var sentence in text.Sentences)
        {
            for (var i = finder.Dateline(sentence); i < sentence.Tokens.End;)
                i = Math.Max(i + 1, finder.At(i, sentence.Tokens.End));
        }

        return finder._drafts;
    }

    // "MEXICO CITY, April 6 – …", "Huonville — …": the place before the first dash of the body. Returns where to read on.
    private int Dateline(Sentence sentence)
    {
        var start = sentence.Tokens.Start;
        var body = text.HasTitle ? 1 : 0;
        if (sentence.Paragraph < body || sentence.Paragraph > body + 1 || !_tokens[start].IsCapitalized || (start > 0 && text.SentenceOf(start - 1).Paragraph == sentence.Paragraph))
            return start;
        var end = start;
        while (end < sentence.Tokens.End && end < start + 4 && _tokens[end].IsCapitalized && pack.Time.ValueOf(Time.TimeSlot.Month, _tokens[end]) is null)
            end++;
        if (end >= sentence.Tokens.End || _tokens[end].IsWord || _tokens[end].Kind == TokenKind.Number)
            return start;
        for (var t = end; t < Math.Min(sentence.Tokens.End, end + 12); t++)
        {
            if (_tokens[t].Text is not ("--" or "–" or "—" or "-") && !(t == end && _tokens[t].Is(':') && Match(start, end) is not null))
            {
                if (ClauseSplitter.IsFinite(_tokens[t]))
                    return start;
                continue;
            }

            if (Match(start, end) is { } match)
            {
                var places = match.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id).ToImmutableArray();
                if (match.Tokens.End != end || places.IsEmpty)
                    return start;
                _drafts.Add(Spot(DraftKind.Place, start, end, ActorResolver.DatelineRule) with { Ids = places });
                return end;
            }

            if (_tokens[start..end].Any(w => !IsCapitals(w) && (IsCommon(w) || StateOf(w) is not null)))
                return start;
            var name = text.SpanOf(new TokenRange(start, end)).In(text.Text);
            _drafts.Add(Spot(DraftKind.Place, start, end, ActorResolver.DatelineRule) with { Name = IsCapitals(_tokens[start]) ? Titlecase(name) : name, Sort = "city" });
            return end;
        }

        return start;
    }

    // "IWAYA" → "Iwaya", "MEXICO CITY" → "Mexico City".
    private static string Titlecase(string capitals) => string.Join(' ', capitals.Split(' ').Select(w => w.Length < 2 ? w : w[0] + w[1..].ToLowerInvariant()));

    // Family names that come first, with the person named so in full.
    private readonly Dictionary<string, Draft> _families = new(StringComparer.Ordinal);

    private int At(int i, int limit)
    {
        if (!_tokens[i].IsWord)
            return i;
        // "US$ 5 bn", "A$": a currency, not the state.
        if (i + 1 < _tokens.Length && _tokens[i + 1].Is('$') && _tokens[i + 1].Span.Start == _tokens[i].Span.End)
            return i + 1;
        // "The European Union": the article is no part of the name, but of names that hold it ("The Gambia").
        if (_tokens[i].Text == "The" && i + 1 < limit && _tokens[i + 1].IsCapitalized && Match(i, limit) is null)
            return i;
        int end;
        if ((end = Pronoun(i)) > i || (end = Description(i, limit)) > i || (end = CompanyByNoun(i, limit)) > i || (end = Titled(i, limit)) > i || (end = Ministry(i, limit)) > i || (end = Organisation(i, limit)) > i || (end = Company(i, limit)) > i || (end = Place(i, limit)) > i
            || (end = SurnameWithParticle(i, limit)) > i || (end = Shortened(i, limit)) > i || (end = FamilyName(i, limit)) > i || (end = Known(i, limit)) > i || (end = Person(i, limit)) > i || (end = UnknownPlace(i, limit)) > i || (end = UnknownVenue(i, limit)) > i || (end = Route(i, limit)) > i || (end = Abbreviation(i)) > i || (end = Adjective(i)) > i)
            return end;
        return i;
    }

    private bool StartsSentence(int i) => i == text.SentenceOf(i).Tokens.Start || (i > 0 && !_tokens[i - 1].IsWord && _tokens[i - 1].Text is "“" or "\"" or "‘");

    private static bool IsCommon(Token token) => token.Readings.Length > 0 && !token.Readings[0].IsGuessed && !(token.Readings.Length > 1 && token.Readings.Any(r => r.IsGuessed));

    private static bool IsCapitals(Token token) => token.Text.Length > 1 && token.Text.All(c => !char.IsLower(c)) && token.Text.Any(char.IsLetter);

    private string? StateOf(Token token)
    {
        if (!token.IsCapitalized)
            return null;
        // "Dane Whitlock", "Jordan Henderson": a given name before a family name.
        if (pack.Names.IsGivenName(token.Text) && token.Index + 1 < _tokens.Length && IsNameLike(token.Index + 1) && !_morphology.IsOrdinary(_tokens[token.Index + 1].Text)
            && !pack.Actors.Offices.TryMatch(_tokens, token.Index + 1, _tokens.Length, out _, out _))
            return null;
        if (pack.Actors.Adjectives.TryGetValue(token.Fold, out var state))
            return state;
        foreach (var reading in token.Readings)
        {
            if (reading.Cases != Cases.Genitive && pack.Actors.Adjectives.TryGetValue(reading.Base, out state))
                return state;
        }

        return null;
    }

    // "South Korean", "Sri Lankan": the state of two words; the length in tokens is 1 or 2, 0 when none.
    private int StateAt(int i, int limit, out string? state)
    {
        if (i + 1 < limit && _tokens[i].IsCapitalized && _tokens[i + 1].IsCapitalized && pack.Actors.Adjectives.TryGetValue(_tokens[i].Fold + " " + _tokens[i + 1].Fold, out state))
            return 2;
        state = StateOf(_tokens[i]);
        return state is null ? 0 : 1;
    }

    private GazetteerMatch? Match(int i, int limit) => i >= limit || !_tokens[i].IsCapitalized ? null : pack.Gazetteer.MatchAt(_tokens, i, limit) ?? MatchPlain(i, limit);

    // "Hà Nội", "Brasília": as the reference spells it, without marks on letters.
    private GazetteerMatch? MatchPlain(int i, int limit)
    {
        var end = Math.Min(limit, i + 4);
        if (!_tokens[i..end].Any(t => t.IsCapitalized && t.Text.Any(c => c > '\u007F' && char.IsLetter(c))))
            return null;
        Token[] plain = [.. _tokens[i..end].Select(t => new Token { Index = t.Index, Span = t.Span, Kind = t.Kind, Text = t.Text, Fold = WithoutMarks(t.Fold), Readings = [], Sentence = t.Sentence })];
        return pack.Gazetteer.MatchAt(plain, 0, plain.Length) is { } match ? match with { Tokens = new TokenRange(i + match.Tokens.Start, i + match.Tokens.End) } : null;
    }

    private static string WithoutMarks(string fold) => string.Concat(fold.Normalize(System.Text.NormalizationForm.FormD).Where(c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)).Replace('đ', 'd').Replace('ı', 'i').Replace('ł', 'l').Replace('ø', 'o');

    private static GazetteerEntry? Pick(GazetteerMatch match, Func<GazetteerKind, bool> wanted)
    {
        GazetteerEntry? best = null;
        foreach (var entry in match.Entries)
        {
            if (wanted(entry.Kind) && (best is null || Rank(entry) < Rank(best.Value)))
                best = entry;
        }

        return best;

        static int Rank(GazetteerEntry entry) => entry.Kind switch { GazetteerKind.Person => 0, GazetteerKind.State => entry.IsWeak ? 2 : 1, GazetteerKind.Organisation => 3, GazetteerKind.Place => 4, _ => 5 };
    }

    // ---- he, she, they, the two leaders, the Chinese side

    private int Pronoun(int i)
    {
        if (!(_tokens[i].Fold is "he" or "she" or "they" || IsBoth(i)) || text.QuotationAt(i) is { Tokens.Length: > 4 })
            return i;
        _drafts.Add(new Draft
        {
            Kind = DraftKind.Pronoun,
            Tokens = new TokenRange(i, i + 1),
            Extent = new TokenRange(i, i + 1),
            Form = MentionForm.Pronoun,
            Cases = Cases.Nominative,
            Numbers = _tokens[i].Fold is "they" or "both" ? Numbers.Plural : Numbers.Singular,
            Gender = _tokens[i].Fold switch { "he" => Genders.Masculine, "she" => Genders.Feminine, _ => Genders.None },
            Rule = "pronoun",
        });
        return i + 1;
    }

    // "Both condemned the strike."
    private bool IsBoth(int i) => _tokens[i].Fold == "both" && i + 1 < _tokens.Length && (ClauseSplitter.IsFinite(_tokens[i + 1]) || _tokens[i + 1].Readings is [{ Class: WordClass.Adverb }, ..]);

    // "the Chinese side", "the Ethiopian military"; forces of two states ("Thai and Cambodian troops") and what such words modify are none.
    private bool IsOrganOfState(int noun, int adjective, int limit)
    {
        // "Kenyan Government Spokesperson": words of an office.
        if (_tokens[noun].Fold is "side" or "leadership" or "government" or "authorities" && !(_tokens[noun].IsCapitalized && noun + 1 < limit && _tokens[noun + 1].Fold is "spokesperson" or "spokesman" or "spokeswoman"))
            return true;
        if (!(_tokens[noun].Fold is "military" or "army" or "navy" or "forces" or "troops" or "delegation" || _tokens[noun].Text == "parliament"))
            return false;
        if (adjective > 1 && _tokens[adjective - 1].Fold == "and" && StateOf(_tokens[adjective - 2]) is not null)
            return false;
        return !(noun + 1 < limit && (_tokens[noun + 1].IsCapitalized || _tokens[noun + 1].Readings is [{ Class: WordClass.Noun }, ..]));
    }

    // Two peoples' names before one noun in the plural: the states that it stands for. Returns where the second ends, i when there are none.
    private int Sides(int i, int limit)
    {
        if (StateAt(i, limit, out var first) is not (> 0 and var length) || i + length + 2 >= limit || _tokens[i + length].Fold != "and" || StateAt(i + length + 1, limit, out var second) is not (> 0 and var more) || first == second)
            return i;
        var noun = i + length + 1 + more;
        if (noun < limit && _tokens[noun].Fold is "foreign" or "defence" or "defense" or "finance" or "trade" or "energy" or "prime")
            noun++;
        if (noun >= limit || !(_tokens[noun].Fold is "sides" or "delegations" or "negotiators" or "officials" or "diplomats" or "ministers" or "presidents" or "premiers" or "leaders" or "envoys" or "governments" or "authorities") || noun + 1 < limit && _tokens[noun + 1].IsCapitalized)
            return i;
        _drafts.Add(Spot(DraftKind.State, i, i + length, "adjective-sides") with { Ids = [first!], Form = MentionForm.Description, Cases = syntax.CaseOf[noun] });
        _drafts.Add(Spot(DraftKind.State, i + length + 1, noun + 1, "adjective-sides") with { Ids = [second!], Form = MentionForm.Description, Cases = syntax.CaseOf[noun] });
        return noun + 1;
    }

    private int Description(int i, int limit)
    {
        if (StateAt(i, limit, out var state) is > 0 and var length && i + length < limit && IsOrganOfState(i + length, i, limit))
        {
            _drafts.Add(Spot(DraftKind.State, i, i + length + 1, "adjective-side") with { Ids = [state!], Form = MentionForm.Description, Cases = syntax.CaseOf[i + length] });
            return i + length + 1;
        }

        // "the Kenyan and Ugandan sides", "the Greek and Cypriot ministers"
        if (Sides(i, limit) is var sides && sides > i)
            return sides;

        // "the government of Sudan"
        if (_tokens[i].Fold is "government" or "authorities" or "leadership" && i + 2 < limit && _tokens[i + 1].Fold == "of" && (_tokens[i + 2].Fold == "the" ? i + 3 : i + 2) is var named && Match(named, limit) is { } match && Pick(match, k => k == GazetteerKind.State) is { } whose)
        {
            _drafts.Add(Spot(DraftKind.State, i, match.Tokens.End, "state-government") with { Ids = [whose.Id], Form = MentionForm.Description });
            return match.Tokens.End;
        }

        // "The two signed a memorandum."
        if (_tokens[i].Fold == "two" && i > 0 && _tokens[i - 1].Fold == "the" && i + 1 < limit && (ClauseSplitter.IsFinite(_tokens[i + 1]) || _tokens[i + 1].Readings is [{ Class: WordClass.Adverb }, ..] && i + 2 < limit && ClauseSplitter.IsFinite(_tokens[i + 2])))
        {
            _drafts.Add(Spot(DraftKind.Description, i, i + 1, "the-two") with { Form = MentionForm.Description, Cases = Cases.Nominative, Numbers = Numbers.Plural, Target = DescriptionTarget.Sides });
            return i + 1;
        }

        foreach (var (table, numbers) in new[] { (pack.Actors.PluralDescriptions, Numbers.Plural), (pack.Actors.SingularDescriptions, Numbers.Singular) })
        {
            if (!table.TryMatch(_tokens, i, limit, out var end, out var row))
                continue;
            var last = _tokens[end - 1];
            var isPlural = last.Readings.Any(r => r.Numbers == Numbers.Plural) && last.Fold.EndsWith('s');
            if (isPlural != (numbers == Numbers.Plural) || (end == i + 1 && _tokens[i].IsCapitalized && !StartsSentence(i) && !(i > 0 && _tokens[i - 1].Fold is "the" or "both")))
                continue;
            var definite = i > 0 && _tokens[i - 1].Fold is "the" or "both" || _tokens[i].Fold is "both";
            if (!definite || (end < limit && _tokens[end].Fold is "of" && end + 1 < limit && !_tokens[end + 1].Fold.StartsWith("state", StringComparison.Ordinal)) || (end < limit && _tokens[end].IsCapitalized))
                continue;
            _drafts.Add(Spot(DraftKind.Description, i, end, $"descriptions:{row.Line}") with { Form = MentionForm.Description, Cases = syntax.CaseOf[i], Numbers = numbers, Target = row.Target, Holders = row.Holders });
            return end;
        }

        return i;
    }

    private Draft Spot(DraftKind kind, int start, int end, string rule) => new()
    {
        Kind = kind,
        Tokens = new TokenRange(start, end),
        Extent = new TokenRange(start, end),
        Form = MentionForm.Name,
        Cases = syntax.CaseOf[start],
        Rule = rule,
    };

    // ---- titles: "Kazakh President …", "President of Kazakhstan …", "China's foreign minister", "… , Minister of Foreign Affairs of China"

    private int Titled(int i, int limit)
    {
        var firstNested = _drafts.Count;
        if (Office(i, limit, out var office, out var end) is false)
            return i;
        var name = end;
        var comma = name < limit && _tokens[name].Is(',');
        if (comma)
            name++;
        name = Honorific(name, limit);
        while (name + 1 < limit && name == end && _tokens[name].IsCapitalized && !pack.Names.IsGivenName(_tokens[name].Text) && IsNameAfter(name + 1) && name + 2 < limit && _tokens[name + 2].IsCapitalized && Match(name, limit) is null)
            (name, end) = (name + 1, end + 1);
        var nameEnd = PersonEnd(name, limit, afterOffice: true);
        if (comma && (nameEnd < name + 2 || !(nameEnd >= limit || !_tokens[nameEnd].IsWord || EnglishSyntax.IsPreposition(_tokens[nameEnd]) && office!.State is not null || _tokens[nameEnd].Fold == "and" && name > end + 1)))
            nameEnd = name;
        // "the King Hussein Bridge": named after him.
        if (nameEnd > name + 1 && !comma && office!.Id is "monarch" or "president" && pack.Actors.PlaceHeads.TryMatch(_tokens, nameEnd - 1, limit, out _, out _))
        {
            _drafts.RemoveRange(firstNested, _drafts.Count - firstNested);
            return i;
        }

        Nest(firstNested);
        if (nameEnd > name)
        {
            // "Brigadier General Ali Hosseini, a spokesman for Iran's armed forces": what he is says more than his rank.
            firstNested = _drafts.Count;
            if (office!.Id == "other" && Apposed(nameEnd, limit, out var apposed) is var extent && apposed is not null)
            {
                Nest(firstNested);
                AddPerson(name, nameEnd, i, extent, apposed with { State = apposed.State ?? office.State }, $"office:{apposed.Line}+name");
                return extent;
            }

            // "Economy Minister Levan Davitashvili of Georgia"
            firstNested = _drafts.Count;
            if (office.State is null && office.Organisation < 0 && StateOfName(nameEnd, limit, out var whose) is var stateEnd && whose is not null)
            {
                Nest(firstNested);
                AddPerson(name, nameEnd, i, stateEnd, office with { State = whose }, $"office:{office.Line}+name");
                return stateEnd;
            }

            // "The chief of the Indonesian navy, Admiral Bambang Sutrisno, …": what he heads says more than his rank.
            if (office is { Id: "other" or "ambassador", State: null, Organisation: < 0 } && OfficeBefore(i, nameEnd, limit) is { } headed && !(office.Id == "ambassador" && headed.Id == "other"))
                office = headed;
            // "Governor Ridwan Kamil of West Java"
            var extentEnd = office.Id == "governor" && office.State is null && nameEnd + 1 < limit && _tokens[nameEnd].Fold == "of" && _tokens[nameEnd + 1].IsCapitalized ? RunEnd(nameEnd + 1, limit) : nameEnd;
            AddPerson(name, nameEnd, i, nameEnd, office, $"office:{office.Line}+name");
            if (extentEnd > nameEnd)
                GovernedPlace(nameEnd + 1, extentEnd);
            return extentEnd;
        }

        if (office!.Id == "none")
            return i;

        // "Vice President and Foreign Minister-designate …", "his Kyrgyz counterpart President …": one man of two titles.
        var next = end < limit && _tokens[end].Fold == "and" ? end + 1 : office!.IsColleague ? end : limit;
        if (next < limit && _tokens[next].IsCapitalized)
        {
            firstNested = _drafts.Count;
            if (Office(next, limit, out var second, out var secondEnd) && (second!.State is null || second.State == office!.State) && !second.IsColleague && PersonEnd(Honorific(secondEnd, limit), limit, afterOffice: true) is var last && last > secondEnd)
            {
                Nest(firstNested);
                var held = second.Id == "other" && office!.Id != "other" ? office : second;
                AddPerson(Honorific(secondEnd, limit), last, i, last, held with { State = office!.State ?? second.State, Tokens = new TokenRange(i, secondEnd) }, $"office:{held.Line}+name");
                return last;
            }

            _drafts.RemoveRange(firstNested, _drafts.Count - firstNested);
        }

        _drafts.Add(Spot(DraftKind.Office, i, end, office!.IsColleague ? "colleague" : $"offices:{office.Line}") with { Office = office, Form = MentionForm.Description, Cases = syntax.CaseOf[end - 1] });
        return end;
    }

    private int RunEnd(int i, int limit)
    {
        while (i < limit && _tokens[i].IsCapitalized)
            i++;
        return i;
    }

    // The region or town of a governor whose name stands before it.
    private void GovernedPlace(int start, int end)
    {
        var known = Match(start, end) is { } match && match.Tokens.End == end ? [.. match.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id)] : ImmutableArray<string>.Empty;
        _drafts.Add(Spot(DraftKind.Place, start, end, known.IsEmpty ? "place-governed" : "reference") with { Ids = known, Name = known.IsEmpty ? text.SpanOf(new TokenRange(start, end)).In(text.Text) : null, Sort = "region" });
        _drafts[^2] = _drafts[^2] with { Extent = new TokenRange(_drafts[^2].Extent.Start, end) };
    }

    private void Nest(int first)
    {
        for (var d = first; d < _drafts.Count; d++)
            _drafts[d] = _drafts[d] with { IsNested = true };
    }

    // "Mr.", "H.E. Mr.", "Smt."
    private int Honorific(int i, int limit)
    {
        while (i < limit && _tokens[i].IsWord && (_tokens[i].Fold is "mr" or "mrs" or "ms" or "dr" or "smt" or "shri" or "sir" or "lord" or "dame" or "sheikh" or "shaikh" or "sheikha" or "shaikha" or "prof" or "lyonpo" or "dasho" or "datuk" or "dato" or "haji" or "alhaji" or "engr" || (_tokens[i].Fold is "gen" or "col" or "lt" or "maj" or "adm" or "capt" or "brig" or "cmdr" or "sgt" or "sen" or "rep" or "gov" or "amb" && i + 2 < limit && _tokens[i + 1].Is('.') && _tokens[i + 2].IsCapitalized) || (_tokens[i].Text is "H" or "E" or "HE" && i + 1 < limit && (_tokens[i + 1].Is('.') || _tokens[i].Text == "HE"))))
            i += i + 1 < limit && _tokens[i + 1].Is('.') ? 2 : 1;
        return i;
    }

    private bool Office(int i, int limit, out OfficeDraft? office, out int end)
    {
        (office, end) = (null, i);
        string? state = null;
        var organisation = -1;
        var at = i;
        var found = _drafts.Count;
        while (at < limit && at < i + 5)
        {
            if (OfficeWords(at, limit, out _, out _) || _tokens[at].Fold is "counterpart" or "colleague")
                break;
            if (StateAt(at, limit, out var adjective) is > 0 and var words)
            {
                state ??= adjective;
                at += words;
            }
            else if (ResidenceEnd(at, limit, out var seated) is var residence && residence > at && OfficeWords(residence, limit, out _, out _))
            {
                (state, at) = (state ?? seated, residence);
            }
            else if (Match(at, limit) is { } match && Pick(match, k => k is GazetteerKind.State or GazetteerKind.Organisation) is { } entry)
            {
                var next = match.Tokens.End < limit && (_tokens[match.Tokens.End].Is('.') || _tokens[match.Tokens.End].Text is "'" or "’" && _tokens[match.Tokens.End].Span.Start == _tokens[match.Tokens.End - 1].Span.End) ? match.Tokens.End + 1 : match.Tokens.End;
                if (next >= limit || !(OfficeWords(next, limit, out _, out _) || StateOf(_tokens[next]) is null && IsModifier(next) && next + 1 < limit && OfficeWords(next + 1, limit, out _, out _)))
                    return Undo(found);
                if (entry.Kind == GazetteerKind.State)
                {
                    state ??= entry.Id;
                    _drafts.Add(Spot(DraftKind.State, at, match.Tokens.End, "reference") with { Ids = [entry.Id], Cases = Cases.Genitive });
                }
                else
                {
                    organisation = _drafts.Count;
                    _drafts.Add(Spot(DraftKind.Organisation, at, match.Tokens.End, "reference") with { Ids = [entry.Id], Cases = Cases.Genitive });
                }

                at = next;
            }
            else if (IsModifier(at))
            {
                at++;
            }
            else
            {
                return Undo(found);
            }
        }

        var colleague = at < limit && _tokens[at].Fold is "counterpart" or "colleague" && (state is not null || at > 0 && at == i && _tokens[at - 1].Fold is "his" or "her" && PersonEnd(at + 1, limit, afterOffice: true) > at + 2);
        var row = new TitleRow("other", 0);
        end = at + 1;
        if (!colleague && (at >= limit || !OfficeWords(at, limit, out end, out row)))
            return Undo(found);
        // "foreign ministers" are several; "Minister of Foreign Affairs" is one.
        var noun = end - 1;
        for (var t = at + 1; t < end - 1; t++)
            noun = _tokens[t].Fold is "of" or "for" or "to" ? Math.Min(noun, t - 1) : noun;
        if (_tokens[noun].Readings.Any(r => r.Numbers == Numbers.Plural) && _tokens[noun].Fold.EndsWith('s') && !colleague)
            return Undo(found);
        // The United States and India name their ministers so.
        if (state is null && organisation < 0 && _tokens[at].IsCapitalized)
            state = Joined(at, end) switch
            {
                "deputy secretary of state" or "under secretary of state" or "assistant secretary of state" or "secretary of defense" or "secretary of the treasury" or "secretary of commerce" or "secretary of energy" or "secretary of homeland security" => "USA",
                "external affairs minister" or "minister of external affairs" => "IND",
                _ => null,
            };
        var head = end;
        end = Tail(end, limit, row.Office, ref state, ref organisation);
        // "the general", "a deputy", "head": words of an office only with a capital, a state or an organisation.
        if (row.Office is "other" or "executive" or "chairman" && state is null && organisation < 0 && !_tokens[head - 1].IsCapitalized && !(PersonEnd(end, limit, afterOffice: true) > end + 1) || row.Line > 0 && _tokens[at].Fold is "chief" or "head" or "general" or "representative" or "member" or "leader" or "director" && head == end && state is null && organisation < 0
            && !(PersonEnd(end, limit, afterOffice: true) > end))
            return Undo(found);
        if (at > i && state is null && organisation < 0 && !_tokens[at].IsCapitalized && !colleague)
            return Undo(found);
        var id = row.Office is "minister" && IsForeignField(at, end) ? "foreign-minister" : row.Office;
        // "the head of Ukrainian diplomacy"
        if (id is "other" && state is not null && _tokens[end - 1].Fold == "diplomacy")
            id = "foreign-minister";
        // "Vice-President of the National Assembly": who presides over a parliament.
        if (id is "president" or "chairman" or "other" && organisation >= 0 && IsParliament(_drafts[organisation]) && _tokens[at..head].Any(t => t.Fold is "president" or "vice-president" or "chairman" or "chairwoman" or "chairperson" or "chair"))
            id = "speaker";
        // "Governor of the Bank of Ghana": the bank is its state's.
        if (id is "governor" && organisation >= 0 && _drafts[organisation] is { Sort: "bank", Office.State: { } issuer })
            (id, state) = ("other", state ?? issuer);
        else if (organisation >= 0 && _drafts[organisation] is { } body && (body.Sort ?? (body.Ids.Length > 0 && pack.Reference.Organisations.TryGetValue(body.Ids[0], out var known) ? known.Kind : null)) is "company" or "bank" or "state-company" or "ifi" && id is "chairman" or "president" or "secretary-general" or "other")
            id = "executive";
        else if (organisation >= 0 && id is "president" or "other" && _tokens[_drafts[organisation].Tokens.Start.._drafts[organisation].Tokens.End].Any(t => t.Fold == "chamber"))
            id = "chairman";
        office = new OfficeDraft(id, null, new TokenRange(i, end), state, organisation, row.Line) { IsColleague = colleague, ServesState = row.ServesState };
        return true;

        bool Undo(int count)
        {
            _drafts.RemoveRange(count, _drafts.Count - count);
            return false;
        }
    }

    private bool IsParliament(Draft body) =>
        body.Sort is "parliament" || body.Ids is [var id, ..] && pack.Reference.Organisations.TryGetValue(id, out var known) && known.Kind is "parliament" or "organ" && _tokens[body.Tokens.Start..body.Tokens.End].Any(t => t.Fold is "parliament" or "assembly" or "senate" or "congress" or "khural" or "majlis" or "mazhilis" or "saeima" or "seimas" or "sejm" or "riksdag" or "knesset" or "verkhovna" or "house");

    // "Kremlin spokesman", "a White House adviser": the house stands for who sits in it. Returns where its name ends, i when there is none.
    private int ResidenceEnd(int i, int limit, out string? state)
    {
        state = null;
        if (Match(i, limit) is not { } match || Pick(match, k => k is GazetteerKind.Place) is not { } entry || pack.Reference.Places[entry.Id] is not { Kind: "residence" } place)
            return i;
        state = place.Country;
        return match.Tokens.End;
    }

    // "Foreign and European Affairs", "of International Relations and Cooperation", "for Europe and Foreign Affairs", but "Foreign Trade", "International Cooperation".
    private bool IsForeignField(int start, int end)
    {
        var first = true;
        for (var t = start; t < end; t++)
        {
            if (_tokens[t].Fold is "foreign" or "external" && t + 1 < end && (_tokens[t + 1].Fold is "affairs" or "relations" || first && _tokens[t + 1].Fold is "and" or "," or "policy") || first && _tokens[t].Fold is "international" && t + 1 < end && _tokens[t + 1].Fold is "affairs" or "relations")
                return true;
            first &= _tokens[t].Fold is "of" or "for" or "the" or "minister" or "secretary" or "cabinet";
        }

        return false;
    }

    private string Joined(int start, int end) => string.Join(' ', _tokens[start..end].Select(t => t.Fold));

    private bool IsModifier(int i) =>
        _tokens[i].IsWord && !_tokens[i].IsCapitalized && (_tokens[i].Fold is "visiting" or "former" or "new" or "outgoing" or "newly" or "elected" or "then" || _tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].Class == WordClass.Adjective);

    // The words of an office: of the table, or with a field before its head ("Foreign Affairs Undersecretary", "State Department spokesman").
    private bool OfficeWords(int i, int limit, out int end, out TitleRow row)
    {
        if (pack.Actors.Offices.TryMatch(_tokens, i, limit, out end, out row))
            return true;
        if (!_tokens[i].IsCapitalized || _tokens[i].Fold is "the" or "a" or "an" || EnglishSyntax.IsPreposition(_tokens[i]) || StateOf(_tokens[i]) is not null
            || Match(i, limit) is { } match && match.Entries.All(e => e.Kind is GazetteerKind.State or GazetteerKind.Person) || ResidenceEnd(i, limit, out _) > i)
            return false;
        for (var at = i + 1; at < Math.Min(limit, i + 6); at++)
        {
            // "Presidential Press Secretary" is no secretary of a field: the words of the table go before its head.
            if (pack.Actors.Offices.TryMatch(_tokens, at, limit, out end, out row) && (_tokens[at].Fold is "minister" or "secretary" or "undersecretary" or "commissioner" || end > at + 1 && _tokens[end - 1].Fold == "secretary"
                || _tokens[at].Fold is "spokesperson" or "spokesman" or "spokeswoman" && _tokens[at - 1].Fold is "government" or "presidential" or "cabinet" or "military"))
                return true;
            if (!_tokens[at].IsCapitalized && _tokens[at].Fold is not ("and" or "of") || StateOf(_tokens[at]) is not null)
                return false;
        }

        return false;
    }

    // "of the Republic of Kazakhstan", "of Foreign Affairs", "for Trade and Integration of …", "to China".
    private int Tail(int end, int limit, string office, ref string? state, ref int organisation)
    {
        while (end + 1 < limit)
        {
            var fold = _tokens[end].Fold;
            if (!(fold is "of" or "for" || fold == "at" && office is not "ambassador" and not "president" || (fold is "to" or "in" && office is "ambassador" or "envoy" or "other")))
                return end;
            var at = end + 1;
            while (at < limit && _tokens[at].Fold is "the" or "its" or "republic" or "socialist" && !(Match(at, limit) is { } own && own.Tokens.Length > 1))
                at++;
            if (at < limit && _tokens[at].Fold == "of")
                at++;
            if (at < limit && _tokens[at].Fold == "the")
                at++;
            if (at >= limit)
                return end;
            // "a spokesman for Iran's foreign ministry": he serves the state.
            if (MinistryEnd(at, limit, out _, out var served) is var ministry && ministry > at)
            {
                state ??= served;
                end = ministry;
                continue;
            }

            var before = _drafts.Count;
            if (Match(at, limit) is { } match && Pick(match, k => k is GazetteerKind.State or GazetteerKind.Organisation or GazetteerKind.Place) is { } entry)
            {
                // "rector of Tbilisi State University"
                if (entry.Kind == GazetteerKind.Place && match.Tokens.End < limit && _tokens[match.Tokens.End].IsCapitalized && Organisation(at, limit) is var seated && seated > match.Tokens.End)
                {
                    (organisation, end) = (before, seated);
                    continue;
                }

                if (entry.Kind == GazetteerKind.State)
                {
                    _drafts.Add(Spot(DraftKind.State, at, match.Tokens.End, "reference") with { Ids = [entry.Id], Cases = Cases.Genitive });
                    // An envoy for a state, or an officer of a body for it, does not serve it.
                    if (fold is "of" || fold is "for" && office is not "envoy" && organisation < 0)
                        state ??= entry.Id;
                }
                else if (entry.Kind == GazetteerKind.Organisation)
                {
                    organisation = _drafts.Count;
                    _drafts.Add(Spot(DraftKind.Organisation, at, match.Tokens.End, "reference") with { Ids = [entry.Id] });
                }
                else
                {
                    _drafts.Add(Spot(DraftKind.Place, at, match.Tokens.End, "reference") with { Ids = [.. match.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id)] });
                    // "Ambassador in Dhaka": where he sits.
                    if (office is not ("ambassador" or "envoy") || fold == "of")
                        state ??= pack.Reference.Places[entry.Id].Country;
                }

                end = match.Tokens.End;
                // "commander of the U.S. Pacific Fleet", "a spokesman for Iran's armed forces": what the state has.
                var isOwner = EnglishSyntax.IsPossessive(_tokens[end - 1]);
                while (entry.Kind == GazetteerKind.State && end < limit && (fold == "of" && _tokens[end].IsCapitalized && _morphology.IsOrdinary(_tokens[end].Text) && !PersonLike(end, limit) || isOwner && !_tokens[end].IsCapitalized && _tokens[end].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..]))
                    end++;
                continue;
            }

            // "of Energy Airidas Daukas": a ministry's field, though companies are called so too.
            if (!(office is "minister" or "deputy-minister" && IsOrganisationHead(at)) && Organisation(at, limit) is var body && body > at)
            {
                organisation = before;
                end = body;
                continue;
            }

            // "the Speaker of the Latvian Saeima", "the head of the Ethiopian delegation"
            if (StateAt(at, limit, out var whose) is > 0 and var words && at + words < limit && fold == "of" && (_tokens[at + words].IsCapitalized || _tokens[at + words].Readings is [{ Class: WordClass.Noun }, ..]))
            {
                state ??= whose;
                end = at + words + 1;
                while (end < limit && (_tokens[end].IsCapitalized && !PersonLike(end, limit) && _morphology.IsOrdinary(_tokens[end].Text) || !_tokens[end].IsCapitalized && _tokens[end].Readings is [{ Class: WordClass.Noun }, ..]))
                    end++;
                return end;
            }

            // "minister of international relations and cooperation"
            if (office is "minister" or "deputy-minister" or "foreign-minister" && !_tokens[at].IsCapitalized && _tokens[at].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..])
            {
                end = at + 1;
                while (end < limit && !_tokens[end].IsCapitalized && (_tokens[end].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..] || _tokens[end].Fold == "and" && end + 1 < limit && !_tokens[end + 1].IsCapitalized && _tokens[end + 1].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..]))
                    end++;
                continue;
            }

            if (!_tokens[at].IsCapitalized || PersonLike(at, limit))
                return end;
            end = at;
            while (end < limit && !(end > at && (IsNameAfter(end) || pack.Names.IsGivenName(_tokens[end].Text))) && (_tokens[end].IsCapitalized || IsListComma(end, limit) || _tokens[end].Fold is "and" or "," && end + 1 < limit && _tokens[end + 1].IsCapitalized && _tokens[end].IsWord))
                end++;
        }

        return end;
    }

    // "Minister of Small Business, Export Promotion, and International Trade Mary Ng": a comma in a list of fields that "and" ends.
    private bool IsListComma(int i, int limit)
    {
        if (!_tokens[i].Is(',') || i + 1 >= limit || !(_tokens[i + 1].IsCapitalized && _morphology.IsOrdinary(_tokens[i + 1].Text) || _tokens[i + 1].Fold == "and" && i + 2 < limit && _tokens[i + 2].IsCapitalized && _morphology.IsOrdinary(_tokens[i + 2].Text)))
            return false;
        for (var t = i + 1; t < Math.Min(limit - 1, i + 7); t++)
        {
            if (_tokens[t].Fold == "and")
                return _tokens[t + 1].IsCapitalized && _morphology.IsOrdinary(_tokens[t + 1].Text) && StateOf(_tokens[t + 1]) is null;
            if (!_tokens[t].IsCapitalized && !_tokens[t].Is(','))
                return false;
        }

        return false;
    }

    // "of Foreign and European Affairs Juraj Blanár": a word of every day, then one that is none.
    private bool IsNameAfter(int i) => _tokens[i].IsCapitalized && _tokens[i - 1].IsCapitalized && _morphology.IsOrdinary(_tokens[i - 1].Text) && !_morphology.IsOrdinary(_tokens[i].Text);

    private bool PersonLike(int at, int limit) => pack.Names.IsGivenName(_tokens[at].Text) || Match(at, limit) is { } match && match.Entries.Any(e => e.Kind == GazetteerKind.Person);

    // ---- persons

    private void AddPerson(int start, int end, int from, int to, OfficeDraft? office, string rule)
    {
        var words = new List<string>();
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].IsWord && _tokens[i].Text is not ("Jr" or "Sr"))
                words.Add(_tokens[i].Text + (i + 1 < end && _tokens[i + 1].Is('.') ? "." : ""));
        }

        var ids = ImmutableArray<string>.Empty;
        if (Match(start, end) is { } match && match.Tokens.End == end)
            ids = [.. match.Entries.Where(e => e.Kind is GazetteerKind.Person or GazetteerKind.PersonShort).Select(e => e.Id)];
        if (words.Count == 2 && IsCapitals(_tokens[start]) != IsCapitals(_tokens[end - 1]) && words[0].Length > 1 && !words.Exists(w => w.EndsWith('.')))
        {
            // "IWAYA Takeshi", "Emmanuel MACRON": capitals mark the family's name.
            if (IsCapitals(_tokens[start]) && !(office?.State is { } served && EnglishNames.PutFamilyFirst(served)))
            {
                if (ids.IsEmpty && pack.Gazetteer.MatchAt([_tokens[end - 1], _tokens[start]], 0, 2) is { Tokens.Length: 2 } turned)
                    ids = [.. turned.Entries.Where(e => e.Kind is GazetteerKind.Person).Select(e => e.Id)];
                words.Reverse();
            }

            words = [.. words.Select(w => w.All(c => !char.IsLower(c)) ? Titlecase(w) : w)];
        }

        var cases = EnglishSyntax.IsPossessive(_tokens[end - 1]) ? Cases.Genitive : syntax.CaseOf[from];
        var name = pack.Names.Person(words, cases);
        if (words.Count > 1)
            _surnames.Add(words[^1]);
        var person = Spot(DraftKind.Person, start, end, rule) with { Extent = new TokenRange(from, to), Ids = ids, Office = office, Cases = cases, Gender = name.Gender, Name = name.Nominative };
        _drafts.Add(person);
        var state = office?.State ?? (ids.Length > 0 && pack.Reference.Persons.TryGetValue(ids[0], out var row) ? row.Terms.FirstOrDefault()?.Country : null);
        if (words.Count > 1 && state is not null && (EnglishNames.PutFamilyFirst(state) || EnglishNames.GoByFirstName(state)))
            _families.TryAdd(EnglishNames.WithoutPossessive(words[0]), person);
    }

    // "Xi" after "Xi Jinping": the family's name comes first.
    private int FamilyName(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized || !_families.TryGetValue(EnglishNames.WithoutPossessive(_tokens[i].Text), out var person) || (i + 1 < limit && _tokens[i + 1].IsCapitalized))
            return i;
        var (at, cases) = (new TokenRange(i, i + 1), EnglishSyntax.IsPossessive(_tokens[i]) ? Cases.Genitive : syntax.CaseOf[i]);
        _drafts.Add(person with { Tokens = at, Extent = at, Office = null, Cases = cases, Rule = "surname", IsNested = false });
        return i + 1;
    }

    private int Person(int i, int limit)
    {
        // "Sri Lankan fish": the adjective of a state is no name.
        if (!_tokens[i].IsCapitalized || StateAt(i, limit, out _) == 2)
            return i;
        var start = Honorific(i, limit);
        var end = PersonEnd(start, limit, afterOffice: start > i);
        if (end == start || (end == start + 1 && start == i))
            return i;
        if (!_tokens[start..end].Any(t => t.IsWord && t.Text.Length > 1))
            return i;
        var known = Match(start, limit) is { } match && match.Tokens.End == end && match.Entries.Any(e => e.Kind == GazetteerKind.Person);
        if (!known && start == i && !pack.Names.IsGivenName(_tokens[start].Text) && (i > 0 && _tokens[i - 1].Fold is "the" || end - start > 3 || _tokens[start].Text.Length > 1 && (IsCommon(_tokens[start]) && !(end == start + 2 && IsNameLike(start + 1) && start > 0 && IsSaying(start - 1)) || AreOrdinary(start, end)) || !ActsAsPerson(start, end, limit)))
            return i;
        // "Geeveston Fannys since", "Merv Tasmania": in a title every word has its capital.
        if (!known && start == i && text.IsInTitle(i) && !(pack.Names.IsGivenName(_tokens[start].Text) || _tokens[end < limit ? end : end - 1].Is(',')))
            return i;
        // "Tokayev, President of Kazakhstan, …"
        var nested = _drafts.Count;
        var extent = Apposed(end, limit, out var office);
        office ??= OfficeBefore(start, end, limit);
        // "Nepal's Bishnu Thapa, who …"
        if (i > 0 && EnglishSyntax.IsPossessive(_tokens[i - 1]) && StateNamed(i - 1) is { } owner)
            office = office is null ? new OfficeDraft("", null, new TokenRange(i - 1, i), owner, -1, 0) : office with { State = office.State ?? owner };
        // "Riyad Haddad of Syria"
        if (office is null && StateOfName(end, limit, out var served) is var stateEnd && served is not null)
            (office, extent) = (new OfficeDraft("", null, new TokenRange(end, stateEnd), served, -1, 0), stateEnd);
        Nest(nested);
        AddPerson(start, end, i, extent, office, known ? "reference" : office is not null ? "name+office" : "capitals");
        return extent;
    }

    // "of Syria", "of the Philippines" behind a name: its state, and where that ends.
    private int StateOfName(int end, int limit, out string? state)
    {
        state = null;
        if (end + 1 >= limit || _tokens[end].Fold != "of")
            return end;
        var named = _tokens[end + 1].Fold == "the" ? end + 2 : end + 1;
        if (Match(named, limit) is not { } match || Pick(match, k => k == GazetteerKind.State) is not { } own)
            return end;
        state = own.Id;
        _drafts.Add(Spot(DraftKind.State, named, match.Tokens.End, "reference") with { Ids = [own.Id], Cases = Cases.Genitive });
        return match.Tokens.End;
    }

    // The office that a name's apposition tells, and where that ends; the name's end when there is none.
    private int Apposed(int end, int limit, out OfficeDraft? office)
    {
        office = null;
        if (end + 1 >= limit || !_tokens[end].Is(','))
            return end;
        var nested = _drafts.Count;
        var at = _tokens[end + 1].Fold is "the" or "a" or "an" || _tokens[end + 1].Fold is "who" && !OfficeWords(end + 1, limit, out _, out _) ? end + 2 : end + 1;
        // "Tully, who chairs the Growers' Association": the verb tells the office.
        if (at == end + 1 && _tokens[at].Fold == "who" && OfficeWords(at, limit, out var stop, out var chairs))
        {
            office = new OfficeDraft(chairs.Office, null, new TokenRange(at, stop), null, -1, chairs.Line);
            return end;
        }

        if (at < limit && Office(at, limit, out office, out stop) && PersonEnd(stop, limit, afterOffice: true) == stop && (stop >= limit || _tokens[stop].Text is "," or "." or ";" or "(" || _tokens[stop].Fold is "and" or "who" or "responsible" || _tokens[stop].Fold == "in" && stop + 1 < limit && _tokens[stop + 1].Fold == "charge"))
        {
            // "Prime Cabinet Secretary and Cabinet Secretary for Foreign Affairs of Kenya"
            if (stop + 1 < limit && _tokens[stop].Fold == "and" && _tokens[stop + 1].IsCapitalized && Office(stop + 1, limit, out var more, out var last) && more is { Id: "foreign-minister", IsColleague: false })
                (office, stop) = (more with { State = more.State ?? office!.State }, last);
            return stop;
        }

        office = null;
        _drafts.RemoveRange(nested, _drafts.Count - nested);
        // "Omar Touray, president of the commission of the bloc": the body goes without a name.
        if (at < limit && OfficeWords(at, limit, out stop, out var title) && title.Office is "president" or "chairman" or "other" or "executive" or "spokesperson" && stop + 2 < limit && _tokens[stop].Fold is "of" or "for" && _tokens[stop + 1].Fold is "the" or "a" or "an" && !_tokens[stop + 2].IsCapitalized)
        {
            var noun = stop + 2;
            while (noun < limit && !_tokens[noun].IsCapitalized && _tokens[noun].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..] && !pack.Actors.OrganisationHeads.ContainsKey(_tokens[noun].Fold))
                noun++;
            var body = noun < limit && pack.Actors.OrganisationHeads.TryGetValue(_tokens[noun].Fold, out var kind) ? kind : null;
            if (body is not (null or "ministry" or "parliament"))
            {
                office = new OfficeDraft(body is "company" or "bank" && title.Office is not "spokesperson" ? "executive" : title.Office, null, new TokenRange(at, noun + 1), null, -1, title.Line) { IsOfUnnamedBody = true };
                return end;
            }
        }

        return end;
    }

    // "the deputy head of the American mission, Bart Gorman, and …": the office stands before the comma; null when none does.
    private OfficeDraft? OfficeBefore(int start, int end, int limit)
    {
        if (start < 2 || !_tokens[start - 1].Is(',') || end < limit && _tokens[end].IsWord)
            return null;
        // "The chief of the Indonesian navy, …", "South Africa's minister of international relations, …": found as an office that describes somebody.
        if (_drafts.FindLast(d => !d.IsNested && d.Tokens.End <= start - 1) is { Kind: DraftKind.Office, Office: { IsColleague: false } described } draft && _tokens[draft.Tokens.Start].Sentence == _tokens[start].Sentence && IsPhrase(draft.Tokens.End, start - 1))
            return described;
        for (var t = start - 2; t > start - 12 && t >= 0 && _tokens[t].Sentence == _tokens[start].Sentence; t--)
        {
            if (!_tokens[t].IsWord || ClauseSplitter.IsFinite(_tokens[t]))
                return null;
            if ((t == 0 || _tokens[t - 1].Fold is "the" or "its" or "his" or "her" || !_tokens[t - 1].IsWord || EnglishSyntax.IsPossessive(_tokens[t - 1]) || StateOf(_tokens[t - 1]) is not null) && OfficeWords(t, start, out var stop, out var row))
            {
                var state = t > 0 ? StateOf(_tokens[t - 1]) : null;
                var organisation = -1;
                for (var d = 0; d < _drafts.Count; d++)
                {
                    if (_drafts[d].Tokens.Start >= stop && _drafts[d].Tokens.End <= start - 1)
                        (state, organisation) = _drafts[d] switch { { Kind: DraftKind.State, Ids: [var own] } => (_tokens[_drafts[d].Tokens.Start - 1].Fold is "in" or "to" or "for" ? state : state ?? own, organisation), { Kind: DraftKind.Organisation } => (state, d), _ => (state, organisation) };
                }

                return new OfficeDraft(row.Office, null, new TokenRange(t, start - 1), state, organisation, row.Line) { ServesState = row.ServesState };
            }
        }

        return null;
    }

    // Words of one phrase: no verb, no comma.
    private bool IsPhrase(int start, int end)
    {
        for (var t = start; t < end; t++)
        {
            if (!_tokens[t].IsWord || ClauseSplitter.IsFinite(_tokens[t]))
                return false;
        }

        return true;
    }

    // "Lopez Obrador" after "Andres Manuel Lopez Obrador": the end of a full name.
    private int Shortened(int i, int limit)
    {
        if (i + 1 >= limit || !_tokens[i].IsCapitalized || !_tokens[i + 1].IsCapitalized || i + 2 < limit && _tokens[i + 2].IsCapitalized)
            return i;
        foreach (var draft in _drafts)
        {
            if (draft is not { Kind: DraftKind.Person, Tokens.Length: > 2 } || _tokens[draft.Tokens.End - 2].Fold != _tokens[i].Fold || EnglishNames.WithoutPossessive(_tokens[draft.Tokens.End - 1].Fold) != EnglishNames.WithoutPossessive(_tokens[i + 1].Fold))
                continue;
            _drafts.Add(draft with { Tokens = new TokenRange(i, i + 2), Extent = new TokenRange(i, i + 2), Office = null, Cases = EnglishSyntax.IsPossessive(_tokens[i + 1]) ? Cases.Genitive : syntax.CaseOf[i], Rule = "surname", IsNested = false });
            return i + 2;
        }

        return i;
    }

    // Words in capitals that no list holds name a person where a person is meant: before or after a verb of saying, with an
    // office or "who" after the comma, or with a family name that is known.
    private bool ActsAsPerson(int start, int end, int limit)
    {
        if (_surnames.Contains(EnglishNames.WithoutPossessive(_tokens[end - 1].Text)))
            return true;
        if (_tokens[start].Text.Length == 1 || _tokens[end - 1].Text is { } last && last.Contains('-', StringComparison.Ordinal) && last.Split('-') is [_, { Length: > 1 } second] && char.IsLower(second[0]))
            return true;
        if (start > 0 && IsSaying(start - 1))
            return true;
        var after = end;
        while (after < limit && _tokens[after].Readings is [{ Class: WordClass.Adverb }, ..])
            after++;
        if (after < limit && IsSaying(after))
            return true;
        if (OfficeBefore(start, end, limit) is not null)
            return true;
        if (end + 1 >= limit || !_tokens[end].Is(','))
            return false;
        if (_tokens[end + 1].Fold is "who" or "whose" || _tokens[end + 1].Kind == TokenKind.Number && end + 2 < limit && _tokens[end + 2].Is(','))
            return true;
        var at = _tokens[end + 1].Fold is "the" or "a" or "an" ? end + 2 : end + 1;
        for (var t = at; t < Math.Min(limit, at + 5) && _tokens[t].IsWord; t++)
        {
            if (OfficeWords(t, limit, out _, out _))
                return true;
        }

        return false;
    }

    private bool IsSaying(int i) => _tokens[i].Readings is [{ Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast }, ..]
        && pack.Sayings.Sayings.At(_tokens[i], _tokens, new TokenRange(i, i + 1), _ => true).Any(s => !s.Value.IsBlocker);

    // "Human Rights Watch", "Cooperation Agreement": capitals on words of every day.
    private bool AreOrdinary(int start, int end)
    {
        for (var t = start; t < end; t++)
        {
            if (_tokens[t].IsWord && !_morphology.IsOrdinary(EnglishNames.WithoutPossessive(_tokens[t].Text)))
                return false;
        }

        return true;
    }

    private int PersonEnd(int i, int limit, bool afterOffice = false)
    {
        if (i >= limit || !_tokens[i].IsCapitalized)
            return i;
        if (Match(i, limit) is { } match && match.Entries.Any(e => e.Kind == GazetteerKind.Person))
            return Suffix(match.Tokens.End, limit);
        var at = i;
        // "Khalid bin Ahmed bin Mohammed Al Khalifa": particles do not count.
        while (at < limit && at - i - Enumerable.Range(i, at - i).Count(t => IsParticle(_tokens[t])) < 6)
        {
            if (_tokens[at].IsWord && _tokens[at].Text.Length == 1 && _tokens[at].IsCapitalized && at + 1 < limit && _tokens[at + 1].Is('.'))
                at += 2;
            else if (at == i && _tokens[at].IsWord && _tokens[at].Text.Length == 1 && _tokens[at].IsCapitalized && _tokens[at].Text is not ("A" or "I") && at + 1 < limit && _tokens[at + 1].IsCapitalized && _tokens[at + 1].Text.Length > 2)
                at++;
            else if (IsNameWord(at, at == i, limit, afterOffice))
                at = EnglishSyntax.IsPossessive(_tokens[at]) ? at + 101 : at + 1;
            else if (at > i && IsParticle(_tokens[at]) && at + 1 < limit && _tokens[at + 1].IsCapitalized)
                at++;
            else
                break;
            if (at > i + 90)
                return at - 100;
        }

        return at == i ? i : Suffix(at, limit);
    }

    private static bool IsParticle(Token token) =>
        token.Fold is "bin" or "al" or "van" or "von" or "de" or "der" or "da" or "di" or "dos" or "el" or "ibn" or "bint" or "ul" or "ur" or "la";

    // "Van Klaveren said …" after "Alberto van Klaveren": no town of that name is meant.
    private int SurnameWithParticle(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized || !IsParticle(_tokens[i]) || i + 1 >= limit || !_surnames.Contains(_tokens[i + 1].Text))
            return i;
        AddPerson(i + 1, i + 2, i, i + 2, null, "surname");
        return i + 2;
    }

    // "Biden, Jr.", "Martin III"
    private int Suffix(int end, int limit) =>
        end + 1 < limit && _tokens[end].Is(',') && _tokens[end + 1].Text is "Jr" or "Sr" ? Suffix(end + 1, limit) : end < limit && _tokens[end].Text is "Jr" or "Sr" or "II" or "III" ? end + 1 < limit && _tokens[end + 1].Is('.') && end + 2 < limit ? end + 2 : end + 1 : end;

    private bool IsNameWord(int i, bool first, int limit, bool afterOffice)
    {
        var token = _tokens[i];
        if (!token.IsCapitalized || token.Text.Length < 2 || StateOf(token) is not null || pack.Time.ValueOf(Time.TimeSlot.Weekday, token) is not null)
            return false;
        if (IsCapitals(token) && !text.IsInTitle(i) && token.Text.Length < 5 && !(afterOffice && i + 1 < limit && first && IsNameLike(i + 1)) && !(!first && pack.Names.IsGivenName(_tokens[i - 1].Text)))
            return false;
        // In a headline every word has its capital: "Mamin Meet".
        if (!first && text.IsInTitle(i) && _morphology.IsOrdinary(token.Text) && !pack.Names.IsGivenName(token.Text))
            return false;
        if (pack.Names.IsGivenName(token.Text) || (!first && i > 0 && pack.Names.IsGivenName(_tokens[i - 1].Text)))
            return true;
        if (pack.Time.ValueOf(Time.TimeSlot.Month, token) is not null)
            return false;
        if (Match(i, limit) is { } match)
        {
            if (match.Entries.Any(e => e.Kind == GazetteerKind.PersonShort))
                return true;
            if (match.Entries.Any(e => e.Kind is GazetteerKind.State or GazetteerKind.Organisation) || match.Tokens.Length > 1 || (first && !afterOffice))
                return false;
            if (match.Entries.Any(e => e.Kind == GazetteerKind.Place && (pack.Reference.Places[e.Id].Population > 500_000 || pack.Reference.Places[e.Id].IsByHand)))
                return false;
        }

        if (pack.Actors.Offices.TryMatch(_tokens, i, limit, out _, out _) || pack.Actors.OrganisationHeads.ContainsKey(token.Fold) || pack.Actors.PlaceHeads.TryMatch(_tokens, i, limit, out _, out _))
            return false;
        // "Economy Minister Rein Saar", "President Prosper Avril": a given name that is a word too, with one family name.
        return !IsCommon(token) || (!first && token.Readings[0].Class is WordClass.Noun) || ((afterOffice || first && i > 0 && IsSaying(i - 1)) && (!first || i + 1 < limit && IsNameLike(i + 1) && (i + 2 >= limit || !_tokens[i + 2].IsCapitalized) && Match(i + 1, limit) is null && !text.IsInTitle(i)));
    }

    private bool IsNameLike(int i) => _tokens[i].IsCapitalized && !IsCapitals(_tokens[i]) && !IsCommon(_tokens[i]);

    // ---- what the reference knows

    private int Known(int i, int limit)
    {
        if (Match(i, limit) is not { } match || Pick(match, k => k != GazetteerKind.Office) is not { } entry)
            return i;
        if (match.Tokens.Length == 1 && StartsSentence(i) && IsCommon(_tokens[i]) && entry.Kind is not GazetteerKind.State && !_surnames.Contains(EnglishNames.WithoutPossessive(_tokens[i].Text)))
            return i;
        var end = match.Tokens.End;
        switch (entry.Kind)
        {
            case GazetteerKind.State:
                _drafts.Add(Spot(DraftKind.State, i, end, entry.IsWeak ? "reference-weak" : "reference") with { Ids = [.. match.Entries.Where(e => e.Kind == GazetteerKind.State).Select(e => e.Id).Distinct()], Numbers = Numbers.Any, Cases = EnglishSyntax.IsPossessive(_tokens[end - 1]) ? Cases.Genitive : syntax.CaseOf[i] });
                return end;
            case GazetteerKind.Organisation:
                _drafts.Add(Spot(DraftKind.Organisation, i, end, "reference") with { Ids = [entry.Id] });
                Explain(end, limit);
                return end;
            // "EU-Central Asia", "Europe wants": a part of another word, a region that speaks.
            case GazetteerKind.Place when i > 0 && _tokens[i - 1].Text.Contains('-', StringComparison.Ordinal) && _tokens[i - 1].IsCapitalized && _tokens[i - 1].Span.End + 1 == _tokens[i].Span.Start
                || end < limit && ClauseSplitter.IsFinite(_tokens[end]) && pack.Reference.Places[entry.Id].Kind == "macroregion" && syntax.PrepositionOf[i] is null:
                return end;
            // "the Akorda press service": who tells it.
            case GazetteerKind.Place when end + 1 < limit && _tokens[end].Fold == "press" && _tokens[end + 1].Fold is "service" or "secretary" or "office":
                return end;
            case GazetteerKind.Place:
                if (Person(i, limit) is var person && person > end)
                    return person;
                // "Vienna Convention", "Hobart Hurricanes": the first word of another name.
                if (end < limit && _tokens[end].IsCapitalized && !IsCapitals(_tokens[end]) && !EnglishSyntax.IsPossessive(_tokens[end - 1]) && !(pack.Time.ValueOf(Time.TimeSlot.Weekday, _tokens[end]) is not null || pack.Time.ValueOf(Time.TimeSlot.Month, _tokens[end]) is not null)
                    && Match(end, limit) is null && !text.IsInTitle(i) && !PersonLike(end, limit) && _tokens[end].Span.Start == _tokens[end - 1].Span.End + 1 && !pack.Actors.Offices.TryMatch(_tokens, end, limit, out _, out _))
                    return end;
                _drafts.Add(Spot(DraftKind.Place, i, end, "reference") with { Ids = [.. match.Entries.Where(e => e.Kind == GazetteerKind.Place).Select(e => e.Id)] });
                return end;
            case GazetteerKind.Person:
                return Person(i, limit);
            default:
                var longer = Person(i, limit);
                if (longer > i)
                    return longer;
                // "Philippe Errera": a name whose first word is another's family name is not his.
                if (end < limit && _tokens[end].IsCapitalized && !EnglishSyntax.IsPossessive(_tokens[end - 1]) && IsNameLike(end))
                    return i;
                _drafts.Add(Spot(DraftKind.Person, i, end, "surname") with { Ids = [.. match.Entries.Where(e => e.Kind == GazetteerKind.PersonShort).Select(e => e.Id)] });
                return end;
        }
    }

    private void Explain(int end, int limit)
    {
        if (end + 2 < limit && _tokens[end].Is('(') && IsCapitals(_tokens[end + 1]) && _tokens[end + 2].Is(')'))
            _explained[_tokens[end + 1].Text] = _drafts[^1];
    }

    // ---- organisations: a run of capitals with a head ("Calderdale Council", "Department of Foreign Affairs")

    private int Organisation(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized)
            return i;
        var end = i;
        string? sort = null;
        string? state = null;
        while (end < limit)
        {
            var token = _tokens[end];
            if (token.IsCapitalized && token.Text.Length > 1)
            {
                // "the Ministry of Agriculture Aidarbek Saparov": the head of it follows.
                if (sort is "ministry" && end > i + 2 && IsNameAfter(end) && end + 1 < limit && IsNameLike(end + 1))
                    break;
                // "Ministry of Energy and Water": what stands behind "of" is its field.
                if (!(sort is "ministry" or "agency" or "committee" or "commission" or "council" or "university" && _tokens[i..end].Any(t => t.Fold is "of" or "for" or "on"))
                    && (pack.Actors.OrganisationHeads.TryGetValue(token.Fold, out var kind) || token.Readings.Length > 0 && pack.Actors.OrganisationHeads.TryGetValue(token.Readings[0].Base, out kind) && token.Fold == token.Readings[0].Base))
                    sort = kind;
                // "the Growers' Association", but "Hungary's Export Bank"
                if (EnglishSyntax.IsPossessive(token) && !token.Text.EndsWith('\'') && !token.Text.EndsWith('’'))
                    return i;
                end++;
                if (end + 1 < limit && _tokens[end].Text is "'" or "’" && token.Text.EndsWith('s') && _tokens[end].Span.Start == token.Span.End && _tokens[end + 1].IsCapitalized)
                    end++;
            }
            else if (end > i && token.Text is "–" or "-" && end + 1 < limit && _tokens[end + 1].IsCapitalized && token.Span.Start == _tokens[end - 1].Span.End && token.Span.End == _tokens[end + 1].Span.Start)
            {
                end++;
            }
            else if (token.Text == "&" && end + 1 < limit && _tokens[end + 1].IsCapitalized)
            {
                end++;
                sort ??= "company";
            }
            else if (sort is not null && (token.Fold is "of" or "for" || token.Fold == "on" && sort is "committee" or "council" or "agency") && end + 1 < limit && (_tokens[end + 1].IsCapitalized || _tokens[end + 1].Fold == "the" && end + 2 < limit && _tokens[end + 2].IsCapitalized) && sort is not "company")
            {
                end += _tokens[end + 1].Fold == "the" ? 2 : 1;
                // "the Ministry of Foreign Affairs of Iran Hussein Amir Abdollahian": the state ends the name.
                if (token.Fold == "of" && end > i + 2 && Match(end, limit) is { } whole && Pick(whole, k => k == GazetteerKind.State) is not null)
                {
                    end = whole.Tokens.End;
                    break;
                }
            }
            else if (sort is null && end > i && token.Fold == "and" && JoinedHead(i, end, limit) is var joined && joined > end)
            {
                end = joined;
            }
            else if (sort is not (null or "company") && token.Fold == "and" && end + 1 < limit && _tokens[end + 1].IsCapitalized && _tokens[i..end].Any(t => t.Fold is "of" or "for" or "on")
                && (sort is "ministry" or "commission" or "committee" or "agency" || !(end + 2 < limit && _tokens[end + 2].IsCapitalized) && _morphology.IsOrdinary(_tokens[end + 1].Text) && StateOf(_tokens[end + 1]) is null && Match(end + 1, limit) is null && !pack.Actors.OrganisationHeads.ContainsKey(_tokens[end + 1].Fold)))
            {
                end++;
            }
            else
            {
                break;
            }
        }

        if (sort is not null)
            end = BeforeName(i, end, ref sort);
        if (sort is null || end < i + 2 || (end == i + 2 && StartsSentence(i) && text.IsInTitle(i) && StateOf(_tokens[i]) is not null && sort is not ("ministry" or "embassy" or "parliament")))
            return i;
        if (Match(i, limit) is { } match && match.Entries.Any(e => e.Kind == GazetteerKind.Organisation) && match.Tokens.End >= end - 1)
            return i;
        // "Foreign Minister Wang Yi": the office comes first; "Chinese Premier" too.
        for (var t = i; t < end; t++)
        {
            state ??= StateOf(_tokens[t]);
            if (Match(t, end) is { } inner && Pick(inner, k => k == GazetteerKind.State) is { } named)
                state ??= named.Id;
            if (_tokens[t].Fold is "minister" or "president" or "summit" or "forum" or "agreement" or "treaty" or "plan")
                return i;
        }

        var organisation = Spot(DraftKind.Organisation, i, end, $"organisations:{sort}") with
        {
            Name = text.SpanOf(new TokenRange(i, end)).In(text.Text),
            Sort = sort,
            Office = state is null ? null : new OfficeDraft("", null, new TokenRange(i, end), state, -1, 0),
        };
        _drafts.Add(organisation);
        Explain(end, limit);
        return end;
    }

    // "Garment Manufacturers and Exporters Association": the head that both words before and behind "and" belong to; the start of it, or where "and" stands when there is none.
    private int JoinedHead(int start, int and, int limit)
    {
        if (!_morphology.IsOrdinary(_tokens[and - 1].Text) || StateOf(_tokens[and - 1]) is not null || and - 1 == start && StartsSentence(start))
            return and;
        for (var t = and + 1; t < Math.Min(limit, and + 4) && _tokens[t].IsCapitalized && StateOf(_tokens[t]) is null && !EnglishSyntax.IsPossessive(_tokens[t]); t++)
        {
            if (t > and + 1 && pack.Actors.OrganisationHeads.TryGetValue(_tokens[t].Fold, out var kind) && kind is "association" or "council" or "agency" or "committee" or "commission" or "ministry" or "society" or "university")
                return t;
            if (!_morphology.IsOrdinary(_tokens[t].Text))
                return and;
        }

        return and;
    }

    // "Head of the Ukrainian Presidential Office Andriy Yermak": who holds an office of the body stands behind its last word. A head that stands first ("Bank Mandiri")
    // is followed by the name of the body itself, unless a given name behind an office says otherwise.
    private int BeforeName(int start, int end, ref string? sort)
    {
        var body = end - 1;
        while (body > start && !IsOrganisationHead(body))
            body--;
        for (var given = body + 1; given < end - 1 && IsOrganisationHead(body); given++)
        {
            if (pack.Names.IsGivenName(_tokens[given].Text) && end - given <= 4 && _tokens[given..end].All(t => t.IsCapitalized) && (given > start + 1 || IsBehindOffice(start)))
            {
                // "for Energy Dan Jensen": a field and a name, no body.
                if (given == start + 1)
                    sort = null;
                return given;
            }
        }

        var head = end - 1;
        while (head > start && !IsOrganisationHead(head) && !(_morphology.IsOrdinary(_tokens[head].Text) && _tokens[head].IsCapitalized) && _tokens[head].Fold is not ("of" or "for" or "and" or "the" or "&"))
            head--;
        var name = head + 1;
        if (end - name is < 2 or > 4 || !_tokens[name..end].All(t => t.IsCapitalized && !IsCapitals(t)) || !IsOrganisationHead(head) && !_morphology.IsOrdinary(_tokens[head].Text))
            return end;
        return head > start && IsBehindOffice(start) && PersonEnd(name, end, afterOffice: true) == end ? name : end;
    }

    private bool IsOrganisationHead(int i) =>
        pack.Actors.OrganisationHeads.ContainsKey(_tokens[i].Fold) || _tokens[i].Readings.Length > 0 && pack.Actors.OrganisationHeads.ContainsKey(_tokens[i].Readings[0].Base);

    // "Chief of the General Staff of the …", "Chair of the …": an office whose body begins at a token.
    private bool IsBehindOffice(int i)
    {
        for (var t = i - 1; t >= 0 && t > i - 8 && _tokens[t].Sentence == _tokens[i].Sentence && _tokens[t].IsWord && !ClauseSplitter.IsFinite(_tokens[t]); t--)
        {
            if (OfficeWords(t, i, out _, out _))
                return true;
        }

        return false;
    }

    // "the Mexican economy ministry", "Pakistan's Foreign Ministry": the state's, its field before it.
    private int Ministry(int i, int limit)
    {
        var end = MinistryEnd(i, limit, out var start, out var state);
        if (end == i && CentralBank(i, limit) is var bank && bank > i)
            return bank;
        if (end == i)
            return BareMinistry(i, limit);
        var field = string.Join(' ', _tokens[start..(end - 1)].Select(t => t.Fold == "and" ? "and" : char.ToUpperInvariant(t.Text[0]) + t.Text[1..]));
        var id = field is "Foreign" or "Foreign Affairs" && pack.Reference.Organisations.ContainsKey("mfa-" + state!.ToLowerInvariant()) ? "mfa-" + state!.ToLowerInvariant() : null;
        _drafts.Add(Spot(DraftKind.Organisation, i, end, "organisations:ministry") with
        {
            Ids = id is null ? [] : [id],
            Name = $"Ministry of {(field == "Foreign" ? "Foreign Affairs" : field)} of {pack.Reference.States[state!].Names["en"]}",
            Sort = "ministry",
            Office = new OfficeDraft("", null, new TokenRange(i, end), state, -1, 0),
        });
        return end;
    }

    // "the Latvian central bank", "Kenya's central bank"
    private int CentralBank(int i, int limit)
    {
        var length = StateAt(i, limit, out var state);
        if (length == 0 && Match(i, limit) is { } match && EnglishSyntax.IsPossessive(_tokens[match.Tokens.End - 1]) && Pick(match, k => k == GazetteerKind.State) is { } owner)
            (length, state) = (match.Tokens.Length, owner.Id);
        var bank = i + length + 1;
        if (length == 0 || bank >= limit || _tokens[bank - 1].Fold != "central" || _tokens[bank].Fold != "bank" || bank + 1 < limit && pack.Actors.Offices.TryMatch(_tokens, bank - 1, limit, out _, out _))
            return i;
        _drafts.Add(Spot(DraftKind.Organisation, i, bank + 1, "organisations:bank") with { Name = $"Central Bank of {pack.Reference.States[state!].Names["en"]}", Sort = "bank", Office = new OfficeDraft("", null, new TokenRange(i, bank + 1), state, -1, 0) });
        return bank + 1;
    }

    // "the foreign ministry said", "the central bank expects": whose it is the text has told before.
    private int BareMinistry(int i, int limit)
    {
        if (i == 0 || _tokens[i - 1].Fold != "the" || _tokens[i].IsCapitalized || text.IsInTitle(i))
            return i;
        if (_tokens[i].Fold == "central" && i + 1 < limit && _tokens[i + 1].Fold == "bank" && !(i + 2 < limit && (_tokens[i + 2].Fold == "of" || _tokens[i + 2].Readings is [{ Class: WordClass.Noun }, ..])))
        {
            _drafts.Add(Spot(DraftKind.Organisation, i, i + 2, ActorResolver.BareMinistryRule) with { Name = "Central Bank", Sort = "ministry" });
            return i + 2;
        }

        var end = i;
        while (end < Math.Min(limit, i + 3) && _tokens[end] is { IsWord: true, IsCapitalized: false, Fold: not "ministry" } && (_tokens[end].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..] || _tokens[end].Fold == "and"))
            end++;
        if (end == i || end >= limit || _tokens[end].Fold != "ministry" || end + 1 < limit && (_tokens[end + 1].Fold is "of" or "'s" || _tokens[end + 1].Readings is [{ Class: WordClass.Noun }, ..] || pack.Actors.Offices.TryMatch(_tokens, end + 1, limit, out _, out _)))
            return i;
        var field = string.Join(' ', _tokens[i..end].Select(t => t.Fold == "and" ? "and" : char.ToUpperInvariant(t.Text[0]) + t.Text[1..]));
        _drafts.Add(Spot(DraftKind.Organisation, i, end + 1, ActorResolver.BareMinistryRule) with { Name = $"Ministry of {(field == "Foreign" ? "Foreign Affairs" : field)}", Sort = "ministry" });
        return end + 1;
    }

    // Behind "ministry", the state and the words of its field before it; i when no such name begins there.
    private int MinistryEnd(int i, int limit, out int start, out string? state)
    {
        var length = StateAt(i, limit, out state);
        if (length == 0 && Match(i, limit) is { } match && EnglishSyntax.IsPossessive(_tokens[match.Tokens.End - 1]) && Pick(match, k => k == GazetteerKind.State) is { } owner)
            (length, state) = (match.Tokens.Length, owner.Id);
        start = i + length;
        var end = start;
        while (length > 0 && end < limit && end < start + 4 && _tokens[end].IsWord && _tokens[end].Fold is not "ministry" && (!_tokens[end].IsCapitalized || _morphology.IsOrdinary(_tokens[end].Text))
            && (_tokens[end].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..] || _tokens[end].Fold == "and"))
            end++;
        return end == start || end >= limit || _tokens[end].Fold != "ministry" ? i : end + 1;
    }

    // "budget carrier Vietjet", "the news agency Montsame": a noun in small letters says what the name is.
    private bool IsNamedByNoun(int i) =>
        i > 0 && !_tokens[i - 1].IsCapitalized && (_tokens[i - 1].Fold == "firm" || _tokens[i - 1].Readings.Any(r => r.Class == WordClass.Noun && r.Cases != Cases.Genitive)) && pack.Actors.OrganisationHeads.TryGetValue(_tokens[i - 1].Fold, out var kind) && kind is "company" or "bank" or "agency" or "media" or "association"
        && !(i > 1 && pack.Actors.Offices.TryMatch(_tokens, i - 1, i, out _, out _))
        || i > 1 && NamesCompanies(i - 1) || i > 2 && _tokens[i - 1].Fold == "and" && _drafts.Count > 0 && _drafts[^1] is { Rule: "organisations:by-noun" } first && first.Tokens.End == i - 1 && NamesCompanies(first.Tokens.Start - 1);

    // "the companies Ponsse and Valmet"
    private bool NamesCompanies(int i) => i >= 0 && _tokens[i].Fold is "companies" or "firms" or "carriers" or "airlines" or "banks" or "shipbuilders" or "automakers" && !_tokens[i].IsCapitalized;

    // "the Federation of Employers and Maersk signed": what acts together with a body, its name in no list.
    private bool IsBesideBody(int i, int end, int limit) =>
        i > 1 && _tokens[i - 1].Fold == "and" && _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.Organisation, IsNested: false } body && body.Tokens.End == i - 1 && end < limit && ClauseSplitter.IsFinite(_tokens[end]) && !_morphology.IsOrdinary(_tokens[i].Text);

    // "Ambassador Suites, a hotel chain", "Prairie Benefit, the region's largest insurer": what stands behind the comma says it.
    private bool IsExplained(int end, int limit)
    {
        if (end + 2 >= limit || !_tokens[end].Is(',') || _tokens[end + 1].Fold is not ("a" or "an" or "the" or "which"))
            return false;
        for (var t = end + 2; t < Math.Min(limit, end + 8) && _tokens[t].IsWord && !ClauseSplitter.IsFinite(_tokens[t]) && _tokens[t].Fold is not ("of" or "for" or "in" or "with" or "from" or "at"); t++)
        {
            if (!_tokens[t].IsCapitalized && pack.Actors.OrganisationHeads.TryGetValue(_tokens[t].Readings is [{ Class: WordClass.Noun } noun, ..] ? noun.Base : _tokens[t].Fold, out var kind) && kind is "company" or "bank" or "media" or "agency" && (t + 1 >= limit || !_tokens[t + 1].IsCapitalized && _tokens[t + 1].Readings is not [{ Class: WordClass.Noun }, ..]))
                return true;
        }

        return false;
    }

    // Names in capitals that another noun calls a company, bank, agency or movement.
    private int CompanyByNoun(int i, int limit)
    {
        if (text.IsInTitle(i) || !_tokens[i].IsCapitalized || IsCapitals(_tokens[i]) && _tokens[i].Text.Length < 3 || _tokens[i].Fold is "the" or "a" or "an" || StateOf(_tokens[i]) is not null || Match(i, limit) is { } match && !(IsNamedByNoun(i) && match.Entries.All(e => e.Kind == GazetteerKind.Place) && match.Tokens.End < limit && IsNameLike(match.Tokens.End)) || pack.Names.IsGivenName(_tokens[i].Text) || EnglishSyntax.IsPossessive(_tokens[i]))
            return i;
        var end = i + 1;
        while (end < limit && end < i + 4 && _tokens[end].IsCapitalized && !EnglishSyntax.IsPossessive(_tokens[end - 1]) && pack.Time.ValueOf(Time.TimeSlot.Weekday, _tokens[end]) is null)
            end++;
        if (!(IsBesideBody(i, end, limit) || IsNamedByNoun(i) && !_morphology.IsOrdinary(_tokens[i].Text) || !StartsSentence(i) && IsExplained(end, limit) || StartsSentence(i) && IsExplained(end, limit) && (end > i + 1 || !IsCommon(_tokens[i]))))
            return i;
        _drafts.Add(Spot(DraftKind.Organisation, i, end, "organisations:by-noun") with { Name = EnglishNames.WithoutPossessive(text.SpanOf(new TokenRange(i, end)).In(text.Text)), Sort = "company" });
        return end;
    }

    // "Hungary's Mezőgép Export", "Kazakhstan's Saryarqa Agro": what a state has with a name that is no person's.
    private int Company(int i, int limit)
    {
        if (i == 0 || text.IsInTitle(i) || !EnglishSyntax.IsPossessive(_tokens[i - 1]) || StateNamed(i - 1) is not { } state || !IsNameLike(i) || StateOf(_tokens[i]) is not null || Match(i, limit) is not null)
            return i;
        var end = i + 1;
        while (end < limit && end < i + 4 && _tokens[end].IsCapitalized && !EnglishSyntax.IsPossessive(_tokens[end]))
            end++;
        if (pack.Names.IsGivenName(_tokens[i].Text) || end > i + 1 && ActsAsPerson(i, end, limit) && !_tokens[i..end].Any(t => IsCommon(t)) || end < limit && EnglishSyntax.IsPossessive(_tokens[end - 1]) || pack.Actors.PlaceHeads.TryMatch(_tokens, end - 1, limit, out _, out _)
            || _tokens[i..end].Any(t => pack.Initiatives.Heads.LongestAt(_tokens, t.Index, limit) is not null))
            return i;
        _drafts.Add(Spot(DraftKind.Organisation, i, end, "organisations:of-state") with { Name = text.SpanOf(new TokenRange(i, end)).In(text.Text), Sort = "company" });
        return end;
    }

    private string? StateNamed(int i) => _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.State, Ids: [var state] } draft && draft.Tokens.End == i + 1 ? state : null;

    private int Abbreviation(int i)
    {
        var token = _tokens[i];
        if (!IsCapitals(token) || text.IsInTitle(i))
            return i;
        // "the M23": letters and digits with an article.
        if (i > 0 && _tokens[i - 1].Fold == "the" && token.Text.Length is > 2 and < 6 && char.IsDigit(token.Text[^1]) && token.Text.All(char.IsLetterOrDigit) && (i + 1 >= _tokens.Length || !_tokens[i + 1].IsCapitalized && _tokens[i + 1].Readings is not [{ Class: WordClass.Noun }, ..]))
        {
            _drafts.Add(Spot(DraftKind.Organisation, i, i + 1, "abbreviation") with { Name = token.Text, Sort = "association" });
            return i + 1;
        }

        if (_explained.TryGetValue(token.Text, out var meant))
        {
            _drafts.Add(meant with { Tokens = new TokenRange(i, i + 1), Extent = new TokenRange(i, i + 1), Cases = syntax.CaseOf[i], IsNested = false });
            return i + 1;
        }

        if (token.Text.Length is < 3 or > 8 || !token.Text.All(char.IsLetter) || pack.Actors.CommonAbbreviations.Contains(token.Text) || token.Text.All(c => "IVXLCDM".Contains(c)) || i > 0 && _tokens[i - 1].IsCapitalized && !_tokens[i - 1].Fold.Equals("the", StringComparison.Ordinal) && !(EnglishSyntax.IsPossessive(_tokens[i - 1]) && StateNamed(i - 1) is not null)
            || text.SentenceOf(i).Tokens.Start == i && !(i + 1 < _tokens.Length && ClauseSplitter.IsFinite(_tokens[i + 1])) || i + 1 < _tokens.Length && _tokens[i + 1].IsCapitalized && i + 1 < text.SentenceOf(i).Tokens.End)
            return i;
        _drafts.Add(Spot(DraftKind.Organisation, i, i + 1, "abbreviation") with { Name = token.Text, Sort = IsDatelineSource(i) ? "media" : "agency" });
        return i + 1;
    }

    // "ASTANA, Nov. 27 (MTI) – …": the agency whose item it is.
    private bool IsDatelineSource(int i) =>
        i > 0 && i + 2 < _tokens.Length && _tokens[i - 1].Is('(') && _tokens[i + 1].Is(')') && _tokens[i + 2].Text is "--" or "–" or "—" or "-" && text.SentenceOf(i).Paragraph <= 2;

    // ---- places

    private int Place(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized)
            return i;
        if (_tokens[i].Fold is "a" or "an" or "the" or "no" or "our" or "his" or "her" or "its" or "their" or "this")
            return i;
        var end = i;
        while (end < limit && _tokens[end].IsCapitalized && end < i + 5)
            end++;
        // "the Monument to the Victims of All Wars", "the Gulf of Aden": the name stands behind its head.
        if (i > 0 && _tokens[i - 1].Fold == "the" && pack.Actors.PlaceHeads.TryMatch(_tokens, i, limit, out var first, out var named) && first == i + 1 && first + 1 < limit && _tokens[first].Fold is "to" or "of"
            && (_tokens[i].Fold is "monument" or "memorial" or "tomb" or "square" or "gulf" or "bay" or "strait" or "sea" or "cape" or "mount" or "palace" or "garden" or "park") && Match(i, limit) is null)
        {
            var behind = first + 1;
            while (behind < limit && (_tokens[behind].IsCapitalized || _tokens[behind].Fold is "the" or "of" or "all" && behind + 1 < limit && (_tokens[behind + 1].IsCapitalized || _tokens[behind + 1].Fold == "the" && behind + 2 < limit && _tokens[behind + 2].IsCapitalized)))
                behind++;
            if (behind > first + 1 && _tokens[behind - 1].IsCapitalized)
            {
                _drafts.Add(Spot(DraftKind.Place, i, behind, "place-head") with { Name = text.SpanOf(new TokenRange(i, behind)).In(text.Text), Sort = named.Kind });
                return behind;
            }
        }

        if (_tokens[i].Fold is "lower" or "upper" && i + 1 < limit && _tokens[i + 1].Text == "House")
            return i + 2;
        for (var at = end - 1; at > i; at--)
        {
            if (pack.Actors.PlaceHeads.TryMatch(_tokens, at, limit, out var stop, out var head) && stop == at + 1)
            {
                if (Match(i, limit) is { } match && match.Tokens.End >= stop)
                    return i;
                _drafts.Add(Spot(DraftKind.Place, i, stop, "place-head") with { Name = text.SpanOf(new TokenRange(i, stop)).In(text.Text), Sort = head.Kind });
                return stop;
            }
        }

        // "the Torkham crossing", "Kostanay region": a head in small letters behind a name that nothing else knows.
        if (end < limit && end <= i + 2 && !_tokens[end].IsCapitalized && _tokens[end].IsWord && pack.Actors.PlaceHeads.TryMatch(_tokens, end, limit, out var headEnd, out var small) && small.Kind is "crossing" or "region" or "river" or "bridge" or "district" or "island" or "mountain" or "valley" or "lake" or "airport" or "port" or "base" or "dam" or "canal"
            && Enumerable.Range(i, end - i).All(t => IsNameLike(t) && !_morphology.IsOrdinary(_tokens[t].Text) && StateOf(_tokens[t]) is null && pack.Time.ValueOf(Time.TimeSlot.Month, _tokens[t]) is null) && Match(i, limit) is null && !pack.Names.IsGivenName(_tokens[i].Text))
        {
            _drafts.Add(Spot(DraftKind.Place, i, headEnd, "place-small-head") with { Name = text.SpanOf(new TokenRange(i, headEnd)).In(text.Text), Sort = small.Kind });
            return headEnd;
        }

        // "North Kivu", "Western Equatoria": a quarter of the sky and a name that no list holds.
        if (_tokens[i].Fold is "north" or "south" or "east" or "west" or "northern" or "southern" or "eastern" or "western" or "central" or "upper" or "lower" && i + 1 < limit && IsNameLike(i + 1) && (i + 2 >= limit || !_tokens[i + 2].IsCapitalized)
            && Match(i, limit) is null && StateOf(_tokens[i + 1]) is null && Match(i + 1, limit) is null && !_morphology.IsOrdinary(_tokens[i + 1].Text) && !(i > 0 && _tokens[i - 1].IsCapitalized) && !_tokens[i + 1].Text.Contains('-', StringComparison.Ordinal) && !EnglishSyntax.IsPossessive(_tokens[i + 1]))
        {
            _drafts.Add(Spot(DraftKind.Place, i, i + 2, "place-quarter") with { Name = text.SpanOf(new TokenRange(i, i + 2)).In(text.Text), Sort = "region" });
            return i + 2;
        }

        return i;
    }

    // A capitalised word that nothing knows, after "in" or "from".
    private int UnknownPlace(int i, int limit)
    {
        // "from Cyclone Freddy"
        if (_tokens[i].Fold is "cyclone" or "hurricane" or "typhoon" or "storm" or "operation" or "exercise" && i + 1 < limit && _tokens[i + 1].IsCapitalized)
            return i + 2;
        if (!_tokens[i].IsCapitalized || i == 0 || !(_tokens[i - 1].Fold is "in" or "near" or "from" or "at" or "outside" or "to" or "reached" or "reaches" or "into" or "towards" or "visit" or "visited" or "visits" or "visiting" or "tour" or "toured" or "tours" || IsBesideTown(i) || i > 2 && _tokens[i - 1].Fold == "of" && _tokens[i - 2].Fold is "province" or "region" or "city" or "port" or "town" or "village" or "island" or "islands" or "district" or "county" or "peninsula" or "outskirts" or "suburb" or "suburbs" or "valley" or "governorate" or "prefecture" or "municipality" or "resort" or "north" or "south" or "east" or "west") || IsCapitals(_tokens[i]) || IsCommon(_tokens[i])
            || _tokens[i - 1].Fold == "to" && !LeadsAway(i) || Match(i, limit) is not null || StateOf(_tokens[i]) is not null || EnglishSyntax.IsPossessive(_tokens[i]) || pack.Time.ValueOf(Time.TimeSlot.Month, _tokens[i]) is not null || pack.Time.ValueOf(Time.TimeSlot.Weekday, _tokens[i]) is not null || pack.Names.IsGivenName(_tokens[i].Text))
            return i;
        return AddUnknownPlace(i, limit, "city");
    }

    // "will visit Bled and Piran": beside a town whose name no list holds either, or that one does.
    private bool IsBesideTown(int i) =>
        _tokens[i - 1].Fold is "and" or "or" && _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.Place, IsNested: false, Rule: "place-preposition" or "reference" } town && town.Tokens.End == i - 1 && (i + 1 >= _tokens.Length || !_tokens[i + 1].IsCapitalized && !ClauseSplitter.IsFinite(_tokens[i + 1]));

    // "at the Istana Negara": a venue whose name no list holds.
    private int UnknownVenue(int i, int limit) =>
        i < 2 || _tokens[i - 1].Fold != "the" || _tokens[i - 2].Fold != "at" || !IsNameLike(i) || _morphology.IsOrdinary(_tokens[i].Text) || i + 1 >= limit || !IsNameLike(i + 1) || _morphology.IsOrdinary(_tokens[i + 1].Text) || Match(i, limit) is not null || StateOf(_tokens[i]) is not null || StateOf(_tokens[i + 1]) is not null
            ? i : AddUnknownPlace(i, limit, "venue");

    private int AddUnknownPlace(int i, int limit, string kind)
    {
        var end = i + 1;
        while (end < limit && _tokens[end].IsCapitalized && end < i + 3 && !IsCapitals(_tokens[end]))
            end++;
        if (text.IsInTitle(i) || _tokens[i].Fold.Split('-').Any(part => pack.Time.ValueOf(Time.TimeSlot.Month, part) is not null))
            return i;
        _drafts.Add(Spot(DraftKind.Place, i, end, "place-preposition") with { Name = text.SpanOf(new TokenRange(i, end)).In(text.Text), Sort = kind });
        return end;
    }

    // "a Shymkent-Kutaisi service", "the Da Nang-Penang route": two towns in one word.
    private int Route(int i, int limit)
    {
        if (_tokens[i].Text.Split('-') is not [{ Length: > 2 } from, { Length: > 2 } to] || !char.IsUpper(from[0]) || !char.IsUpper(to[0]))
            return i;
        var start = i;
        var (ids, name) = (TownOf(from), from);
        if (ids.IsEmpty && i > 0 && _tokens[i - 1].IsCapitalized && _drafts.TrueForAll(d => !d.Tokens.Contains(i - 1)) && TownOf(_tokens[i - 1].Text, from) is { IsEmpty: false } long_)
            (start, ids, name) = (i - 1, long_, _tokens[i - 1].Text + " " + from);
        var ends = TownOf(to);
        // One of them known, and a way of travel behind.
        if (ids.IsEmpty && ends.IsEmpty || (ids.IsEmpty || ends.IsEmpty) && !(i + 1 < limit && pack.Frames.IsObject("facility", _tokens[i + 1])))
            return i;
        _drafts.Add(Spot(DraftKind.Place, start, i + 1, "place-route") with { Ids = ids, Name = ids.IsEmpty ? name : null, Sort = "city" });
        _drafts.Add(Spot(DraftKind.Place, i, i + 1, "place-route") with { Ids = ends, Name = ends.IsEmpty ? to : null, Sort = "city" });
        return i + 1;

        ImmutableArray<string> TownOf(params string[] words)
        {
            Token[] tokens = [.. words.Select(w => new Token { Index = 0, Span = _tokens[i].Span, Kind = TokenKind.Word, Text = w, Fold = TextNormalizer.Fold(w), Readings = [], Sentence = _tokens[i].Sentence })];
            return pack.Gazetteer.MatchAt(tokens, 0, tokens.Length) is { } match && match.Tokens.Length == tokens.Length && match.Entries.All(e => e.Kind == GazetteerKind.Place) ? [.. match.Entries.Select(e => e.Id)] : [];
        }
    }

    // "travelled to X", "a visit to X", but "paid homage to X".
    private bool LeadsAway(int i)
    {
        for (var t = i - 2; t >= 0 && t > i - 8 && _tokens[t].Sentence == _tokens[i].Sentence; t--)
        {
            if (pack.Frames.Of(_tokens[t]).Any(r => r.Kind is "visit" or "visit-noun") || _tokens[t].HasBase("move") || _tokens[t].HasBase("flight") || _tokens[t].HasBase("send") || _tokens[t].HasBase("road") || _tokens[t].HasBase("return"))
                return true;
        }

        return false;
    }

    private int Adjective(int i)
    {
        if (_tokens[i].Text.Contains('-', StringComparison.Ordinal) && Compound(_tokens[i]) is { Count: > 1 } states)
        {
            _drafts.Add(Spot(DraftKind.State, i, i + 1, "compound-adjective") with { Ids = [.. states], Form = MentionForm.Description, Numbers = Numbers.Plural, IsNested = true, Cases = Cases.None });
            return i + 1;
        }

        var length = StateAt(i, text.SentenceOf(i).Tokens.End, out var state);
        if (length == 0)
            return i;
        _drafts.Add(Spot(DraftKind.State, i, i + length, "adjective") with { Ids = [state!], Form = MentionForm.Description, IsNested = true, Cases = Cases.None });
        return i + length;
    }

    // "China-Kazakhstan", "Kazakh-Chinese".
    private List<string> Compound(Token token)
    {
        var found = new List<string>();
        foreach (var part in token.Fold.Split('-'))
        {
            if (pack.Actors.Adjectives.TryGetValue(part, out var state) || pack.Reference.States.Values.FirstOrDefault(s => s.LocalNames.Any(n => TextNormalizer.Fold(n) == part))?.Iso3 is { } named && (state = named) is not null)
                found.Add(state);
            else
                return [];
        }

        return found;
    }
}
