using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Morphology;
using Readout.Places;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.En;

/// <summary>Finds events in English by frames: the verb or noun of action, its object after it, who stands before and after.</summary>
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
    private readonly EventDate? _mainDate;
    private readonly int _mainPlace;

    private EnglishEventFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        (_text, _tokens, _syntax, _actors, _places, _times, _statements, _table) = (text, text.Tokens, syntax, actors, places, times, statements, pack.Frames);
        _mainDate = MainDate();
        _mainPlace = MainPlace();
    }

    public static ImmutableArray<FoundEvent> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        var finder = new EnglishEventFinder(text, syntax, actors, places, times, statements, pack);
        var kept = new List<FoundEvent>();
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start) && text.Sentences.Length > 1)
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.At(i, sentence) is { } found && !kept.Any(k => IsSame(k, found)))
                    kept.Add(found);
            }
        }

        return [.. kept];
    }

    private FoundEvent? At(int i, Sentence sentence)
    {
        if (!_tokens[i].IsWord || _tokens[i].Readings.Length == 0 || (_tokens[i].IsCapitalized && i > sentence.Tokens.Start) || _text.QuotationAt(i) is { Tokens.Length: <= 4 })
            return null;
        var reading = _tokens[i].Readings[0];
        var isVerb = reading.Class is WordClass.Verb or WordClass.Participle or WordClass.Converb;
        var reach = Reach(i, sentence);
        foreach (var row in _table.Of(_tokens[i]))
        {
            var nominal = row.Kind is "visit-noun" or "meeting-noun" or "call" or "withdrawal" or "protest" or "assault" or "coerce" or "mobilisation" or "cooperation" || row.Words[0] == "signing";
            if (isVerb == (row.Kind is "visit-noun" or "meeting-noun") || (!isVerb && !nominal))
                continue;
            if (!row.Words.Contains(reading.Base) || Match(row, i, reach) is not { } words)
                continue;
            return row.IsBlocker ? null : Make(row, i, words, sentence, reach);
        }

        return null;
    }

    // The clause, and what hangs on it up to the next predicate.
    private TokenRange Reach(int i, Sentence sentence)
    {
        var clause = _syntax.ClauseAt(i);
        var (start, end) = (clause.Tokens.Start, clause.Tokens.End);
        // A relative clause says of its noun: the subject stands before it.
        if (clause.Kind is ClauseKind.Relative or ClauseKind.Converbial or ClauseKind.Participial && start > sentence.Tokens.Start)
            start = Math.Max(sentence.Tokens.Start, start - 8);
        return new TokenRange(Math.Min(start, i), Math.Max(end, i + 1));
    }

    private TokenRange? Match(FrameRow row, int i, TokenRange reach)
    {
        var (start, end) = (i, i + 1);
        for (var w = 1; w < row.Words.Length; w++)
        {
            var at = Near(row.Words[w], i, reach);
            if (at < 0)
                return null;
            (start, end) = (Math.Min(start, at), Math.Max(end, at + 1));
        }

        var found = row.Object switch
        {
            "" => row.Kind is "meeting" && row.Words.Length == 1 && !HasPerson(reach) && _actors.In(reach).Count() < 1 ? -1 : i,
            "person" => Person(i, reach),
            "visitor" => Person(i, reach) is var guest && guest >= 0 && Enumerable.Range(guest, Math.Max(0, Math.Min(reach.End, guest + 8) - guest)).Any(t => _tokens[t].Fold == "to") ? guest : -1,
            "placed" => Goal(i, reach),
            "with" => Enumerable.Range(i + 1, Math.Max(0, Math.Min(3, reach.End - i - 1))).FirstOrDefault(t => _tokens[t].Fold is "with" or "between", -1),
            _ => Object(row.Object, i, reach),
        };
        return found < 0 ? null : new TokenRange(Math.Min(start, found), Math.Max(end, found + 1));
    }

    private int Near(string word, int i, TokenRange reach)
    {
        for (var d = 1; d <= 7; d++)
        {
            if (i + d < reach.End && (_tokens[i + d].Fold == word || _tokens[i + d].HasBase(word)))
                return i + d;
            if (d <= 4 && i - d >= reach.Start && (_tokens[i - d].Fold == word || _tokens[i - d].HasBase(word)))
                return i - d;
        }

        return -1;
    }

    private bool HasPerson(TokenRange reach) => _actors.In(reach).Any(m => m.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person));

    private int Person(int i, TokenRange reach)
    {
        foreach (var mention in _actors.In(new TokenRange(i + 1, Math.Min(reach.End, i + 6))))
        {
            if (mention.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person) || mention.Form == MentionForm.Description)
                return mention.Tokens.Start;
        }

        return -1;
    }

    private int Goal(int i, TokenRange reach)
    {
        foreach (var mention in _places.Mentions)
        {
            if (mention.Tokens.Start > i && mention.Tokens.Start < Math.Min(reach.End, i + 9))
                return mention.Tokens.Start;
        }

        foreach (var mention in _actors.In(new TokenRange(i + 1, Math.Min(reach.End, i + 9))))
        {
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.State)
                return mention.Tokens.Start;
        }

        return -1;
    }

    private int Object(string objectClass, int i, TokenRange reach)
    {
        var passive = _tokens[i].Readings[0].IsPassive;
        for (var t = i + 1; t < Math.Min(reach.End, i + 12) && !passive; t++)
        {
            if (_table.IsObject(objectClass, _tokens[t]) && _tokens[t].Readings[0].Class == WordClass.Noun)
                return t;
            if (ClauseSplitter.IsFinite(_tokens[t]))
                break;
        }

        for (var t = i - 1; t >= Math.Max(reach.Start, i - 10) && passive; t--)
        {
            if (_table.IsObject(objectClass, _tokens[t]) && _tokens[t].Readings[0].Class == WordClass.Noun)
                return t;
        }

        return -1;
    }

    private FoundEvent? Make(FrameRow row, int i, TokenRange words, Sentence sentence, TokenRange reach)
    {
        var status = Status(row, i, sentence, reach);
        var time = Time(i, reach);
        if (status == EventStatus.Occurred && time?.Date is { } past && _mainDate is { } main && past.To.DayNumber < main.From.DayNumber - 3)
            status = EventStatus.Historical;
        if (status == EventStatus.Occurred && time?.Date is { } later && _times.Reference is { } day && later.From > day)
            status = EventStatus.Planned;
        var actors = new List<int>();
        var recipients = new List<int>();
        foreach (var mention in _actors.In(reach, withNested: true))
        {
            if (mention.IsNested && mention.Form != MentionForm.Description && _actors.TopAt(mention.Tokens.Start) is { Actor: >= 0 } top && _actors.Actors[top.Actor].Kind == ActorKind.Person)
                continue;
            foreach (var actor in mention.Actors)
            {
                if (_actors.Actors[actor] is { Sector: "MED" } || actors.Contains(actor) || recipients.Contains(actor))
                    continue;
                (mention.Extent.Start > i && row.Type is not "CONSULT" ? recipients : actors).Add(actor);
            }
        }

        var parties = _actors.PartiesOf(actors.Concat(recipients)).ToList();
        if (row.Kind is "visit" or "visit-noun" or "invitation" or "reception")
        {
            foreach (var mention in _places.Mentions)
            {
                if (reach.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country && !parties.Contains(country) && parties.Count < 2)
                    parties.Add(country);
            }
        }

        var speaker = _statements.Statements.FirstOrDefault(s => s.Speakers.Length == 1 && s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);
        if (speaker is not null && parties.Count == 0 && _actors.Actors[speaker.Speakers[0]].Party is { } own)
            parties.Add(own);
        var sides = _actors.MainParties;
        if (parties.Count == 0)
            parties.AddRange(sides);
        else if (parties.Count == 1 && sides.Length >= 2 && row.Kind is not ("summit" or "sanctions" or "mobilisation" or "protest" or "assault" or "coerce") && sides.FirstOrDefault(p => p != parties[0]) is { } other && (sides.Contains(parties[0]) || row.Type == "CONSULT"))
            parties.Add(other);
        if (parties.Count == 0 || (parties.Count < 2 && row.Kind is "meeting" or "reception" or "call" or "invitation" && parties[0].Length == 3))
            return _text.Sentences.Length <= 2 && row.Type != "CONSULT" ? Event([]) : null;
        return Event([.. parties]);

        FoundEvent Event(ImmutableArray<string> of) => new()
        {
            Frame = row,
            Status = status,
            Mode = row.Type == "CONSULT" && row.Mode != "phone" && sentence.Tokens is var s && Enumerable.Range(s.Start, s.Length).Any(t => _tokens[t].Fold is "telephone" or "phone" or "videoconference" or "video") && row.Kind is "meeting" or "call" ? "phone" : row.Mode,
            Actors = [.. actors],
            Recipients = [.. recipients],
            Parties = of,
            Date = time?.Date ?? (status == EventStatus.Occurred && row.Type is not ("COOPERATE" or "AID") ? _mainDate : null),
            Place = Place(row, i, reach, status),
            Evidence = _text.SpanOf(words),
            Tokens = words,
            Sentence = sentence.Index,
        };
    }

    private EventStatus Status(FrameRow row, int i, Sentence sentence, TokenRange reach)
    {
        if (row.Status == "proposed")
            return EventStatus.Proposed;
        var verb = _tokens[i].Readings[0].Class is WordClass.Verb or WordClass.Participle or WordClass.Converb ? i : _syntax.ClauseAt(i).Predicate is >= 0 and var predicate && reach.Contains(predicate) ? predicate : i;
        for (var t = Math.Max(sentence.Tokens.Start, verb - 3); t < verb; t++)
        {
            if (_tokens[t].Fold is "not" or "never" or "no" or "without" || _tokens[t].Fold.EndsWith("n't", StringComparison.Ordinal))
                return EventStatus.Negated;
        }

        var reading = _tokens[verb].Readings[0];
        if (reading is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: Aspects.Perfective })
            return EventStatus.Planned;
        if (reading is { Class: WordClass.Verb, Form: VerbForm.Infinitive } or { Class: WordClass.Converb } || verb != i || reading.Class == WordClass.Noun)
        {
            for (var t = i - 1; t >= sentence.Tokens.Start && t > i - (reading.Form == VerbForm.Infinitive ? 22 : 7); t--)
            {
                foreach (var candidate in _tokens[t].Readings)
                {
                    if (_table.Status.TryGetValue(candidate.Base, out var status))
                        return status;
                }
            }

            if (reading.Form == VerbForm.Infinitive)
                return EventStatus.Planned;
        }

        if (verb > 0 && _tokens[verb - 1].Fold == "had" || (verb > 1 && _tokens[verb - 2].Fold == "had" && _tokens[verb - 1].Fold == "been"))
            return EventStatus.Historical;
        return EventStatus.Occurred;
    }

    private TimeExpression? Time(int i, TokenRange reach)
    {
        TimeExpression? best = null;
        foreach (var expression in _times.In(reach))
        {
            if (expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is null)
                continue;
            if (best is null || Math.Abs(expression.Tokens.Start - i) < Math.Abs(best.Tokens.Start - i))
                best = expression;
        }

        return best;
    }

    private EventDate? MainDate()
    {
        var body = _text.HasTitle ? 1 : 0;
        foreach (var expression in _times.Expressions)
        {
            var paragraph = _text.SentenceOf(expression.Tokens.Start).Paragraph;
            if (paragraph >= body && paragraph <= body + 1 && expression is { IsDay: true, Use: TimeUse.Point or TimeUse.Start } && (_times.Reference is not { } day || expression.Date!.From <= day && expression.Date.From > day.AddDays(-8)))
                return expression.Date;
        }

        return _times.Reference is { } reference ? new EventDate(reference, reference, DatePrecision.Day) : null;
    }

    private int MainPlace()
    {
        if (_places.Dateline >= 0)
            return _places.Dateline;
        var body = _text.HasTitle ? 1 : 0;
        foreach (var mention in _places.Mentions)
        {
            if (_text.SentenceOf(mention.Tokens.Start).Paragraph is var paragraph && paragraph >= body && paragraph <= body + 1 && _places.Places[mention.Place].Kind == "city" && _syntax.PrepositionOf[mention.Tokens.Start] is "in" or "to" or "at")
                return mention.Place;
        }

        return -1;
    }

    private int Place(FrameRow row, int i, TokenRange reach, EventStatus status)
    {
        var best = -1;
        var distance = int.MaxValue;
        foreach (var mention in _places.Mentions)
        {
            if (!reach.Contains(mention.Tokens.Start) || mention.Tokens.Start < 3 && _places.Dateline == mention.Place || _places.Places[mention.Place].Kind is "sea" or "macroregion"
                || !(_syntax.PrepositionOf[mention.Tokens.Start] is "in" or "at" or "to" or "near" || mention.Tokens.Start > i && mention.Tokens.Start < i + 3))
                continue;
            var gap = Math.Abs(mention.Tokens.Start - i);
            if (gap < distance)
                (best, distance) = (mention.Place, gap);
        }

        if (best >= 0)
            return best;
        return status == EventStatus.Occurred && row.Kind is not ("visit" or "visit-noun" or "call") && row.Type is "CONSULT" or "SUPPORT" or "ACCUSE" && status == EventStatus.Occurred && row.Kind is not "call" ? _mainPlace : -1;
    }

    private static bool IsSame(FoundEvent a, FoundEvent b)
    {
        if (a.Frame.Type != b.Frame.Type)
            return false;
        if (a.Sentence == b.Sentence && (a.Tokens.Overlaps(b.Tokens) || Group(a) == Group(b) && Math.Abs(a.Tokens.Start - b.Tokens.Start) < 8))
            return true;
        if (a.Frame.Type is not ("CONSULT" or "SUPPORT") || a.Status != b.Status || Group(a) != Group(b))
            return false;
        return (a.Date == b.Date || a.Date is null || b.Date is null) && (a.Parties.All(b.Parties.Contains) || b.Parties.All(a.Parties.Contains));
    }

    private static string Group(FoundEvent e) => e.Frame.Kind switch
    {
        "visit" or "visit-noun" or "invitation" => "visit",
        "meeting" or "meeting-noun" or "reception" => "meeting",
        var kind => kind,
    };
}

