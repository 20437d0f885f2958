using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Morphology;
using Readout.Places;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.Kk;

/// <summary>Finds events in Kazakh by frames: the verb that ends a clause, its noun and object before it, who stands in the clause.</summary>
internal sealed class KazakhEventFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly PlaceLayer _places;
    private readonly TimeLayer _times;
    private readonly StatementLayer _statements;
    private readonly LanguagePack _pack;
    private readonly KazakhTables _tables;
    private readonly EventDate? _mainDate;
    private readonly int _mainPlace;

    private KazakhEventFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack, KazakhTables tables)
    {
        (_text, _tokens, _syntax, _actors, _places, _times, _statements, _pack, _tables) = (text, text.Tokens, syntax, actors, places, times, statements, pack, tables);
        _mainDate = MainDate();
        _mainPlace = MainPlace();
    }

    public static ImmutableArray<FoundEvent> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack, KazakhTables tables)
    {
        var finder = new KazakhEventFinder(text, syntax, actors, places, times, statements, pack, tables);
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
        var start = KazakhClauses.Start(_text, i);
        if (_tables.Frames.At(_tokens, i, start) is not { Form: { } form } hit || hit.Value.Row is { IsBlocker: true })
            return null;
        var row = hit.Value.Row;
        var words = hit.Words;
        if (row.Object.Length > 0)
        {
            var at = Object(row.Object, hit.Words.Start, Math.Max(start, hit.Words.Start - 9));
            if (at < 0)
                return null;
            words = words with { Start = Math.Min(words.Start, at) };
        }

        if (Status(row, form, i, sentence) is not { } status)
            return null;
        var scope = new TokenRange(start, i + 1);
        var time = Time(i, scope) ?? Time(i, new TokenRange(sentence.Tokens.Start, i + 1));
        if (status == EventStatus.Occurred && time?.Date is { } past && _mainDate is { } main && past.To.DayNumber < main.From.DayNumber - 8)
            status = EventStatus.Historical;
        if (status == EventStatus.Occurred && time?.Date is { } later && _times.Reference is { } day && later.From > day)
            status = EventStatus.Planned;
        var parties = Parties(row, scope, i);
        if (parties.Length == 0 || (parties.Length < 2 && parties[0].Length == 3 && row.Kind is "meeting" or "reception" or "call" or "invitation"))
            return null;
        return new FoundEvent
        {
            Frame = row,
            Status = status,
            Mode = row.Mode,
            Actors = [.. _actors.In(scope).SelectMany(m => m.Actors).Where(a => _actors.Actors[a].Sector != "MED").Distinct()],
            Parties = parties,
            Date = time?.Date ?? (status == EventStatus.Occurred && row.Type is not ("COOPERATE" or "AID") ? _mainDate : null),
            Place = Place(row, scope, status),
            Evidence = _text.SpanOf(words),
            Tokens = words,
            Sentence = sentence.Index,
        };
    }

    private int Object(string objectClass, int end, int start)
    {
        for (var t = end - 1; t >= start; t--)
        {
            if (objectClass == "person")
            {
                if (_actors.TopAt(t) is { } mention && (mention.Form == MentionForm.Description || mention.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person)) && (KazakhClauses.Case(mention, _syntax) & Cases.Accusative) != 0)
                    return mention.Extent.Start;
                // "әріптесін шақырды"
                if (_tokens[t].HasBase("әріптес") || _tokens[t].HasBase("басшы"))
                    return t;
            }
            else if (_tokens[t].IsWord && _pack.Frames.IsObject(objectClass, _tokens[t]))
            {
                return t;
            }
        }

        return -1;
    }

    // Null when the name of the action stands free: then nothing is said of its taking place.
    private EventStatus? Status(FrameRow row, KazakhVerbForm form, int i, Sentence sentence)
    {
        if (row.Status.Length > 0 && Enum.TryParse<EventStatus>(row.Status, ignoreCase: true, out var own))
            return own;
        if (form.IsNegative)
            return EventStatus.Negated;
        switch (form.Form)
        {
            case KazakhForm.Perfect when form.Tail.Length == 0 && i + 1 < sentence.Tokens.End && _tokens[i + 1].IsWord && row.Type is not ("CONSULT" or "SUPPORT"):
                // An attribute ("санкция салынған тауарлар") says what the noun is.
                return null;
            case KazakhForm.Past or KazakhForm.Perfect:
                return EventStatus.Occurred;
            case KazakhForm.Present or KazakhForm.Prospective or KazakhForm.Intent:
                return EventStatus.Planned;
            case KazakhForm.Converb:
                return i + 1 < sentence.Tokens.End && Governor(i + 1, sentence) is { Event: { } governed } ? governed : EventStatus.Occurred;
            default:
                return Governor(i + 1, sentence)?.Event;
        }
    }

    private KazakhGovernor? Governor(int from, Sentence sentence)
    {
        for (var t = from; t < Math.Min(sentence.Tokens.End, from + 12); t++)
        {
            if (_tables.Governors.At(_tokens, t, from) is { } hit)
                return hit.Value;
            if (KazakhSyntax.IsFinite(_tokens[t]))
                break;
        }

        return null;
    }

    private ImmutableArray<string> Parties(FrameRow row, TokenRange scope, int i)
    {
        var parties = _actors.PartiesOf(_actors.In(scope, withNested: true)
            .Where(m => !m.IsNested || m.Actors.All(a => _actors.Actors[a].Kind == ActorKind.State)).SelectMany(m => m.Actors).Where(a => _actors.Actors[a].Sector != "MED")).ToList();
        if (row.Kind is "visit" or "invitation")
        {
            foreach (var mention in _places.Mentions)
            {
                if (scope.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country && !parties.Contains(country) && parties.Count < 2)
                    parties.Add(country);
            }
        }

        var sides = _actors.MainParties;
        if (parties.Count == 0 && _statements.Statements.FirstOrDefault(s => s.Speakers.Length == 1 && s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End) is { } said && _actors.Actors[said.Speakers[0]].Party is { } own)
            parties.Add(own);
        if (parties.Count == 0)
            parties.AddRange(sides);
        else if (parties.Count == 1 && sides.Length >= 2 && sides.Contains(parties[0]) && row.Type is not ("PROTEST" or "COERCE" or "MOBILIZE" or "ASSAULT"))
            parties.Add(sides.First(p => p != parties[0]));
        return [.. parties];
    }

    private TimeExpression? Time(int i, TokenRange scope)
    {
        TimeExpression? best = null;
        foreach (var expression in _times.In(scope))
        {
            if (expression.Use is not (TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name) && expression.Date is not null && (best is null || expression.Tokens.Start > best.Tokens.Start))
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
            if (_text.SentenceOf(mention.Tokens.Start).Paragraph is var paragraph && paragraph >= body && paragraph <= body + 1 && _places.Places[mention.Place].Kind == "city")
                return mention.Place;
        }

        return -1;
    }

    private int Place(FrameRow row, TokenRange scope, EventStatus status)
    {
        foreach (var mention in _places.Mentions.Reverse())
        {
            if (scope.Contains(mention.Tokens.Start) && (_syntax.CaseOf[mention.Tokens.End - 1] & (Cases.Locative | Cases.Dative)) != 0 && _places.Places[mention.Place].Kind is not ("sea" or "macroregion"))
                return mention.Place;
        }

        return status == EventStatus.Occurred && row.Type is "CONSULT" or "SUPPORT" or "ACCUSE" && status == EventStatus.Occurred && row.Kind is not "call" ? _mainPlace : -1;
    }

    private static bool IsSame(FoundEvent a, FoundEvent b)
    {
        if (a.Frame.Type != b.Frame.Type)
            return false;
        if (a.Sentence == b.Sentence && a.Tokens.Overlaps(b.Tokens))
            return true;
        if (a.Frame.Type is not ("CONSULT" or "SUPPORT") || a.Status != b.Status || a.Frame.Kind != b.Frame.Kind || (a.Frame.Kind == "documents" && a.Sentence != b.Sentence))
            return false;
        return (a.Date == b.Date || a.Date is null || b.Date is null) && (a.Parties.All(b.Parties.Contains) || b.Parties.All(a.Parties.Contains));
    }
}
