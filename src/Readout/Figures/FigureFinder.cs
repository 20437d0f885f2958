using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Statements;
using Readout.Text;
using Readout.Time;
using Readout.Topics;

namespace Readout.Figures;

/// <summary>Finds the numbers that a report claims, with what they measure.</summary>
internal static class FigureFinder
{
    public static FigureLayer Find(SegmentedText text, TimeLayer times, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack)
    {
        var layer = Claimed(text, times, actors, pack);
        if (pack.Language == "kk")
            layer = new FigureLayer([.. layer.Figures.Select(f => OfEvent(f, text, events))]);
        if (pack.Language == "en")
            layer = new FigureLayer([.. layer.Figures.Select(f => WithDeed(f, text, times.Reference?.Year, events))]);
        if (pack.Language == "ru")
            layer = new FigureLayer([.. layer.Figures.Select(f => Given(OfDeed(f, text, events), events))]);
        // Where states do not deal with each other a number has no parties.
        return layer.Figures.IsEmpty || Dealings.Are(text, actors, statements, events, pack.Topics) ? layer : new FigureLayer([.. layer.Figures.Select(f => f with { Parties = [] })]);
    }

    // The verb stands last in Kazakh, and the numbers before it are what was bought, sent or signed by its parties on its day.
    private static FoundFigure OfEvent(FoundFigure figure, SegmentedText text, ImmutableArray<FoundEvent> events)
    {
        if (figure.Measure is "trade-turnover" or "exports" or "imports" or "gdp" or "population" or "prices" or "tourists")
            return figure;
        var sentence = text.SentenceOf(figure.Number.Start);
        FoundEvent? nearest = null;
        foreach (var told in events)
        {
            if (told.Sentence != sentence.Index || told.Tokens.End <= figure.Number.Start)
                continue;
            // Clauses between the number and the verb are others' business.
            var closes = 0;
            for (var t = figure.Tokens.End; t < told.Tokens.End; t++)
                closes += text.Tokens[t].Is(',') ? 1 : 0;
            if (closes == 0 && (nearest is null || told.Tokens.End < nearest.Tokens.End))
                nearest = told;
        }

        if (nearest is null)
            return figure;
        var isHappening = figure.Status == FigureStatus.Actual && nearest is { Status: EventStatus.Occurred, Date.Precision: DatePrecision.Day } && figure.Measure is "documents" or "contracts" or "participants" or "companies" or "other";
        return figure with
        {
            Parties = nearest.Parties,
            // "5 мың тонна ұн жөнелту мәселесі": what is given is aid, what is to be given a plan.
            Measure = nearest.Frame.Type == "AID" && figure.Measure is "grain" or "freight" or "other" && figure.Unit is not ("person" or "percent" or "times" or "day") ? "aid" : figure.Measure,
            Status = figure.Status == FigureStatus.Actual && nearest.Status is EventStatus.Proposed && nearest.Frame.Type is "AID" or "COOPERATE" ? FigureStatus.Target : figure.Status,
            Period = isHappening && (figure.Period is null || figure.Measure is "documents" or "contracts") ? nearest.Date!.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : figure.Period,
        };
    }

    // "ЕС внёс в перечень 105 танкеров", "передал Кении 12 катеров": what is counted in the same clause as a deed is a matter of its parties.
    private static FoundFigure OfDeed(FoundFigure figure, SegmentedText text, ImmutableArray<FoundEvent> events)
    {
        if (figure.Measure is "documents" or "contracts" or "companies" or "flights" or "trade-turnover" or "exports" or "imports" or "gdp" or "population" or "prices" or "tourists")
            return figure;
        var sentence = text.SentenceOf(figure.Number.Start).Index;
        FoundEvent? nearest = null;
        var least = int.MaxValue;
        foreach (var told in events)
        {
            if (told.Sentence != sentence || told.Parties.Length < 2 || told.Frame.Type is "CONSULT")
                continue;
            var (from, to) = told.Tokens.End <= figure.Number.Start ? (told.Tokens.End, figure.Number.Start) : (figure.Number.Start, Math.Max(figure.Number.Start, told.Tokens.Start));
            var isApart = false;
            for (var t = from; t < to; t++)
                isApart |= text.Tokens[t].Is(',') || text.Tokens[t].Is(';') || text.Tokens[t].Is(':');
            if (isApart || to - from >= least)
                continue;
            (nearest, least) = (told, to - from);
        }

        return nearest is null ? figure : figure with { Parties = nearest.Parties };
    }

