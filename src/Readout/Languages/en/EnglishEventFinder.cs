using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Figures;
using Readout.Morphology;
using Readout.Places;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.En;

/// <summary>Finds events in English by frames over propositions: the verb or noun of action, its object, who stands before and after it.</summary>
internal sealed class EnglishEventFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly PlaceLayer _places;
    private readonly TimeLayer _times;
    private readonly StatementLayer _statements;
    private readonly FrameTable _table;
    private readonly UnitTable _units;
    private readonly EnglishPropositions _propositions;
    private readonly EventDate? _mainDate;
    private readonly int _mainPlace;
    private readonly List<FoundEvent> _kept = [];

    private EnglishEventFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        (_text, _tokens, _syntax, _actors, _places, _times, _statements, _table, _units) = (text, text.Tokens, syntax, actors, places, times, statements, pack.Frames, pack.Units);
        _propositions = new EnglishPropositions(text, syntax, actors);
        _mainDate = MainDate();
        _mainPlace = MainPlace();
    }

    public static ImmutableArray<FoundEvent> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        var finder = new EnglishEventFinder(text, syntax, actors, places, times, statements, pack);
        var kept = finder._kept;
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start) && text.Sentences.Length > 1)
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.At(i, sentence) is not { } event_)
                    continue;
                foreach (var found in finder.Dyads(event_))
                {
                    if (!kept.Any(k => finder.IsSame(k, found)))
                        kept.Add(found);
                }
            }
        }

        return [.. kept];
    }

    // "had separate meetings with the leaders of Laos, Chile and Italy": one with each.
    private IEnumerable<FoundEvent> Dyads(FoundEvent e)
    {
        // "visits to Senegal and Cabo Verde": one to each.
        if (e.Frame.Kind is "visit" or "visit-noun" && e.Parties.Length > 2 && e.Parties.All(p => p.Length == 3) && e.Actors.Length > 0 && _actors.Actors[e.Actors[0]].Party is { } visitor)
            return e.Parties.Where(p => p != visitor).Select(p => e with { Parties = [visitor, p], Mode = "visit" });
        if (e.Frame.Kind is not ("meeting" or "meeting-noun") || e.Parties.Length < 3 || _actors.PartiesOf(_propositions.Agents(e.Tokens.Start).SelectMany(m => m.Actors)) is not [var host]
            || First(new TokenRange(Math.Max(0, e.Tokens.Start - 2), e.Tokens.End + 1), 16, t => _tokens[t].Fold is "meetings" or "separately" or "conversations") < 0)
            return [e];
        return e.Parties.Where(p => p != host && p.Length == 3).Select(p => e with
        {
            Parties = [host, p],
            Actors = [.. e.Actors.Where(a => _actors.Actors[a].Party == host || _actors.Actors[a].Party == p)],
        });
    }

    private FoundEvent? At(int i, Sentence sentence)
    {
        if (!_tokens[i].IsWord || _tokens[i].Readings.Length == 0 || (_tokens[i].IsCapitalized && i > sentence.Tokens.Start) || _text.QuotationAt(i) is { Tokens.Length: <= 4 })
            return null;
        var isVerbal = _propositions.IsVerbal(i);
        // "announced that flights would begin": what follows is a clause of its own.
        var opensClause = isVerbal && i + 1 < sentence.Tokens.End && _tokens[i + 1].Fold == "that";
        // "evacuated wounded children": says what they are, and no deed of its own.
        if (_tokens[i].Readings[0] is { Class: WordClass.Participle, IsPassive: true, IsShort: false } && i + 1 < sentence.Tokens.End && _tokens[i + 1] is { IsCapitalized: false, Readings: [{ Class: WordClass.Noun }, ..] })
            return null;
        var complements = _propositions.Complements(i);
        // Of rows that ask for as much, the one whose object stands nearest: "expanded the sanctions on the bank".
        (FrameRow Row, TokenRange Words)? best = null;
        foreach (var row in _table.Of(_tokens[i]))
        {
            if (best is { } known && row.Weight < known.Row.Weight)
                break;
            if (opensClause && row.Weight > 2 && !row.IsBlocker || row.Words[0] != _tokens[i].Readings[0].Base || isVerbal == row.Kind.EndsWith("-noun", StringComparison.Ordinal) || Match(row, i, complements, sentence) is not { } words)
                continue;
            if (best is null || words.Length < best.Value.Words.Length && _table.HasClass(row.Object) && _table.HasClass(best.Value.Row.Object))
                best = (row, words);
        }

        if (best is not { } found)
            return null;
        // "A humanitarian cargo was delivered": no trade.
        if (found.Row.Type == "COOPERATE" && First(new TokenRange(Math.Max(sentence.Tokens.Start, found.Words.Start - 1), found.Words.End), 20, t => _tokens[t].Fold == "humanitarian") >= 0)
        {
            foreach (var row in _table.Of(_tokens[i]))
            {
                if (row.Type == "AID" && row.Words[0] == _tokens[i].Readings[0].Base && isVerbal != row.Kind.EndsWith("-noun", StringComparison.Ordinal) && Match(row, i, complements, sentence) is { } gift)
                {
                    found = (row, gift);
                    break;
                }
            }
        }

        found.Row.Row.Touch();
        return found.Row.IsBlocker ? null : Make(found.Row, i, found.Words, sentence, complements);
    }

    private TokenRange? Match(FrameRow row, int i, TokenRange complements, Sentence sentence)
    {
        var (start, end) = (i, i + 1);
        for (var w = 1; w < row.Words.Length; w++)
        {
            var at = Near(row.Words[w], i, complements, sentence);
            if (at < 0)
                return null;
            (start, end) = (Math.Min(start, at), Math.Max(end, at + 1));
        }

        var found = row.Object switch
        {
            "" => i,
            // "was welcomed in Canberra by": the guest stands before the verb.
            "person" or "visitor" when _propositions.IsVerbal(i) && _propositions.IsPassive(i) && _propositions.Agents(i).Count > 0 && _propositions.Subject(i).Count > 0 => i,
            "person" => Person(i, complements),
            "guest" => Person(i, complements) is >= 0 and var guest && !IsTold(complements) ? guest : -1,
            "visitor" => Person(i, complements) is >= 0 and var visitor && Any(new TokenRange(visitor, complements.End), 8, t => _tokens[t].Fold is "to" or "in" or "at") ? visitor : -1,
            "party" => Party(i, complements, sentence),
            "placed" => Goal(i, complements),
            // "a convoy of 20 trucks reached the town with flour"
            "carried-aid" => Subject("carrier", i, sentence) is >= 0 and var carrier && Carried(carrier, i, complements) ? carrier : -1,
            // "the president's plane arrived" carries no goods.
            "carried" => Subject("carrier", i, sentence) is >= 0 and var plane && !(plane > 0 && (EnglishSyntax.IsPossessive(_tokens[plane - 1]) || _tokens[plane - 1].Fold is "presidential" or "his" or "her")) ? plane : -1,
            // "the last French soldiers left Chad"
            "leaving" => Subject("troops", i, sentence),
            // "its 18 remaining staff would fly home"
            "departing" => Subject("nationals", i, sentence),
            // "North Korean hackers attacked banks"
            "hackers" => Subject("hacker", i, sentence),
            // "its permanent council will meet in Washington"
            // "EU foreign ministers will discuss the matter in Brussels on Monday"
            "assembled" => Subject("people", i, sentence) is >= 0 and var ministers && _propositions.Agents(i).Any(m => m.Actors.Any(a => _actors.Actors[a].Sector == "IGO")) && _places.Mentions.Any(m => complements.Contains(m.Tokens.Start)) ? ministers : -1,
            "sitting" => Subject("body", i, sentence) is >= 0 and var body ? body : _propositions.Agents(i).Any(m => m.Actors.Any(a => _actors.Actors[a].Sector == "IGO")) ? i : -1,
            // "During talks in Hanoi the two leaders …"
            // "settled the matter in a phone call"
            // "is expected in Lome next month"
            "awaited" => _propositions.IsPassive(i) && complements.Start < sentence.Tokens.End && _tokens[complements.Start].Fold is "in" && Goal(i, complements) is >= 0 and var where && _propositions.Subject(i).Any(m => m.Actors.Any(a => _actors.Actors[a].Kind != ActorKind.Organization)) ? where : -1,
            "jointly" => _syntax.PrepositionOf[i] is "in" or "during" or "by" && _propositions.Governor(i) is >= 0 and var done && _actors.PartiesOf(_propositions.Agents(done).SelectMany(m => m.Actors)).Length > 1 ? i : -1,
            "during" => _syntax.PrepositionOf[i] is "during" && _propositions.Next(i) is >= 0 and var told && _actors.PartiesOf(_propositions.Subject(told).SelectMany(m => m.Actors)).Length > 1 ? i : -1,
            "with" => First(new TokenRange(i + 1, complements.End), 5, t => _tokens[t].Fold is "with" or "between"),
            // "provided 12 million dollars to Malawi"
            "money" => Money(i, complements),
            // "suspended Mali"
            "state" => _actors.In(new TokenRange(i + 1, Math.Min(complements.End, i + 4))).FirstOrDefault(m => m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.State && _syntax.PrepositionOf[m.Extent.Start] is null && !EnglishSyntax.IsPossessive(_tokens[m.Extent.End - 1]) && m.Form == MentionForm.Name && (m.Extent.End >= complements.End || _tokens[m.Extent.End].Readings is not [{ Class: WordClass.Noun or WordClass.Adjective }, ..])) is { } whole ? whole.Tokens.Start : -1,
            // "was ordered to leave", "gave the ambassador a week to leave"
            "to-leave" => Leave(i, sentence),
            // "Greek firefighters flew to Cyprus"
            "helpers" => Subject("helper", i, sentence) is >= 0 and var helper && Goal(i, complements) >= 0 ? helper : -1,
            // "Finland joined NATO"
            "bloc" => _actors.In(new TokenRange(i + 1, Math.Min(complements.End, i + 5))).FirstOrDefault(m => m.Actor >= 0 && _actors.Actors[m.Actor] is { Kind: ActorKind.Organization, Sector: "IGO" } && (m.Extent.End >= complements.End || _tokens[m.Extent.End].Readings is not [{ Class: WordClass.Noun }, ..])) is { } bloc ? bloc.Tokens.Start : -1,
            "occasion" when row.Kind == "attendance" && Occasion(i, complements) is >= 0 and var occasion => occasion,
            _ => Object(row, i, complements, sentence),
        };
        // "spoke about the summit" is no speech at one.
        if (found >= 0 && row is { Kind: "attendance", Words: [_, "at" or "to"] } && _syntax.PrepositionOf[found] != row.Words[1])
            found = -1;
        // "initialled a convention. It will be signed in May."
        if (found < 0 && row.Object == "document" && row.Words.Length == 1 && ItBefore(i, sentence) is >= 0 and var it && Told(row.Object, sentence))
            found = it;
        return found < 0 ? null : new TokenRange(Math.Min(start, found), Math.Max(end, found + 1));
    }

    // "it" or "they" as the subject of a passive; -1 when another word is.
    private int ItBefore(int i, Sentence sentence)
    {
        if (!_propositions.IsVerbal(i) || !_propositions.IsPassive(i))
            return -1;
        var t = i - 1;
        while (t > sentence.Tokens.Start && (_propositions.IsAuxiliary(t) || _tokens[t].Readings is [{ Class: WordClass.Adverb }, ..] || _tokens[t].Fold is "to" or "due" or "expected" or "set"))
            t--;
        return _tokens[t].Fold is "it" or "they" or "this" or "these" ? t : -1;
    }

    private bool Told(string objectClass, Sentence sentence) => sentence.Index > 0 && _text.Sentences[sentence.Index - 1] is var before && before.Paragraph == sentence.Paragraph
        && First(before.Tokens, before.Tokens.Length, t => _table.IsObject(objectClass, _tokens[t]) && IsNoun(t)) >= 0;

    private static bool Any(TokenRange range, int reach, Func<int, bool> is_) => First(range, reach, is_) >= 0;

    private static int First(TokenRange range, int reach, Func<int, bool> is_)
    {
        for (var t = range.Start; t < Math.Min(range.End, range.Start + reach); t++)
        {
            if (is_(t))
                return t;
        }

        return -1;
    }

    // "called on the premier to free the crew": a request, no visit.
    private bool IsTold(TokenRange complements) => complements.End < _tokens.Length && _tokens[complements.End - 1].Fold != "and" && _tokens[complements.End].Fold == "to" && complements.End + 1 < _tokens.Length && _propositions.IsInfinitive(complements.End + 1);

    private bool Is(string word, int t) => _tokens[t].Fold == word || _tokens[t].HasBase(word);

    // Right of the predicate; left of it as the subject of a passive or of "take place", as a modifier of a noun.
    private int Near(string word, int i, TokenRange complements, Sentence sentence)
    {
        for (var t = i + 1; t < Math.Min(complements.End, i + 16); t++)
        {
            // A particle stands near; a noun or "by telephone" may stand further off.
            if (t > i + 7 && word.Length < 5)
                break;
            if (Is(word, t))
                return t;
        }

        var left = !_propositions.IsVerbal(i) ? 2 : _propositions.IsPassive(i) || _tokens[i].Readings[0].Base is "take" or "enter" or "begin" or "open" or "go" or "come" ? 16 : 0;
        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - left); t--)
        {
            // "the summit, which will be held": the word that the clause is about, and none before it.
            if (_tokens[t].Fold is "which" or "that" && t > sentence.Tokens.Start)
                return (_tokens[t - 1].Is(',') ? t - 2 : t - 1) is >= 0 and var about && Is(word, about) ? about : -1;
            // "in a phone call": of the same phrase.
            if (Is(word, t) && (_syntax.PrepositionOf[t] is null or "of" || !_propositions.IsVerbal(i) && _syntax.PrepositionOf[t] == _syntax.PrepositionOf[i]))
                return t;
        }

        return -1;
    }

    private int Leave(int i, Sentence sentence)
    {
        var leave = First(new TokenRange(i + 1, sentence.Tokens.End), 14, t => _tokens[t].Fold == "leave" && _propositions.IsInfinitive(t));
        return leave >= 0 && Any(_propositions.IsPassive(i) ? new TokenRange(sentence.Tokens.Start, i) : new TokenRange(i + 1, leave), 18, t => _table.IsObject("diplomat", _tokens[t]) || _table.IsObject("nationals", _tokens[t])
            || _actors.TopAt(t) is { Form: MentionForm.Description }) ? leave : -1;
    }

    // "took part in a conference", "spoke at the opening"
    private int Occasion(int i, TokenRange complements) => _tokens[i].Readings[0].Base is not ("take" or "participate" or "speak") ? -1 : First(complements, 10, t => _table.IsObject("occasion", _tokens[t]) && IsNoun(t) && _syntax.PrepositionOf[t] is "in" or "at");

    // A sum of money and behind it whom it is for: "provided 12 million dollars to Malawi", "gave Chad $5 million".
    private int Money(int i, TokenRange complements)
    {
        var range = _propositions.IsPassive(i) ? new TokenRange(_text.SentenceOf(i).Tokens.Start, i) : complements with { End = Math.Min(complements.End, i + 14) };
        for (var t = range.Start; t < range.End; t++)
        {
            if (_units.At(_tokens, t, range.End) is not { Unit.Kind: UnitKind.Money } unit)
                continue;
            // "$10 million": the sign stands before the number.
            var last = unit.Tokens.End - 1;
            while (last + 1 < range.End && (_tokens[last + 1].Kind == TokenKind.Number || last > t && _tokens[last + 1].Fold is "million" or "billion" or "thousand" or "trillion"))
                last++;
            return last;
        }

        return -1;
    }

    private int Person(int i, TokenRange complements)
    {
        foreach (var mention in _actors.In(complements))
        {
            if (mention.Extent.Start < i + 7 && (mention.Form == MentionForm.Description || mention.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person)))
                return Math.Max(mention.Extent.Start, complements.Start);
        }

        // "host the leaders of Kuwait and Oman", "received Laotian lawmakers"
        return _actors.In(complements, withNested: true).Any(m => m.Extent.Start < i + 9)
            ? First(complements, 6, t => _tokens[t].Readings is [{ Class: WordClass.Noun, Numbers: Numbers.Plural }, ..] && _table.IsObject("people", _tokens[t]) && _syntax.PrepositionOf[t] is null) : -1;
    }

    // Another side in the sentence: "met", "fought" with nobody else there is no event between states.
    private int Party(int i, TokenRange complements, Sentence sentence) =>
        _propositions.Partners(i).FirstOrDefault() is { } partner ? Math.Min(partner.Tokens.Start, i + 7)
        : _propositions.Agents(i) is { } agents && (agents.Count > 1 || agents.Any(a => a.Actors.Length > 1)) ? i
        : -1;

    private int Goal(int i, TokenRange complements)
    {
        // "the visit of Foreign Minister X to Baku": names and titles between count as one word.
        var reach = i + 9;
        foreach (var mention in _actors.In(complements))
        {
            if (mention.Extent.Start < reach)
                reach += mention.Extent.Length - 1;
        }

        var near = new TokenRange(i + 1, Math.Min(complements.End, reach));
        foreach (var mention in _places.Mentions)
        {
            if (near.Contains(mention.Tokens.Start))
                return mention.Tokens.Start;
        }

        return _actors.In(near, withNested: true).FirstOrDefault(m => m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.State)?.Tokens.Start
            ?? First(near, 7, t => _tokens[t].Fold is "country" or "region" or "capital" or "city");
    }

    private int Object(FrameRow row, int i, TokenRange complements, Sentence sentence)
    {
        var objectClass = row.Object;
        if (!_propositions.IsPassive(i) || !_propositions.IsVerbal(i))
        {
            foreach (var t in Enumerable.Range(complements.Start, Math.Max(0, Math.Min(complements.End, i + 14) - complements.Start)))
            {
                if (IsObject(objectClass, t) || row.Words.Length > 1 && _syntax.PrepositionOf[t] is { } particle && particle == row.Words[1] && _table.IsObject(objectClass, _tokens[t]) && IsNoun(t) || IsGivenWith(i, t) && _table.IsObject(objectClass, _tokens[t]) && IsNoun(t))
                    return t;
            }

            if (_propositions.IsVerbal(i))
                return IsErgative(i) && Subject(objectClass, i, sentence) is >= 0 and var subject ? subject : Antecedent(objectClass, i, sentence);
        }

        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - (_propositions.IsVerbal(i) ? 16 : 2)); t--)
        {
            if (IsObject(objectClass, t) || t == i - 1 && _table.IsObject(objectClass, _tokens[t]))
                return t;
            if (_propositions.IsVerbal(t) && _tokens[t].Readings[0].Base is not ("be" or "have") && ClauseSplitter.IsFinite(_tokens[t]))
                break;
        }

        return -1;
    }

    // "flights will resume", "a centre would open in Baku": what it is done to is the subject.
    private bool IsErgative(int i) => _tokens[i].Readings[0].Base is "kick" or "open" or "reopen" or "resume" or "start" or "begin" or "launch" or "restart" or "operate" or "end" or "enter" or "come" or "take";

    // The head of the subject, when it is of the class and no actor stands there instead.
    private int Subject(string objectClass, int i, Sentence sentence)
    {
        var found = -1;
        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - 18); t--)
        {
            if (_propositions.IsAuxiliary(t) || _tokens[t].Readings is [{ Class: WordClass.Adverb }, ..])
                continue;
            // "a joint group, which last met in March, will meet again"
            if (_syntax.ClauseAt(t) is { Kind: ClauseKind.Relative } aside && _syntax.ClauseOf[t] != _syntax.ClauseOf[i])
            {
                t = aside.Tokens.Start;
                continue;
            }

            if (ClauseSplitter.IsFinite(_tokens[t]))
                return -1;
            // "negotiations on a pact covering kava and coffee resumed": coffee is what the pact covers.
            if (_tokens[t].Readings is [{ Class: WordClass.Converb }, ..] && t > sentence.Tokens.Start && _tokens[t - 1].IsWord)
                found = -1;
            if (found < 0 && _syntax.PrepositionOf[t] is null && _table.IsObject(objectClass, _tokens[t]) && _tokens[t].Readings[0].Class == WordClass.Noun)
                found = t;
            if (found >= 0 && (t == found ? t == sentence.Tokens.Start : !_tokens[t].IsWord || _tokens[t].Readings is not [{ Class: WordClass.Noun or WordClass.Adjective or WordClass.Numeral }, ..] && _tokens[t].Fold is not "and"))
                return found;
            if (_actors.TopAt(t) is not { } mention)
                continue;
            if (found >= 0)
                return found;
            // "the joint commission of Chad and Togo will meet"
            if (_syntax.PrepositionOf[mention.Extent.Start] is null)
                return First(mention.Extent, mention.Extent.Length, n => _table.IsObject(objectClass, _tokens[n]) && _tokens[n].Readings[0].Class == WordClass.Noun && !(n + 1 < mention.Extent.End && _tokens[n + 1].Readings is [{ Class: WordClass.Noun }, ..]));
            t = mention.Extent.Start;
        }

        return found;
    }

    private bool Carried(int carrier, int i, TokenRange complements) => carrier > 0 && _tokens[carrier - 1].Fold is "humanitarian" or "aid" or "relief" ||
        Any(new TokenRange(carrier + 1, complements.End), 18, t => t != i && _table.IsObject("aid", _tokens[t]) && !_table.IsObject("carrier", _tokens[t]) && _syntax.PrepositionOf[t] is "of" or "with" or "carrying" or null);

    // "the two vessels that Japan is to donate": what the relative clause says is done to.
    private int Antecedent(string objectClass, int i, Sentence sentence)
    {
        for (var t = i - 1; t > Math.Max(sentence.Tokens.Start, i - 9); t--)
        {
            // "the flour it had sent"
            if (_tokens[t].Fold is "it" or "they" or "he" or "she" or "we" && _tokens[t - 1].Readings is [{ Class: WordClass.Noun }, ..])
                return First(new TokenRange(Math.Max(sentence.Tokens.Start, t - 3), t), 3, n => _table.IsObject(objectClass, _tokens[n]) && _tokens[n].Readings[0].Class == WordClass.Noun);
            if (_tokens[t].Fold is "that" or "which")
                return RelativeHead(objectClass, t, sentence);
            if (!_tokens[t].IsWord)
                return -1;
        }

        return -1;
    }

    // "a treaty on climate, which they hope to sign": the head stands before its complements.
    private int RelativeHead(string objectClass, int relative, Sentence sentence)
    {
        for (var t = _tokens[relative - 1].Is(',') ? relative - 2 : relative - 1; t >= sentence.Tokens.Start && t > relative - 10; t--)
        {
            if (_tokens[t].Readings is [{ Class: WordClass.Noun }, ..] && _table.IsObject(objectClass, _tokens[t]))
                return t;
            if (!_tokens[t].IsWord || _propositions.IsVerbal(t) || _syntax.PrepositionOf[t] is null && !EnglishSyntax.IsPreposition(_tokens[t]))
                return -1;
        }

        return -1;
    }

    // "a terminal": an adjective with no noun behind it is one.
    private bool IsNoun(int t) =>
        _tokens[t].Readings[0].Class == WordClass.Noun || _tokens[t].Readings[0].Class == WordClass.Adjective && !(t + 1 < _tokens.Length && _tokens[t + 1].Sentence == _tokens[t].Sentence && _tokens[t + 1].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..]);

    // "supplied Kyiv with turbines", "provided the town with tents"
    private bool IsGivenWith(int i, int t) => _syntax.PrepositionOf[t] == "with" && (_tokens[i].Readings[0].Base is "supply" or "provide" or "furnish" or "equip" or "present"
        // "sent three planes with tents"
        || _tokens[i].Readings[0].Base is "send" or "dispatch" or "fly" or "ship" && First(new TokenRange(i + 1, t), 5, c => _table.IsObject("carrier", _tokens[c])) >= 0);

    private bool IsObject(string objectClass, int t) =>
        _table.IsObject(objectClass, _tokens[t]) && IsNoun(t) && (_syntax.PrepositionOf[t] is null or "of" or "from" or "to" or "on"
        // "pledged 100 million dollars in aid"
        || _syntax.PrepositionOf[t] == "in" && objectClass is "aid" or "credit" && _tokens[t].Fold is "aid" or "assistance" or "relief" or "grants" or "loans" or "support");

    // "expelled 35 Russian diplomats", "outside the Ecuadorean consulate": whose they are to whom it is done.
    private IEnumerable<ActorMention> Owners(FrameRow row, int i, TokenRange complements) => row.Type is "SUPPORT" or "COOPERATE" or "AGREE" ? []
        // "held talks with Iranian and Omani officials"
        : row.Type == "CONSULT" ? Enumerable.Range(complements.Start, Math.Max(0, Math.Min(complements.End, i + 12) - complements.Start))
            .Where(t => _syntax.PrepositionOf[t] is null or "with" or "between" or "to" && _table.IsObject("people", _tokens[t])).SelectMany(_propositions.Modified)
        : _actors.In(complements with { End = Math.Min(complements.End, i + 8) }, withNested: true)
            .Where(m => (row.Object == "diplomat" && m.IsNested && _syntax.PrepositionOf[m.Tokens.Start] == "to") || m is { IsNested: true, Form: MentionForm.Description } && m.Tokens.End < _tokens.Length && (_tokens[m.Tokens.End] is { IsCapitalized: false, Readings: [{ Class: WordClass.Noun or WordClass.Adjective }, ..] } || _tokens[m.Tokens.End].Fold == "and" && m.Tokens.End + 2 < _tokens.Length && _tokens[m.Tokens.End + 2].Readings is [{ Class: WordClass.Noun }, ..]) && _actors.TopAt(m.Tokens.Start) is null);

    // "in Manila, the Philippines": says where the town lies.
    private bool IsBehindTown(ActorMention mention)
    {
        var comma = mention.Extent.Start - 1;
        if (comma > 0 && _tokens[comma].Fold == "the")
            comma--;
        return comma > 0 && _tokens[comma].Is(',') && _places.Mentions.Any(m => m.Tokens.End == comma);
    }

    // "met in Kenya": where it happened, and no partner, but "invested in Kenya".
    private bool IsWhere(FrameRow row, ActorMention mention, int i) =>
        row.Kind is not ("visit" or "visit-noun" or "investment" or "opening" or "ceasefire") && row.Type is not ("AID" or "ASSAULT") && !(row.Type == "COERCE" && _propositions.IsPassive(i)) && row.Kind != "cyber" && (_syntax.PrepositionOf[mention.Extent.Start] is "in" or "at" || IsBehindTown(mention)) && mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.State
        // "scholarships at the University of Ljubljana"
        || row.Type is "AID" or "COOPERATE" && _syntax.PrepositionOf[mention.Extent.Start] == "at" && mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.Organization;

    private static bool IsHostile(FrameRow row) => row.Type is "ASSAULT" or "COERCE" or "SANCTION" or "PROTEST" or "MOBILIZE" or "ACCUSE";

    // "three employees of the Belarusian embassy were expelled": an adjective says whose they are.
    private IEnumerable<ActorMention> Sufferers(int i, Sentence sentence)
    {
        if (!_propositions.IsVerbal(i) || !_propositions.IsPassive(i) || _propositions.Subject(i).Count > 0)
            return [];
        var start = Math.Max(sentence.Tokens.Start, _syntax.ClauseAt(i).Tokens.Start);
        return _actors.In(new TokenRange(start, i), withNested: true).Where(m => m is { IsNested: true, Form: MentionForm.Description } && _syntax.PrepositionOf[m.Tokens.Start] is null or "of" or "from");
    }

    // "on the sidelines of the General Assembly": where they met.
    private bool IsOnMargins(ActorMention mention)
    {
        // "on the sidelines of the 48th ASEAN Foreign Ministers' Meeting"
        for (var t = mention.Extent.Start - 1; t > 0 && t > mention.Extent.Start - 8 && !_propositions.IsVerbal(t) && !_tokens[t].Is(','); t--)
        {
            if (_tokens[t].Fold is "sidelines" or "margins" or "sideline" or "fringes" or "margin")
                return true;
        }

        return false;
    }

    private FoundEvent? Make(FrameRow row, int i, TokenRange words, Sentence sentence, TokenRange complements)
    {
        // "invited him to visit Baku": the visit is the event.
        // "agreed to redouble efforts to conclude agreements": none is.
        if (row.Type == "SUPPORT" && _propositions.IsInfinitive(i) && i > sentence.Tokens.Start + 1 && _tokens[i - 2].Fold is "effort" or "efforts" or "work" || IsListed(i))
            return null;
        // "will lend 9 million dinars to widen a road": what the money is for.
        if (_propositions.IsInfinitive(i) && _propositions.Governor(i) is >= 0 and var gives && _kept.FindLast(e => e.Sentence == sentence.Index) is { Frame: { Type: "AID", IsNominal: false } } gift && gift.Tokens.Contains(gives))
            return null;
        // "has yet to lift the ban", "complained that the port was closed"
        if (i > sentence.Tokens.Start + 1 && _tokens[i - 1].Fold == "to" && _tokens[i - 2].Fold == "yet" || row.Type == "ACCUSE" && row.Words.Length == 1 && i + 1 < sentence.Tokens.End && _tokens[i + 1].Fold == "that")
            return null;
        // "hoped that it could be signed in Honiara"
        var isHoped = IsPossible(i, sentence) && IsHoped(i, sentence);
        if (IsPossible(i, sentence) && !isHoped || row.Type == "REJECT" && complements.Start < sentence.Tokens.End && _tokens[complements.Start].Fold is "any" or "all" || row.Kind == "invitation" && IsTold(complements) && _table.Of(_tokens[complements.End + 1]).Any(r => r.Type == "CONSULT"))
            return null;
        var status = IsNone(words) ? EventStatus.Negated : isHoped ? EventStatus.Proposed : Status(row, i, sentence);
        // "discussed the construction of a plant": what was talked of, and no deed.
        if (row.Kind is "opening-noun" or "documents-noun" or "aid-noun" or "arrest-noun" or "ease-noun" or "trade-noun" or "development-noun" && _propositions.Governor(i) is >= 0 and var talk && _tokens[talk].Readings[0] is { Class: WordClass.Verb } spoken && _table.IsVerbOf("talked-of", spoken.Base) && spoken.Form != VerbForm.Infinitive)
            return null;
        // "agreed to raise their ties to a partnership": with the word it is done.
        if (row.Kind == "relations" && status == EventStatus.Planned && _propositions.IsInfinitive(i) && _propositions.Governor(i) is >= 0 and var word && _tokens[word].Readings[0] is { Base: "agree" or "decide", Form: VerbForm.Past } && row.Words is ["upgrade" or "elevate" or "raise", ..])
            status = EventStatus.Occurred;
        // "efforts to reach a deal": none was reached.
        if (row.Type == "AGREE" && status != EventStatus.Occurred)
            return null;
        var scope = Scope(i, complements, sentence);
        // "will travel to Vilnius on Monday to discuss joint patrols": the day and the town are those of the journey.
        if (row.IsNominal && row.Type is "COOPERATE" or "AID" or "SUPPORT" && _propositions.Governor(i) is >= 0 and var purpose && _propositions.IsInfinitive(purpose))
            scope = new TokenRange(i, scope.End);
        var time = Time(i, scope, status);
        if (status == EventStatus.Occurred && time?.Date is { } past && _mainDate is { } main && past.To.DayNumber < main.From.DayNumber - 8)
            status = EventStatus.Historical;
        if (status == EventStatus.Occurred && time?.Date is { } later && _times.Reference is { } day && later.From > day)
            status = EventStatus.Planned;

        // "said the minister had flown to Damascus on Monday", "who had arrived on Monday": the news itself, told in the past perfect; a clause of its own so told is what led to it.
        if (status == EventStatus.Historical && _propositions.IsVerbal(i) && (_syntax.ClauseAt(i).Kind == ClauseKind.Relative || _statements.Statements.Any(s => s.Evidence.Contains(_tokens[i].Span))) && time is { IsDay: true, Date: { } near } && _mainDate is { } now && near.From.DayNumber >= now.From.DayNumber - 8)
            status = EventStatus.Occurred;
        // "a project that is financed by the fund": how it stands.
        if (row.Words is ["finance" or "fund" or "bankroll"] && _propositions.IsPassive(i) && status == EventStatus.Occurred)
            return null;
        if (IsHabit(row, i, sentence) && !(time?.Date is { } ahead && _times.Reference is { } today && ahead.To >= today) || status == EventStatus.Negated && IsUnwanted(i))
            return null;
        // "agreed on Tuesday to study": the day of the word, and not of the deed.
        if (status is EventStatus.Planned or EventStatus.Proposed && time?.Date is { } said && said.To < (_times.Reference ?? said.From))
            time = null;
        if (time is { Use: TimeUse.Start, Date.Precision: not DatePrecision.Day } && !(status == EventStatus.Planned && time.Date!.From > _times.Reference))
            time = null;
        // "accepted the vessel on behalf of the police": for whom, and nobody who comes to work.
        if (row.Kind == "labour" && First(words, 12, t => _tokens[t].Fold == "behalf") >= 0)
            return null;
        var agents = Distinct(_propositions.Agents(i).Where(m => !IsOnMargins(m)).Concat(_propositions.IsPassive(i) ? _propositions.Subject(i) : []).Concat(IsHostile(row) && row.IsNominal ? _propositions.Modified(i) : []));
        // "US tariffs on steel came into force"
        if (row.Object == "sanction" && IsErgative(i) && words.Start < i && _propositions.Modified(words.Start) is { Count: > 0 } whose)
            agents = Distinct(whose);
        // "An Abai Centre will open in Tbilisi": what opens is no side.
        if (IsErgative(i) && row.Object.Length > 0 && words.Start < i)
            agents.RemoveAll(a => _actors.Mentions.Any(m => m.Actor == a && m.Tokens.Contains(words.Start)));
        var partners = Distinct(Owners(row, i, complements).Concat(IsHostile(row) || row.Type == "AID" ? Sufferers(i, sentence) : []).Concat(_propositions.Partners(i, IsHostile(row))).Where(m => !IsWhere(row, m, i) && !IsOnMargins(m))).Where(a => !agents.Contains(a)).ToList();
        // "handed him an invitation to the climate conference": where to, and not whom.
        if (row.Kind == "invitation")
            partners.RemoveAll(p => _actors.Actors[p].Kind == ActorKind.Organization && _actors.In(complements).Any(m => m.Actor == p && _syntax.PrepositionOf[m.Extent.Start] == "to"));
        // "NATO ministers will discuss Ukraine in Brussels": what they speak of.
        if (row.Object == "assembled")
            partners.Clear();
        // "The ministers signed a memorandum between the two academies": those who sign are the sides.
        if (row.Kind == "documents" && _actors.PartiesOf(agents).Count(p => p.Length == 3) > 1)
            partners.RemoveAll(p => _actors.Actors[p].Kind == ActorKind.Organization);
        // "With the Chilean minister he signed a protocol."
        if (row.Type is "CONSULT" or "SUPPORT" or "COOPERATE" && _tokens[sentence.Tokens.Start].Fold is "with" or "together" && _propositions.IsVerbal(i))
            partners.AddRange(Distinct(_actors.In(new TokenRange(sentence.Tokens.Start, i)).Where(m => _syntax.PrepositionOf[m.Extent.Start] == "with" && m.Extent.Start < sentence.Tokens.Start + 4)).Where(a => !agents.Contains(a) && !partners.Contains(a)));
        // "invited him to attend the forum in Hanoi": the host of the occasion.
        if (row.Kind == "attendance" && InvitedBy(i) is >= 0 and var invites)
            partners.AddRange(Distinct(_propositions.Agents(invites)).Where(a => !agents.Contains(a) && !partners.Contains(a)));
        // "allocated two million euros to help victims in Pakistan": whom the money is for stands further on.
        if (row.Object == "money" && partners.Count == 0)
            partners = [.. Distinct(_actors.In(new TokenRange(complements.Start, sentence.Tokens.End))).Where(a => !agents.Contains(a) && _actors.Actors[a].Kind == ActorKind.State)];
        // "45,000 Algerians visited Türkiye": people, and no guest of the state.
        if (row.Kind == "visit" && i > sentence.Tokens.Start && _tokens[i - 1].IsCapitalized && _tokens[i - 1].Fold.EndsWith('s') && _actors.TopAt(i - 1) is null && agents.Count > 0 && _propositions.Subject(i).Count == 0 | _actors.In(new TokenRange(i - 1, i), withNested: true).Any(m => m.IsNested))
            return null;
        // "cut gas supplies", told by the verb; "lifted the ban on imports of rice": what is banned is not traded.
        if (row.Kind == "trade-noun" && _propositions.Governor(i) is >= 0 and var stops && _table.Of(_tokens[stops]).Any(r => r.Type == "SANCTION" && r.Object == "dealings") && _propositions.Complements(stops).Contains(i) || row.Kind == "trade-noun" && i > 1 && First(new TokenRange(Math.Max(sentence.Tokens.Start, i - 4), i), 4, t => _table.IsObject("restriction", _tokens[t]) || _tokens[t].HasBase("sale")) >= 0)
            return null;
        // "earlier this year": background to the day's news.
        if (status == EventStatus.Occurred && First(sentence.Tokens, 60, t => _tokens[t].Fold == "earlier" && t + 2 < sentence.Tokens.End && _tokens[t + 1].Fold == "this" && _tokens[t + 2].Fold is "year" or "month") >= 0)
            status = EventStatus.Historical;
        // "accused each other of firing": what somebody is accused of is no event yet.
        if (_tokens[i].Readings[0].Class == WordClass.Converb && i > sentence.Tokens.Start && _tokens[i - 1].Fold is "of" or "for" && _propositions.Governor(i) is >= 0 and var charge && _tokens[charge].Readings[0].Base is "accuse" or "blame" or "suspect")
            return null;
        // "was called in to the Foreign Ministry": whose ministry it is need not be said.
        if (row.Kind == "summons")
            partners.RemoveAll(p => _actors.Actors[p] is { Kind: ActorKind.Organization, Sector: not "IGO", Party.Length: not 3 });
        // "as part of his tour of Africa": told by the verb.
        if (row.Kind == "visit-noun" && i > 3 && First(new TokenRange(Math.Max(sentence.Tokens.Start, i - 5), i), 5, t => _tokens[t].Fold == "part" && _tokens[t + 1].Fold == "of") >= 0)
            return null;
        // "after their talks", "concluding visits to Chad": of those who act in the clause.
        if (row.Kind is "meeting-noun" or "visit-noun" && agents.Count == 0 && (IsTheirs(i, sentence) || row.Kind == "visit-noun") && _propositions.Governor(i) is >= 0 and var of)
            agents = Distinct(_propositions.Agents(of));
        // "In a telephone conversation on Sunday, X and Y discussed …": those who act in the clause.
        if (row.Kind is "meeting-noun" or "call-noun" && _syntax.PrepositionOf[i] is "in" or "during" or "at" && _actors.PartiesOf(agents.Concat(partners)).Length < 2 && _propositions.Next(i) is >= 0 and var deed)
            agents = Distinct(_propositions.Subject(deed).Concat(_propositions.Agents(i)));
        // "raised the arrests in a call with his counterpart": the one who raised them.
        if (row.Kind == "call-noun" && agents.Count == 0 && _propositions.Governor(i) is >= 0 and var caller)
            agents = Distinct(_propositions.Agents(caller)).Where(a => !partners.Contains(a)).ToList();
        // "Doctors sent by Cuba arrived in Honduras": no visit of a state.
        if (row.Kind == "visit" && _propositions.IsVerbal(i) && (ClauseSplitter.IsFinite(_tokens[i]) ? i : LastFinite(i, sentence)) is >= 0 and var verb && Head(verb, sentence) is >= 0 and var head && _actors.TopAt(head) is null && !_table.IsObject("people", _tokens[head]))
            return null;
        // "was ordered to leave Lithuania": the land stands behind the order.
        if (row.Object == "to-leave")
            partners.AddRange(Distinct(_actors.In(new TokenRange(words.End, Math.Min(sentence.Tokens.End, words.End + 5)))).Where(a => !agents.Contains(a) && !partners.Contains(a) && _actors.Actors[a].Kind == ActorKind.State));
        // "maintain a high-level exchange of visits": no visit of its own.
        if (row.Kind == "visit-noun" && i > 1 && _tokens[i - 1].Fold == "of" && _tokens[i - 2].Fold is "exchange" or "exchanges" or "schedule" or "number")
            return null;
        // "drafted a roadmap", "hired nurses": work of one's own, until the sides agree on it.
        if (row.Kind == "drafting" && status is not (EventStatus.Planned or EventStatus.Proposed))
            return null;
        // "The Secretary raised the tariffs on Pakistan": spoke of them.
        if (row.Type == "SANCTION" && _tokens[i].Readings[0].Base == "raise" && agents.Count > 0 && agents.TrueForAll(a => _actors.Actors[a].Kind == ActorKind.Person))
            return null;
        // "thanked Pakistan for the arrest": what is thanked for is a service.
        if (row.Kind == "arrest-noun" && _propositions.Governor(i) is >= 0 and var thanks && _tokens[thanks].Readings[0].Base is "thank" or "praise" or "commend")
            return null;
        // "lodged a protest", "left the hall in protest": words and no march.
        if (row.Kind == "protest-noun" && (_syntax.PrepositionOf[i] == "in" || i > 0 && _tokens[i - 1].Fold is "of" or "diplomatic" or "formal" or "strong" or "official" or "in" || _propositions.Governor(i) is >= 0 and var made && _tokens[made].Readings[0].Base is "lodge" or "hand" or "deliver" or "file" or "make" or "receive" or "convey" or "express"))
            return null;
        // "Demonstrators set fire to the consulate": the verb tells it.
        if (row.Kind == "protest-noun" && _tokens[i].Readings[0].Base is "protester" or "demonstrator" or "rioter" && _propositions.Next(i) is >= 0 and var did && _table.Of(_tokens[did]).Any(r => r.Type == "PROTEST" && Match(r, did, _propositions.Complements(did), sentence) is not null))
            return null;
        // "Quito threatened Bogota with duties": words of somebody known are a statement, and no event beside it.
        if (row.Type == "THREATEN" && row.Words.Length == 1 && _actors.PartiesOf(agents).Length > 0)
            return null;
        // States do not demonstrate: their protests are words.
        if (row.Type == "PROTEST" && !row.IsNominal && !(Head(i, sentence) is >= 0 and var crowd && _tokens[crowd].Readings[0].Numbers == Numbers.Plural && _actors.TopAt(crowd) is null) && agents.Any(a => _actors.Actors[a].Kind == ActorKind.State || _actors.Actors[a].Sector is "GOV"))
            return null;
        // "the Moscow meetings with the opposition": a noun that names no side tells of no meeting between states.
        if (row is { Type: "CONSULT", Kind: "meeting-noun" or "call-noun" } && _actors.PartiesOf(agents.Concat(partners)).Length == 0)
            return null;
        // "the need for a ceasefire, a withdrawal and closing the border": a list of things wanted.
        if (_tokens[i].Readings[0].Class == WordClass.Converb && i > sentence.Tokens.Start && _tokens[i - 1].Fold is "and" or "or" && _propositions.Governor(i) is >= 0 and var before && _tokens[before].Readings[0].Class != WordClass.Converb)
            return null;
        var parties = row.Kind == "gathering" && _actors.PartiesOf(agents).Length == 0 && IsJoint(words.Start, sentence) ? [.. SidesAt(i)] : Parties(row, i, agents, partners, complements);
        if (parties.Count == 0)
            return _text.Sentences.Length <= 2 && row.Type != "CONSULT" ? Event([]) : null;
        // "condolences over the shooting at a university": nothing between states.
        if (row is { Type: "ASSAULT", IsNominal: true } && parties.TrueForAll(p => p.Length != 3))
            return null;
        if (parties.Count < 2 && parties[0].Length == 3 && row.Kind is "meeting" or "meeting-noun" or "reception" or "call" or "call-noun" or "invitation" or "labour")
            return null;
        if (row.Kind == "gathering" && agents.Count == 0 && !IsJoint(words.Start, sentence))
            return null;
        // "allocated 2 million dollars for the road": money that nobody else gets is no aid.
        if (row is { Object: "money", IsNominal: true } && parties.Count < 2 || row is { Object: "money", IsNominal: false } && (_actors.PartiesOf(agents).Length == 0 || _actors.PartiesOf(partners).Length == 0 && (parties.Count < 2 || !IsGiving(i))) && !_propositions.IsPassive(i))
            return null;
        return Event([.. parties]);

        FoundEvent Event(ImmutableArray<string> of) => new()
        {
            Frame = row,
            Status = status,
            Mode = Mode(row, sentence, of),
            Actors = [.. agents, .. row.Type == "CONSULT" ? partners : []],
            Recipients = row.Type == "CONSULT" ? [] : [.. partners],
            Parties = of,
            Date = Coarse(time?.Date) ?? (status == EventStatus.Occurred && row.Type is not ("COOPERATE" or "AID") ? (row.Type == "CONSULT" || row.Kind == "documents" ? Before(sentence, of)?.Date : null) ?? _mainDate : null),
            Place = Place(row, i, scope, status) is >= 0 and var where ? where : DefaultPlace(row, status, time?.Date, sentence, of),
            Evidence = _text.SpanOf(words),
            Tokens = words,
            Sentence = sentence.Index,
        };
    }

    private string? Mode(FrameRow row, Sentence sentence, ImmutableArray<string> parties)
    {
        if (row.Type != "CONSULT" || row.Mode == "phone")
            return row.Mode;
        if (row.Kind is "meeting" or "meeting-noun" && Any(sentence.Tokens, int.MaxValue - sentence.Tokens.Start, t => _tokens[t].Fold is "telephone" or "telephonic" or "phone" or "videoconference" or "video"))
            return "phone";
        // "on the sidelines of the summit"
        if (row.Kind is "meeting" or "meeting-noun" or "reception" && Any(sentence.Tokens, int.MaxValue - sentence.Tokens.Start, t => _tokens[t].Fold is "sidelines" or "margins" or "sideline" or "fringes"))
            return "multilateral";
        return row.Mode == "visit" && (parties.Length > 2 || row.Kind == "meeting" && parties.Any(p => p.Length != 3) && First(sentence.Tokens, 60, t => _tokens[t].Readings is [{ Base: "summit" }, ..]) >= 0) ? "multilateral" : row.Mode;
    }

    private List<int> Distinct(IEnumerable<ActorMention> mentions) => [.. mentions.SelectMany(m => m.Actors).Where(a => _actors.Actors[a].Sector != "MED").Distinct()];

    private List<string> Parties(FrameRow row, int i, List<int> agents, List<int> partners, TokenRange complements)
    {
        // A ministry acts for its state, and without one named for the state that tells.
        var parties = _actors.PartiesOf(agents.Concat(partners)).Select(p => p.Length != 3 && p.Contains("Ministry", StringComparison.Ordinal) ? _actors.HomeState ?? p : p).Distinct().ToList();
        if (row.Kind is "visit" or "visit-noun" or "invitation" or "reception")
        {
            foreach (var mention in _places.Mentions)
            {
                if (complements.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country && !parties.Contains(country) && parties.Count < 2)
                    parties.Add(country);
            }
        }

        // "The Kyrgyz minister will visit Pakistan. The two sides are to sign …": those of the paragraph.
        if (partners.Count == 0 && _propositions.Agents(i) is [{ Form: MentionForm.Description, Actors.Length: 2 }])
            parties = [.. SidesAt(i)];
        var sides = _actors.MainParties;
        // "The Afghan chargé was summoned to the ministry": by those whose ministry it is.
        if (row.Kind == "summons" && parties.Count == 1 && sides.FirstOrDefault(p => p != parties[0] && p.Length == 3) is { } host)
            parties.Add(host);
        // "shut its consulate in Murmansk"
        if (row.Object is "mission" or "diplomat" && row.Type == "SANCTION" && parties.Count == 1 && _places.Mentions.FirstOrDefault(m => complements.Contains(m.Tokens.Start) && _syntax.PrepositionOf[m.Tokens.Start] is "in" or "from") is { } seat && _places.Places[seat.Place].Country is { } host_ && host_ != parties[0])
            parties.Add(host_);
        // "the third session will be held in Kuwait City": of both sides' committee.
        if (row.Kind == "summit" && agents.Count == 0 && partners.Count == 0 && sides.Length == 2 && sides.All(s => s.Length == 3) && First(new TokenRange(Math.Max(_text.SentenceOf(i).Tokens.Start, i - 9), i), 9, t => _tokens[t].Fold is "session" or "round" && t > 0 && _tokens[t - 1].Readings is [{ Class: WordClass.Numeral or WordClass.Adjective }, ..]) >= 0)
            return [.. sides];
        if (IsOneSided(row))
        {
            var where = row.Type == "PROTEST" ? _text.SentenceOf(i).Tokens : complements;
            foreach (var mention in _places.Mentions)
            {
                if (where.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country && !parties.Contains(country) && (parties.Count == 0 || row.Type == "PROTEST" && parties.Count == 1))
                    parties.Add(country);
            }

            // "expelled two envoys and closed the crossing": towards the same state.
            if (row.Type == "SANCTION" && row.Kind != "conviction" && parties.Count == 1 && Counterpart(row, parties[0], i) is { } target)
                parties.Add(target);
            return parties;
        }

        // "A Korean cultural centre opened in Amman": whose land it stands in.
        if ((row.Kind is "opening" or "transit" || row.Object == "mission") && parties.Count == 1 && parties[0].Length == 3)
        {
            foreach (var mention in _places.Mentions)
            {
                if (complements.Contains(mention.Tokens.Start) && (_syntax.PrepositionOf[mention.Tokens.Start] is "in" || row.Kind == "transit") && _places.Places[mention.Place].Country is { } land && !parties.Contains(land) && parties.Count == 1)
                    parties.Add(land);
            }
        }

        // "a route between Budapest and Tashkent": the lands that it joins.
        if (row.Type == "COOPERATE" && parties.All(p => p.Length != 3))
        {
            var lands = _places.Mentions.Where(m => complements.Contains(m.Tokens.Start)).Select(m => _places.Places[m.Place].Country).OfType<string>().Distinct().ToArray();
            if (lands.Length == 2)
                return [.. lands];
        }

        // "The company will build a plant in Techiman": with the state whose land it is.
        if (row.Object == "facility" && parties is [{ Length: not 3 }] && _places.Mentions.Where(m => complements.Contains(m.Tokens.Start) && _syntax.PrepositionOf[m.Tokens.Start] is "in" or "near" or "at").Select(m => _places.Places[m.Place].Country).FirstOrDefault(c => c is not null) is { } ground)
            return [parties[0], ground];
        // A company flies between two states: they are the sides.
        if (row.Type == "COOPERATE" && First(new TokenRange(Math.Max(_text.SentenceOf(i).Tokens.Start, i - 8), Math.Min(complements.End, i + 9)), 20, t => _tokens[t].Readings is [{ Base: "flight" or "route" or "service" or "frequency" or "train" or "ferry" }, ..]) >= 0)
        {
            parties.RemoveAll(p => p.Length != 3);
            var ends = _places.Mentions.Where(m => _text.SentenceOf(i).Tokens.Contains(m.Tokens.Start)).Select(m => _places.Places[m.Place].Country).OfType<string>().Distinct().ToArray();
            if (ends.Length == 2 && parties.All(ends.Contains))
                return [.. ends];
        }

        // A company opens what joins the sides.
        if (row.Type == "COOPERATE" && parties is [{ Length: not 3 }] && sides.Length >= 2)
            parties.Clear();
        if (row.Type == "AID" && row.Words is not ["evacuate" or "rescue", ..] && parties.Count == 1 && LandOf(complements, parties[0]) is { } needy)
            parties.Add(needy);
        if (parties.Count == 0 && Speaker(i) is { } own)
            parties.Add(own);
        if (parties.Count == 0)
            parties.AddRange(SidesAt(i));
        else if (parties.Count == 1 && Counterpart(row, parties[0], i) is { } other)
            parties.Add(other);
        return parties;
    }

    // Whom the matter is with, when the clause names one side: the other side of the report, unless its paragraph speaks of somebody else only.
    private string? Counterpart(FrameRow row, string party, int i)
    {
        var sides = _actors.MainParties;
        // "summoned the ambassador of a European country": whose, the text does not say.
        if (First(_propositions.Complements(i), 9, t => _tokens[t].Fold is "country" or "state" or "nation" && First(new TokenRange(t - 3, t), 3, a => _tokens[a].Fold is "a" or "an" or "another") >= 0) >= 0)
            return null;
        if (Topic(i) is { } topic && topic != party)
            return topic;
        // "In Praia the minister met Prime Minister X": the host of the town.
        if (row.Type == "CONSULT" && row.Kind is "meeting" or "reception" && Host(i) is { } host && host != party)
            return host;
        var beside = Beside(i);
        beside.Remove(party);
        // A paragraph goes on about those it has told of.
        if (_kept.FindLast(e => _text.Sentences[e.Sentence].Paragraph == _text.SentenceOf(i).Paragraph && e.Frame.Type is "CONSULT" or "SUPPORT" && e.Parties.Length == 2 && e.Parties.Contains(party) && e.Parties.All(p => p.Length == 3)) is { } earlier)
            return earlier.Parties.First(p => p != party);
        if (sides.Length >= 2 && (sides.Contains(party) || row.Type == "CONSULT") && sides.FirstOrDefault(p => p != party) is { } other)
            return beside.Count == 0 || beside.Contains(other) || other.Length != 3 ? other : beside[0];
        return row.Type is "AID" or "SUPPORT" or "COOPERATE" && Speaker(i) is { Length: 3 } speaker && speaker != party ? speaker : row.Type == "AID" || row.Kind is "documents" or "cooperation-noun" ? beside.FirstOrDefault() : null;
    }

    // The land of the town that the sentence puts it in; null when it names none, or a summit brings them there.
    private string? Host(int i)
    {
        var sentence = _text.SentenceOf(i).Tokens;
        if (First(sentence, sentence.Length, t => _tokens[t].Fold is "sidelines" or "margins" or "summit" or "session" or "assembly" or "conference") >= 0)
            return null;
        return _places.Mentions.Where(m => sentence.Contains(m.Tokens.Start) && _syntax.PrepositionOf[m.Tokens.Start] == "in" && _places.Places[m.Place].Kind == "city").Select(m => _places.Places[m.Place].Country).FirstOrDefault(c => c is not null);
    }

    // "On Gaza, he said …", "Turning to Sudan, …": what a paragraph of a briefing is about.
    private string? Topic(int i)
    {
        var sentence = _text.SentenceOf(i);
        var first = sentence.Index;
        while (first > 0 && _text.Sentences[first - 1].Paragraph == sentence.Paragraph)
            first--;
        var start = _text.Sentences[first].Tokens.Start;
        var opening = _tokens[start].Fold switch { "on" or "regarding" or "concerning" => 1, "turning" or "asked" or "as" => 2, _ => 0 };
        if (opening == 0 || opening == 2 && _tokens[start + 1].Fold is not ("to" or "about" or "for"))
            return null;
        var range = new TokenRange(start + opening, Math.Min(start + opening + 3, _tokens.Length));
        return _actors.In(range, withNested: true).Select(m => _actors.PartiesOf(m.Actors).FirstOrDefault()).FirstOrDefault(p => p is { Length: 3 }) ?? _places.Mentions.Where(m => range.Contains(m.Tokens.Start)).Select(m => _places.Places[m.Place].Country).FirstOrDefault();
    }

    // The sides of the report, or the two states that a paragraph of a briefing is about.
    private ImmutableArray<string> SidesAt(int i)
    {
        var sides = _actors.MainParties;
        var beside = Beside(i);
        return beside.Count == 2 && (sides.Length < 2 || sides.Any(s => !beside.Contains(s))) ? [.. beside] : sides;
    }

    // The states that the paragraph has spoken of, the nearest first.
    private List<string> Beside(int i)
    {
        var sentence = _text.SentenceOf(i);
        var found = new List<string>();
        for (var s = sentence.Index; s >= 0 && _text.Sentences[s].Paragraph == sentence.Paragraph; s--)
        {
            foreach (var mention in _actors.In(_text.Sentences[s].Tokens, withNested: true).Where(m => m.Actors.Length == 1).Reverse())
            {
                foreach (var party in _actors.PartiesOf(mention.Actors))
                {
                    if (party.Length == 3 && !found.Contains(party))
                        found.Add(party);
                }
            }

            // "will travel to Cairo to discuss joint patrols"
            foreach (var mention in _places.Mentions)
            {
                if (_text.Sentences[s].Tokens.Contains(mention.Tokens.Start) && _syntax.PrepositionOf[mention.Tokens.Start] == "to" && _places.Places[mention.Place].Country is { } land && !found.Contains(land))
                    found.Add(land);
            }
        }

        return found;
    }

    // "gave 3 million dollars" names no one and has a receiver all the same; "allocated 3 million" may be for one's own road.
    private bool IsGiving(int i) => _tokens[i].Readings[0].Base is "provide" or "give" or "grant" or "donate" or "hand" or "pledge" or "promise" or "offer" or "send";

    // "Ghana sells mostly nuts": what is so every year, and no event.
    private bool IsHabit(FrameRow row, int i, Sentence sentence) =>
        row.Kind == "trade" && _tokens[i].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.NonPast, IsPassive: false } verb && _tokens[i].Fold != verb.Base && !(i > sentence.Tokens.Start && _propositions.IsAuxiliary(i - 1)) && _tokens[i].Fold.EndsWith('s');

    // "The memoranda include promoting tourism, exporting meat": what they are about.
    private bool IsListed(int i)
    {
        while (i >= 0 && _tokens[i].Readings[0].Class == WordClass.Converb)
            i = _propositions.Governor(i);
        return i >= 0 && _tokens[i].Readings[0].Base is "include" or "cover" or "involve" or "comprise";
    }

    // "do not want to ship": no deed that was to be.
    private bool IsUnwanted(int i) => _propositions.IsInfinitive(i) && _propositions.Governor(i) is >= 0 and var wish && _tokens[wish].Readings[0].Base is "want" or "wish" or "need" or "intend" or "plan" or "hope" or "seek" or "like";

    // The verb of invitation that the infinitive hangs on; -1 when it is another.
    private int InvitedBy(int i) => _propositions.IsInfinitive(i) && _propositions.Governor(i) is >= 0 and var governor && _tokens[governor].Readings[0].Base == "invite" ? governor : -1;

    // "A convoy of the society reached Goma": whose town it is.
    private string? LandOf(TokenRange complements, string party) => _places.Mentions.Where(m => complements.Contains(m.Tokens.Start) && _syntax.PrepositionOf[m.Tokens.Start] is null or "to" or "in" or "for" or "on").Select(m => _places.Places[m.Place].Country).FirstOrDefault(c => c is not null && c != party);

    private static bool IsOneSided(FrameRow row) => row.Type is "PROTEST" or "MOBILIZE" or "COERCE" or "ASSAULT" or "SANCTION" or "THREATEN" || row.Kind is "summit" or "attendance" or "gathering";

    // Whose promise or report it is, when the sentence names nobody.
    private string? Speaker(int i)
    {
        var said = _statements.Statements.FirstOrDefault(s => s.Speakers.Length == 1 && s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);
        return said is null ? null : _actors.Actors[said.Speakers[0]].Party;
    }

    private EventStatus Status(FrameRow row, int i, Sentence sentence)
    {
        if (row.Status.Length > 0 && Enum.TryParse<EventStatus>(row.Status, ignoreCase: true, out var fixed_))
            return fixed_;
        if (!_propositions.IsVerbal(i))
            return NominalStatus(i, sentence);
        if (VerbalStatus(i, sentence) is { } own)
            return own == EventStatus.Planned && _propositions.IsDenied(i) ? EventStatus.Negated : own;
        var reading = _tokens[i].Readings[0];
        // "suggested that China buy more beef", "asked that a group be formed"
        if (IsWished(i, sentence))
            return EventStatus.Proposed;
        if (reading is { Class: WordClass.Verb, Form: VerbForm.Infinitive } || (reading.Class == WordClass.Converb && i > sentence.Tokens.Start && _tokens[i - 1].IsWord))
        {
            // "spoke after holding talks"
            if (reading.Class == WordClass.Converb && _tokens[i - 1].Fold is "after" or "upon" or "following" or "since" or "while")
                return EventStatus.Occurred;
            var governor = _propositions.Governor(i);
            if (InvitedBy(i) >= 0 && _propositions.IsAccepted(i))
                return EventStatus.Planned;
            if (governor >= 0 && Governed(governor, sentence) is { } governed)
                return governed;
            if (NounGoverning(i, sentence) is { } noun)
                return noun;
            if (reading.Form == VerbForm.Infinitive)
                return EventStatus.Planned;
        }

        return EventStatus.Occurred;
    }

    private bool IsWished(int i, Sentence sentence)
    {
        var bare = _tokens[i].Readings[0] is { Class: WordClass.Verb } verb && verb.Base == _tokens[i].Fold ? i : i > sentence.Tokens.Start && _propositions.IsPassive(i) && _tokens[i - 1].Fold == "be" ? i - 1 : -1;
        if (bare < 0 || First(new TokenRange(Math.Max(sentence.Tokens.Start, bare - 3), bare), 3, t => _propositions.IsAuxiliary(t) || _tokens[t].Fold == "to") >= 0)
            return false;
        for (var t = bare - 1; t > Math.Max(sentence.Tokens.Start, bare - 10); t--)
        {
            if (_tokens[t].Fold == "that")
                return _tokens[t - 1].Readings is [{ Class: WordClass.Verb or WordClass.Converb or WordClass.Noun } asked, ..] && _table.Status.TryGetValue(asked.Base, out var status) && status == EventStatus.Proposed;
            if (ClauseSplitter.IsFinite(_tokens[t]))
                return false;
        }

        return false;
    }

    // "No talks have taken place."
    private bool IsNone(TokenRange words) => words.Start > 0 && _tokens[words.Start - 1].Fold is "no" or "neither";

    // "could be shipped", "an attack would invoke": what may be is no event.
    private bool IsPossible(int i, Sentence sentence)
    {
        if (_propositions.IsVerbal(i))
            return First(new TokenRange(Math.Max(sentence.Tokens.Start, i - 3), i), 3, t => _tokens[t] is { IsCapitalized: false, Fold: "can" or "could" or "may" or "might" or "cannot" }) >= 0 || _syntax.ClauseAt(i) is { Kind: ClauseKind.Subordinate } clause && _tokens[clause.Tokens.Start].Fold is "if" or "unless" or "whether";
        for (var t = i + 1; t < sentence.Tokens.End; t++)
        {
            if (_tokens[t].Fold is "would" or "could" or "might" or "may" or "should")
                return _syntax.ClauseOf[t] == _syntax.ClauseOf[i] && _syntax.PrepositionOf[i] is null;
            if (ClauseSplitter.IsFinite(_tokens[t]))
                return false;
        }

        return false;
    }

    private bool IsHoped(int i, Sentence sentence)
    {
        for (var t = i - 1; t > Math.Max(sentence.Tokens.Start, i - 14); t--)
        {
            if (_tokens[t].Fold == "that")
                return _tokens[t - 1].Readings is [{ Base: "hope" or "wish" or "desire" or "propose" or "suggest" }, ..];
            if (_tokens[t].Readings is [{ Class: WordClass.Verb, Base: "hope" or "wish" }, ..])
                return true;
        }

        return false;
    }

    // What the auxiliaries of the verb say; null when they say that it is so.
    private EventStatus? VerbalStatus(int i, Sentence sentence)
    {
        EventStatus? status = null;
        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - 4); t--)
        {
            var fold = _tokens[t].Fold;
            if (fold is "not" or "never" || fold.EndsWith("n't", StringComparison.Ordinal) || fold is "no" or "without" && t == i - 1)
                return EventStatus.Negated;
            if (fold is "will" or "would" or "shall" or "'ll")
                status = EventStatus.Planned;
            else if (fold is "should" or "must")
                status = EventStatus.Proposed;
            else if (fold == "had" && status is null)
                status = IsSaid(i) ? EventStatus.Occurred : EventStatus.Historical;
            else if (!(fold is "be" or "been" or "being" or "have" or "has" or "also" || _tokens[t].Readings is [{ Class: WordClass.Adverb }, ..]))
                break;
        }

        // "will second two advisers and train 30 guards": the second verb of what will be.
        if (status is null && i > sentence.Tokens.Start && _tokens[i - 1].Fold is "and" or "or" && _tokens[i].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: Aspects.Perfective })
            status = EventStatus.Planned;
        // "is to open", "are to move".
        if (status is null && _propositions.IsInfinitive(i) && i > 1 && _tokens[i - 1].Fold == "to" && _tokens[i - 2].Fold is "is" or "are" or "was" or "were" or "due" or "set" or "scheduled")
            status = EventStatus.Planned;
        return status;
    }

    private bool IsSaid(int i) => _statements.Statements.Any(s => s.Kind == StatementKind.Indirect && s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);

    // "prepared to send" before "prepare": a form of its own comes first.
    private EventStatus? StatusOf(int t)
    {
        if (_table.Status.TryGetValue(_tokens[t].Fold, out var form))
            return form;
        foreach (var reading in _tokens[t].Readings)
        {
            if (_table.Status.TryGetValue(reading.Base, out var status))
                return status;
        }

        return null;
    }

    private EventStatus? Governed(int governor, Sentence sentence)
    {
        if (VerbalStatus(governor, sentence) is EventStatus.Negated)
            return EventStatus.Negated;
        if (StatusOf(governor) is { } word)
            return word;

        var further = _propositions.IsInfinitive(governor) ? _propositions.Governor(governor) : -1;
        return further >= 0 ? Governed(further, sentence) : VerbalStatus(governor, sentence) is { } own and not EventStatus.Historical ? own : null;
    }

    // "readiness to open", "ready to open", "an invitation to visit".
    private EventStatus? NounGoverning(int i, Sentence sentence)
    {
        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - 8); t--)
        {
            if (StatusOf(t) is { } status)
                return status;
        }

        return null;
    }

    // "the upcoming visit", "proposed a meeting", "looked forward to the visit", "will hold".
    private EventStatus NominalStatus(int i, Sentence sentence)
    {
        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - 4); t--)
        {
            if (_tokens[t].Readings.Length == 0 || ClauseSplitter.IsFinite(_tokens[t]))
                break;
            if (_tokens[t].Fold is "next" or "future" or "planned")
                return EventStatus.Planned;
            if (_tokens[t].Fold is "previous" or "earlier" or "last" or "recent" && _tokens[t].Readings[0].Class == WordClass.Adjective)
                return EventStatus.Historical;
            if (_table.Status.TryGetValue(_tokens[t].Readings[0].Base, out var adjective))
                return adjective;
        }

        // "an agreement on the supply of boats"
        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - 4); t--)
        {
            if (_tokens[t].Fold is "on" or "for" && t > 0 && _table.IsObject("document", _tokens[t - 1]))
                return EventStatus.Planned;
        }

        // "the signing is scheduled for October", "the visit has been postponed until May", "the meeting was called off"
        if (_syntax.PrepositionOf[i] is null && Predicate(i, sentence) is >= 0 and var predicate && PredicateStatus(predicate, sentence) is { } said)
            return said;
        // "before the leaders' meeting in Rarotonga"
        if (_syntax.PrepositionOf[i] is "before" or "until" || i > sentence.Tokens.Start + 1 && First(new TokenRange(Math.Max(sentence.Tokens.Start, i - 6), i), 6, t => _tokens[t].Fold == "ahead" && _tokens[t + 1].Fold == "of") >= 0)
            return EventStatus.Planned;
        var governor = _propositions.Governor(i);
        if (governor < 0 || _syntax.PrepositionOf[i] is "during" or "over" or "about" or "after" or "at" or "following" or "in" or "on")
            return EventStatus.Occurred;
        return Governed(governor, sentence) ?? (_propositions.IsInfinitive(governor) ? EventStatus.Planned : EventStatus.Occurred);
    }

    // The verb that the noun of action is the subject of; -1 when it is none.
    private int Predicate(int noun, Sentence sentence)
    {
        for (var t = noun + 1; t < sentence.Tokens.End; t++)
        {
            if (_tokens[t].Fold is "which" or "who" or "that" or ";" or ":")
                return -1;
            // "the meeting set for Thursday has been cancelled": the verb of the sentence comes later.
            if (!ClauseSplitter.IsFinite(_tokens[t]) || !_propositions.IsAuxiliary(t) && HasFiniteAfter(t, sentence))
                continue;
            var last = t;
            while (last + 1 < sentence.Tokens.End && last < t + 4 && (_propositions.IsAuxiliary(last) || _tokens[last].Readings is [{ Class: WordClass.Adverb }, ..]) && (_propositions.IsVerbal(last + 1) || _propositions.IsAuxiliary(last + 1) || _tokens[last + 1].Readings is [{ Class: WordClass.Adverb or WordClass.Adjective }, ..] || _tokens[last + 1].Fold is "not" or "due" or "set"))
                last++;
            return First(new TokenRange(sentence.Tokens.Start, noun), int.MaxValue - noun, b => ClauseSplitter.IsFinite(_tokens[b]) && _syntax.ClauseOf[b] == _syntax.ClauseOf[noun]) >= 0 ? -1 : last;
        }

        return -1;
    }

    // "a joint working group", "the bilateral commission": both sides sit in it.
    private bool IsJoint(int noun, Sentence sentence) => First(new TokenRange(Math.Max(sentence.Tokens.Start, noun - 3), noun), 3, t => _tokens[t].Fold is "joint" or "bilateral" or "intergovernmental" or "mixed" or "bi-national" or "binational") >= 0;

    private bool IsTheirs(int i, Sentence sentence) => First(new TokenRange(Math.Max(sentence.Tokens.Start, i - 3), i), 3, t => _tokens[t].Fold is "their" or "his" or "her") >= 0;

    private int LastFinite(int i, Sentence sentence)
    {
        for (var t = i - 1; t > sentence.Tokens.Start; t--)
        {
            if (ClauseSplitter.IsFinite(_tokens[t]))
                return t;
        }

        return -1;
    }

    // The common noun right before the verbal group; -1 when another word stands there.
    private int Head(int verb, Sentence sentence)
    {
        var t = verb - 1;
        while (t > sentence.Tokens.Start && (_propositions.IsAuxiliary(t) || _tokens[t].Readings is [{ Class: WordClass.Adverb }, ..]))
            t--;
        while (t > sentence.Tokens.Start && _syntax.PrepositionOf[t] is not null)
            t--;
        if (t > sentence.Tokens.Start && EnglishSyntax.IsPreposition(_tokens[t]))
            t--;
        while (t > sentence.Tokens.Start && _tokens[t].Readings is [{ Class: WordClass.Participle }, ..])
            t--;
        return t >= sentence.Tokens.Start && _tokens[t].Kind == TokenKind.Word && _tokens[t].Readings is [{ Class: WordClass.Noun }, ..] && (!_tokens[t].IsCapitalized || t == sentence.Tokens.Start) ? t : -1;
    }

    private bool HasFiniteAfter(int verb, Sentence sentence)
    {
        for (var t = verb + 1; t < sentence.Tokens.End && !_tokens[t].Is(',') && _tokens[t].Fold is not ("and" or "but" or "that" or "which" or "who" or "after" or "as" or "when"); t++)
        {
            if (ClauseSplitter.IsFinite(_tokens[t]))
                return true;
        }

        return false;
    }

    private EventStatus? PredicateStatus(int predicate, Sentence sentence)
    {
        if (VerbalStatus(predicate, sentence) is { } own and not EventStatus.Historical)
            return own;
        return _tokens[predicate].Readings[0].Base switch
        {
            "cancel" or "call" or "scrap" or "abandon" => EventStatus.Negated,
            "schedule" or "plan" or "expect" or "slate" or "due" or "set" or "postpone" or "delay" or "reschedule" or "move" or "arrange" or "prepare" or "approach" => EventStatus.Planned,
            "propose" or "suggest" or "possible" or "discuss" or "consider" => EventStatus.Proposed,
            _ => null,
        };
    }

    // Where its date and place may stand: its complements, what opens the sentence, and the words between its subject and it.
    private TokenRange Scope(int i, TokenRange complements, Sentence sentence)
    {
        var start = i;
        while (start > sentence.Tokens.Start && !(_propositions.IsVerbal(start - 1) && ClauseSplitter.IsFinite(_tokens[start - 1]) && _tokens[start - 1].Readings[0].Base is not ("be" or "have" or "do")) && !_tokens[start - 1].Is(';'))
            start--;
        var end = Math.Max(complements.End, i + 1);
        // "It will be signed when the president visits Bogota in September."
        if (end < sentence.Tokens.End && _tokens[end].Fold == "when")
            end = First(new TokenRange(end, sentence.Tokens.End), 40, t => _tokens[t].Is(',')) is >= 0 and var comma ? comma : sentence.Tokens.End;
        return new TokenRange(start, end);
    }

    private TimeExpression? Time(int i, TokenRange scope, EventStatus status)
    {
        TimeExpression? best = null;
        var told = EnglishSyntax.AfterDateline(_text, _text.SentenceOf(i));
        foreach (var expression in _times.In(scope))
        {
            // "for the years 2019 through 2028" says what it covers, and not when it was.
            if (expression.Tokens.Start < told || expression.Tokens.Start > 0 && _tokens[expression.Tokens.Start - 1].Fold is "for" or "through" or "years" or "year")
                continue;
            if (expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is null || IsAside(expression.Tokens.Start, i))
                continue;
            // "summoned the envoy over the remarks on 14 August": the day of the remarks.
            if (expression.Tokens.Start > i && First(new TokenRange(i + 1, expression.Tokens.Start), 30, t => _tokens[t].Fold is "over" or "about" && _tokens[t + 1].Kind == TokenKind.Word) >= 0)
                continue;
            // "to set up a hotline in May and hold talks next March": the first date is the hotline's.
            if (IsOfAnother(expression.Tokens, scope, i, expression.Date.From > _times.Reference ? EventStatus.Planned : status))
                continue;
            if (best is null || Math.Abs(expression.Tokens.Start - i) < Math.Abs(best.Tokens.Start - i))
                best = expression;
        }

        return best;
    }

    // A verb before the words has taken them already: "will open a consulate in 2026 and offered five scholarships".
    private bool IsOfAnother(TokenRange words, TokenRange scope, int i, EventStatus status) => words.Start < i && status != EventStatus.Occurred
        && (scope.Start > _text.SentenceOf(i).Tokens.Start || First(new TokenRange(scope.Start, words.Start), int.MaxValue - scope.Start, t => _propositions.IsInfinitive(t) && !_propositions.IsAuxiliary(t)) >= 0)
        && First(new TokenRange(words.End, i), int.MaxValue - words.End, t => _tokens[t].Fold is "and" or "or" || _tokens[t].Is(',')) >= 0;

    // A quarter or half is told by its year.
    private static EventDate? Coarse(EventDate? date) => date is { Precision: DatePrecision.Month } && date.To.DayNumber - date.From.DayNumber > 60 && date.From.Year == date.To.Year
        ? new EventDate(new DateOnly(date.From.Year, 1, 1), new DateOnly(date.From.Year, 12, 31), DatePrecision.Year) : date;

    // "the group, which met in March, will meet again": told of another deed.
    private bool IsAside(int t, int i) => t < i && _syntax.ClauseOf[t] != _syntax.ClauseOf[i] && _syntax.ClauseAt(t).Kind == ClauseKind.Relative;

    private EventDate? MainDate()
    {
        var body = _text.HasTitle ? 1 : 0;
        EventDate? dateline = null;
        foreach (var expression in _times.Expressions)
        {
            // "ABUJA, July 31 — … on Sunday": the dateline tells when it was written.
            if (_text.SentenceOf(expression.Tokens.Start) is var told && told.Paragraph == body && expression.Tokens.Start < EnglishSyntax.AfterDateline(_text, told))
            {
                dateline ??= expression is { IsDay: true, Date: { } written } ? written : null;
                continue;
            }

            var paragraph = told.Paragraph;
            if (paragraph > body && dateline is not null)
                break;
            if (paragraph >= body && paragraph <= body + 1 && expression is { IsDay: true, Use: TimeUse.Point or TimeUse.Start } && (_times.Reference is not { } day || expression.Date!.From <= day && expression.Date.From > day.AddDays(-8)))
                return expression.Date;
        }

        return dateline ?? (_times.Reference is { } reference ? new EventDate(reference, reference, DatePrecision.Day) : null);
    }

    private int MainPlace()
    {
        if (_places.Dateline >= 0)
            return _places.Dateline;
        var body = _text.HasTitle ? 1 : 0;
        foreach (var mention in _places.Mentions)
        {
            if (_text.SentenceOf(mention.Tokens.Start).Paragraph is var paragraph && paragraph >= body && paragraph <= body + 1 && _places.Places[mention.Place].Kind == "city" && (_syntax.PrepositionOf[mention.Tokens.Start] is "in" or "to" or "at" || mention.Tokens.Start > 0 && _tokens[mention.Tokens.Start - 1].Readings is [{ Class: WordClass.Verb, Base: "visit" or "tour" }, ..]))
                return mention.Place;
        }

        return -1;
    }

    // What the paragraph has told of the same side: the talks of a journey share its day and town.
    private FoundEvent? Before(Sentence sentence, ImmutableArray<string> parties) => Before(sentence, parties, "meeting") ?? Before(sentence, parties, null);

    private FoundEvent? Before(Sentence sentence, ImmutableArray<string> parties, string? group) => _kept.FindLast(e =>
        e.Frame.Type == "CONSULT" && (group is null || Group(e) == group) && e.Status == EventStatus.Occurred && e.Frame.Kind is not ("call" or "call-noun") && _text.Sentences[e.Sentence].Paragraph == sentence.Paragraph && e.Parties.Any(parties.Contains));

    // Where it was, when its own words do not tell: where the paragraph has gone to, else where the report is told.
    private int DefaultPlace(FrameRow row, EventStatus status, EventDate? date, Sentence sentence, ImmutableArray<string> parties)
    {
        if (row.Type is not ("CONSULT" or "SUPPORT" or "ACCUSE") || row.Kind is "visit" or "visit-noun" or "call" or "call-noun")
            return -1;
        // "On Wednesday the guest will meet the Speaker": of the visit that the report tells.
        if (status == EventStatus.Planned)
            return row.Kind is "meeting" or "reception" && date is { Precision: DatePrecision.Day } && _mainDate is { } main && date.From.DayNumber - main.From.DayNumber is >= 0 and <= 3 && parties.All(_actors.MainParties.Contains) ? _mainPlace : -1;
        if (status != EventStatus.Occurred)
            return -1;
        return row.Type != "ACCUSE" && Before(sentence, parties) is { Place: >= 0 } earlier && (date is null || date == earlier.Date) ? earlier.Place : _mainPlace;
    }

    private int Place(FrameRow row, int i, TokenRange scope, EventStatus status)
    {
        var best = -1;
        var distance = int.MaxValue;
        foreach (var mention in _places.Mentions)
        {
            // A visit to a country has the town of its own words, not the one where it is told.
            if (row.Kind is "visit" or "visit-noun" && mention.Tokens.Start < i)
                continue;
            // "According to the Akorda press service, …": who tells it.
            if (mention.Tokens.Start > 2 && (_tokens[mention.Tokens.Start - 2].Fold == "according" || _tokens[mention.Tokens.Start - 3].Fold == "according"))
                continue;
            if (IsAside(mention.Tokens.Start, i) || IsOfAnother(mention.Tokens, scope, i, status))
                continue;
            // "to be concluded before the meeting in Rarotonga"
            if (mention.Tokens.Start > i && First(new TokenRange(i + 1, mention.Tokens.Start), 20, t => _tokens[t].Fold == "before") >= 0)
                continue;
            if (!scope.Contains(mention.Tokens.Start) || mention.Tokens.Start < 3 && _places.Dateline == mention.Place || _places.Places[mention.Place].Kind is "sea" or "macroregion"
                || !(_syntax.PrepositionOf[mention.Tokens.Start] is "in" or "at" or "near" || mention.Tokens.Start > 0 && _tokens[mention.Tokens.Start - 1].Fold == "off" || _syntax.PrepositionOf[mention.Tokens.Start] == "to" && row.Type != "COOPERATE" || _syntax.PrepositionOf[mention.Tokens.Start] == "on" && row.Type is "AID" or "COOPERATE" || mention.Tokens.Start > i && mention.Tokens.Start < i + 3))
                continue;
            // "signed a contract on a plant in Kostanay": where the plant will stand.
            if (row.Kind == "documents" && mention.Tokens.Start > i && First(new TokenRange(i + 1, mention.Tokens.Start), 30, t => _tokens[t].Fold is "on" or "for" or "about" or "regarding" && _tokens[t + 1].Kind == TokenKind.Word && _actors.TopAt(t) is null && !_times.In(new TokenRange(t, t + 2)).Any()) >= 0)
                continue;
            var gap = mention.Tokens.Start > i ? mention.Tokens.Start - i : 2 * (i - mention.Tokens.Start);
            if (gap < distance)
                (best, distance) = (mention.Place, gap);
        }

        return best;
    }

    private bool IsSame(FoundEvent a, FoundEvent b)
    {
        if (a.Frame.Type != b.Frame.Type || a.Tokens == b.Tokens && a.Parties.Length == 2 && b.Parties.Length == 2)
            return false;
        // "the commission, which met in March, will meet again": one body, two meetings.
        if (a.Frame.Kind is "gathering" or "meeting" && b.Frame.Kind is "gathering" or "meeting" && a.Sentence == b.Sentence && a.Status != b.Status && _syntax.ClauseOf[a.Tokens.End - 1] != _syntax.ClauseOf[b.Tokens.End - 1])
            return false;
        // "held talks with the premier and was then received by the king"
        if (a.Sentence == b.Sentence && !b.Frame.IsNominal && !a.Frame.IsNominal && a.Tokens.End <= b.Tokens.Start && First(new TokenRange(a.Tokens.End, b.Tokens.Start), 40, t => _tokens[t].Fold is "then" or "later" or "subsequently" or "separately" or "afterwards") >= 0)
            return false;
        // "had a telephone conversation. During the talks …", "They had a constructive conversation": the call just told.
        if (a.Mode == "phone" && b.Frame.Kind is "meeting" or "meeting-noun" && a.Status == b.Status && b.Parties.All(a.Parties.Contains)
            && (b.Frame.IsNominal && First(new TokenRange(Math.Max(0, b.Tokens.Start - 2), b.Tokens.Start), 2, t => _tokens[t].Fold is "the" or "this" or "their") >= 0 || First(b.Tokens, b.Tokens.Length, t => _tokens[t].HasBase("conversation") || _tokens[t].HasBase("discussion") || _tokens[t].HasBase("exchange")) >= 0))
            return true;
        // "closed their borders and froze the assets": each verb another sanction.
        if (a.Sentence == b.Sentence && (a.Tokens.Overlaps(b.Tokens) || Group(a) == Group(b) && Math.Abs(a.Tokens.Start - b.Tokens.Start) < 8 && !(a.Frame is { Type: "SANCTION", IsNominal: false } && b.Frame is { Type: "SANCTION", IsNominal: false }) && !(a.Frame.Type == "AID" && !a.Frame.IsNominal && !b.Frame.IsNominal && a.Frame.Row != b.Frame.Row)))
            return true;
        // "summoned the envoy … and lodged a protest", "envoys of four states presented their credentials"
        if (Group(a) == Group(b) && (Group(a) == "protest-note" && (a.Sentence == b.Sentence || a.Status == b.Status && (a.Date == b.Date || a.Date is null || b.Date is null)) && a.Parties.Any(b.Parties.Contains) || Group(a) == "credentials" && a.Status == b.Status && a.Date == b.Date))
            return true;
        // "is recalling its ambassador", then in a quotation "is withdrawing the ambassador": the same deed told again.
        if (a.Frame.Row == b.Frame.Row && !a.Frame.IsNominal && a.Frame.Object.Length > 0 && a.Sentence != b.Sentence && a.Status == b.Status && (a.Date == b.Date || a.Date is null || b.Date is null) && b.Parties.All(a.Parties.Contains) && SharesObject(a, b))
            return true;
        // "offered $15 million", "a grant of $11 million": other sums, other gifts.
        if (a.Frame.Type == "AID" && Sums(a) is { Length: > 0 } sum && Sums(b) is { Length: > 0 } other && sum != other)
            return false;
        // "During his visit to Sri Lanka the minister will …": the one just told, whatever its day.
        if (b.Frame.Kind == "visit-noun" && Group(a) == "visit" && a.Status is EventStatus.Planned or EventStatus.Occurred && b.Status is EventStatus.Planned or EventStatus.Occurred && (b.Date is null || b.Date == _mainDate || b.Date == a.Date) && b.Parties.All(a.Parties.Contains)
            && First(new TokenRange(Math.Max(0, b.Tokens.Start - 4), b.Tokens.Start), 4, t => _tokens[t].Fold is "his" or "her" or "their" or "the" or "this" or "latter's") >= 0)
            return true;
        // A noun of action recalls what was told before.
        var recalled = b.Frame.Kind.EndsWith("-noun", StringComparison.Ordinal) && Group(a) == Group(b);
        if (a.Frame.Type is not ("CONSULT" or "SUPPORT") && !recalled || a.Status != b.Status || Group(a) != Group(b))
            return false;
        // "signed a contract" and "five documents were concluded" are two; "the contract was signed" is the same again.
        if (Group(a) == "documents" && !SharesWord(a, b))
            return false;
        // "the minister met the speaker", "the envoy was received by the premier": other persons, another meeting.
        if (Group(a) == "meeting" && (Persons(a) is { Count: > 1 } those && Persons(b) is { Count: > 1 } these && those.Intersect(these).Count() < 2 || OtherPersons(a, b)))
            return false;
        return (a.Date == b.Date || a.Date is null || b.Date is null) && (a.Parties.All(b.Parties.Contains) || b.Parties.All(a.Parties.Contains));
    }

    private string Sums(FoundEvent e) => string.Concat(Enumerable.Range(e.Tokens.Start, e.Tokens.Length + 2).Where(t => t < _tokens.Length && _tokens[t].Kind == TokenKind.Number).Select(t => _tokens[t].Text));

    private HashSet<int> Persons(FoundEvent e) => [.. e.Actors.Concat(e.Recipients).Where(a => _actors.Actors[a].Kind == ActorKind.Person)];

    // "held talks with the premier", then "was received by the king": the same two states, other persons.
    private bool OtherPersons(FoundEvent a, FoundEvent b)
    {
        var (these, those) = (Persons(a), Persons(b));
        return a.Parties.Any(party => these.Where(p => _actors.Actors[p].Party == party).ToList() is { Count: > 0 } first && those.Where(p => _actors.Actors[p].Party == party).ToList() is { Count: > 0 } second && !first.Intersect(second).Any());
    }

    private bool SharesObject(FoundEvent a, FoundEvent b) =>
        Enumerable.Range(a.Tokens.Start, a.Tokens.Length).Where(t => _table.IsObject(a.Frame.Object, _tokens[t])).ToArray() is { Length: > 0 } these && Enumerable.Range(b.Tokens.Start, b.Tokens.Length).Any(t => these.Any(h => _tokens[t].HasBase(_tokens[h].Readings[0].Base)));

    private bool SharesWord(FoundEvent a, FoundEvent b)
    {
        for (var i = a.Tokens.Start; i < a.Tokens.End; i++)
        {
            for (var j = b.Tokens.Start; j < b.Tokens.End; j++)
            {
                if (_table.IsObject("document", _tokens[i]) && _tokens[i].Readings[0] is { Class: WordClass.Noun } noun && _tokens[j].HasBase(noun.Base))
                    return true;
            }
        }

        return false;
    }

    private static string Group(FoundEvent e) => e.Mode == "phone" ? "call" : e.Frame.Kind switch
    {
        "visit" or "visit-noun" or "invitation" => "visit",
        "meeting" or "meeting-noun" or "reception" => "meeting",
        "summons" or "accuse" => "protest-note",
        "killing" or "explosion" or "clash" or "attack" or "attack-noun" => "attack",
        var kind => kind.EndsWith("-noun", StringComparison.Ordinal) ? kind[..^5] : kind,
    };
}