internal static class EnglishInitiativeFinder
{
    public static ImmutableArray<Initiatives.FoundInitiative> Find(
        SegmentedText text, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack)
    {
        var tokens = text.Tokens;
        var found = new Dictionary<string, (string Name, string Kind, string Rule, List<Span> Mentions)>(StringComparer.Ordinal);
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (pack.Initiatives.Heads.LongestAt(tokens, i, sentence.Tokens.End) is not { Value.Kind: { } kind } hit)
                    continue;
                var (start, end) = (i, hit.Tokens.End);
                // Left: capitals, numbers and quoted words: "Astana Expo", "“Bright Road” economic policy".
                while (start > sentence.Tokens.Start && (tokens[start - 1].IsCapitalized && !tokens[start - 1].Fold.Equals("the", StringComparison.Ordinal) || tokens[start - 1].Text is "\"" or "”" or "“" && text.QuotationAt(Math.Max(0, start - 2)) is not null && start - 1 > sentence.Tokens.Start
                    || tokens[start - 1].Fold is "and" or "of" or "on" && start - 2 >= sentence.Tokens.Start && tokens[start - 2].IsCapitalized && tokens[i].IsCapitalized))
                    start--;
                if (start > sentence.Tokens.Start && tokens[start - 1].Text is "\"" or "“")
                    start--;
                if (end < sentence.Tokens.End && tokens[end].Kind == TokenKind.Number && tokens[end].Text.Length == 4 && tokens[i].IsCapitalized)
                    end++;
                var named = start < i && (tokens[i].IsCapitalized || kind is "summit" or "project" or "corridor" or "programme" or "forum" or "workshop" or "games" or "treaty" && tokens[start].IsCapitalized);
                if (kind is "treaty" && end < sentence.Tokens.End && tokens[end].Fold is "on" or "of")
                {
                    var stop = end + 1;
                    while (stop < sentence.Tokens.End && tokens[stop].IsWord && !ClauseSplitter.IsFinite(tokens[stop]) && stop < end + 9 && tokens[stop].Fold is not ("with" or "in" or "by" or "that"))
                        stop++;
                    if (stop > end + 1 && tokens[end].Fold == "on")
                        (end, named) = (stop, true);
                }

                if (kind is "treaty" && !named && start == i && i > 0 && tokens[i - 1].IsWord && tokens[i - 1].Fold is "defence" or "defense" or "trade" or "peace" && tokens[i].Fold is "treaty" or "agreement")
                    (start, named) = (i > 1 && tokens[i - 2].Readings is [{ Class: WordClass.Adjective }, ..] ? i - 2 : i - 1, true);
                // A state's adjective alone makes no name: "Chinese initiative".
                if (!named || (i - start == 1 && pack.Actors.Adjectives.ContainsKey(tokens[start].Fold) && !tokens[i].IsCapitalized))
                    continue;
                var span = text.SpanOf(new TokenRange(start, end));
                var key = kind + ":" + string.Join(' ', tokens[start..end].Where(t => t.IsWord).Select(t => t.Fold));
                if (found.TryGetValue(key, out var known))
                    known.Mentions.Add(span);
                else
                    found[key] = (span.In(text.Text), kind, hit.Value.Rule, [span]);
                i = end - 1;
            }
        }

        if (found.Count == 0 || !Topics.Dealings.Are(text, actors, statements, events, pack.Topics))
            return [];
        return [.. found.Values.OrderBy(f => f.Mentions[0].Start).Select(f => new Initiatives.FoundInitiative(f.Name, f.Kind, null, [.. f.Mentions], f.Rule))];
    }
}