    // "handed over 14 trucks", "50,000 tonnes of rice will be shipped": what is given, bought, sent or signed is a matter of those who do it, on the day when they do.
    private static FoundFigure WithDeed(FoundFigure figure, SegmentedText text, int? year, ImmutableArray<FoundEvent> events)
    {
        if (figure.Measure is "trade-turnover" or "exports" or "imports" or "gdp" or "population" or "prices" or "tourists" || figure.Change is not null)
            return figure;
        var sentence = text.SentenceOf(figure.Number.Start);
        FoundEvent? deed = null;
        var nearest = 4;
        foreach (var e in events)
        {
            if (e.Sentence != sentence.Index || e.Frame.Type is "CONSULT" or "NONE" || e.Parties.IsEmpty)
                continue;
            var distance = e.Tokens.Overlaps(figure.Tokens) ? 0 : e.Tokens.End <= figure.Tokens.Start ? figure.Tokens.Start - e.Tokens.End : e.Tokens.Start - figure.Tokens.End;
            for (var t = Math.Min(e.Tokens.End, figure.Tokens.End); distance > 0 && t < Math.Max(e.Tokens.Start, figure.Tokens.Start); t++)
                distance += text.Tokens[t].IsWord ? 0 : 9;
            if (distance < nearest)
                (deed, nearest) = (e, distance);
        }

        if (deed is null)
            return figure;
        var isThing = figure.Unit is not (null or "percent" or "times" or "person" or { Length: 3 });
        // "a credit announced in 2017" has been given, whatever is planned with it.
        var isPast = figure.Period is { Length: >= 4 } period && year is { } now && int.TryParse(period.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture, out var told) && told < now;
        var status = figure.Status == FigureStatus.Actual && !isPast && deed.Status is EventStatus.Planned or EventStatus.Proposed ? FigureStatus.Target : figure.Status;
        var isDone = status == FigureStatus.Actual && deed is { Status: EventStatus.Occurred, Date.Precision: DatePrecision.Day };
        return figure with
        {
            Measure = deed.Frame.Type == "AID" && isThing && nearest < 2 && figure.Measure is "other" or "grain" or "freight" or "exports" ? "aid" : figure.Measure,
            Parties = deed.Parties.Length > 1 && nearest < 3 && (deed.Parties.Any(figure.Parties.Contains) || deed.Parties.Any(p => p.Length != 3)) ? deed.Parties : figure.Parties,
            Status = status,
            Period = isDone && figure.Period is null && (isThing || figure.Unit == "person") ? deed.Date!.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : figure.Period,
        };
    }

    // "доставлены 40 тонн муки", "«КАМАЗ» поставил 13 тысяч грузовиков": what is given or supplied is a matter of those who give and get it.
    private static FoundFigure Given(FoundFigure figure, ImmutableArray<FoundEvent> events)
    {
        foreach (var e in events)
        {
            if (figure.Unit is "percent" or "times" || !(e.Tokens.Overlaps(figure.Tokens) || (figure.Number.Start >= e.Tokens.End && figure.Number.Start <= e.Tokens.End + 2)))
                continue;
            if (e.Frame.Type == "AID" && figure.Unit is not (null or "person" or { Length: 3 }) && figure.Measure is "other" or "grain" or "freight" or "aid" or "electricity")
                return figure with { Measure = "aid", Parties = e.Parties.Length > 1 ? e.Parties : figure.Parties };
            if (e.Frame.Type == "COOPERATE" && e.Frame.Kind is "supply" or "investment" or "credit" && e.Parties.Length == 2 && e.Parties.Any(p => p.Length != 3))
                return figure with { Parties = e.Parties };
        }

        return figure;
    }

    // "5 млн крон": the money of the state that the sentence or the report is about; of the first in the row when it is about none of them. ISO 4217 begins with the code of the state.
    private static FoundFigure OfState(FoundFigure figure, ActorLayer actors, LanguagePack pack)
    {
        if (figure.Unit is not { } unit || !unit.Contains('|', StringComparison.Ordinal))
            return figure;
        var codes = unit.Split('|');
        var states = figure.Parties.Concat(actors.MainParties).Select(p => pack.Reference.States.TryGetValue(p, out var state) ? state.Iso2 : null).OfType<string>();
        return figure with { Unit = states.Select(iso2 => Array.Find(codes, c => c.StartsWith(iso2, StringComparison.Ordinal))).FirstOrDefault(c => c is not null) ?? codes[0] };
    }

    /// <summary>The same, whatever the text is about.</summary>
    public static FigureLayer Claimed(SegmentedText text, TimeLayer times, ActorLayer actors, LanguagePack pack)
    {
        var figures = ImmutableArray.CreateBuilder<FoundFigure>();
        var timeAt = TimeAt(text, times);
        var scan = new NumberScan(text, timeAt, pack);
        var reader = new FigureReader(text, times, timeAt, pack);
        var parties = new FigureParties(text, actors);
        foreach (var sentence in text.Sentences)
        {
            var first = figures.Count;
            foreach (var counted in scan.Of(sentence, first > 0 ? figures[^1] : null))
            {
                if (reader.Read(counted, sentence, figures) is { } figure)
                    figures.Add(figure);
            }

            var found = figures.Skip(first).ToList();
            for (var i = first; i < figures.Count; i++)
                figures[i] = OfState(figures[i] with { Parties = parties.Of(figures[i], sentence, found) }, actors, pack);
        }

        // What a title claims and the body claims again is one figure, the body's.
        if (text.HasTitle)
            figures.RemoveAll(t => text.IsInTitle(t.Number.Start) && figures.Any(b => !text.IsInTitle(b.Number.Start) && b.Value == t.Value && b.Unit == t.Unit && b.Measure == t.Measure));
        return new FigureLayer(figures.ToImmutable());
    }

    private static TimeExpression?[] TimeAt(SegmentedText text, TimeLayer times)
    {
        var at = new TimeExpression?[text.Tokens.Length];
        foreach (var expression in times.Expressions)
        {
            for (var i = expression.Tokens.Start; i < expression.Tokens.End; i++)
                at[i] = expression;
        }

        return at;
    }
}
