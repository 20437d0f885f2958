using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Readout.Actors;
using Readout.Commitments;
using Readout.Events;
using Readout.Figures;
using Readout.Initiatives;
using Readout.Places;
using Readout.Relations;
using Readout.Statements;
using Readout.Text;
using Readout.Time;
using Readout.Topics;

namespace Readout;

/// <summary>Writes the layers down as a record: ids, code points, order. Finds nothing itself.</summary>
internal static class RecordWriter
{
    public static Record Unread(Report report, string normal, string language, Diagnostic why) => new()
    {
        Document = Facts(report, normal, language, null),
        Diagnostics = [why],
    };

    public static Record Write(Report report,
        SegmentedText text, TimeLayer times, ActorLayer actors, PlaceLayer places, StatementLayer statements, ImmutableArray<FoundEvent> events, FigureLayer figures,
        ImmutableArray<FoundCommitment> commitments, ImmutableArray<FoundRelation> relations, ImmutableArray<FoundInitiative> initiatives, ImmutableArray<FoundTopic> topics)
    {
        var points = new CodePoints(text);
        return new Record
        {
            Document = Facts(report, text.Respelled?.Original ?? text.Text, text.Language, text.HasTitle ? points.Given(text.Paragraphs[0]) : null) with
            {
                Published = report.Published ?? times.Reference,
                PublishedFrom = report.Published is null ? times.ReferenceFrom : report.PublishedFrom,
                Origins = [.. statements.Origins.Select(o => new Origin(o.Actor < 0 ? null : $"a{o.Actor + 1}", points.Evidence(o.Evidence)))],
            },
            Actors = [.. actors.Actors.Select((a, i) => Actor(a, i, actors, text, points)).Where(a => a.Mentions.Length > 0)],
            Events = [.. events.Select((e, i) => Event(e, i, points))],
            Statements = [.. statements.Statements.Select((s, i) => Statement(s, i, points))],
            Figures = [.. figures.Figures.Select((f, i) => Figure(f, i, statements, text, points))],
            Commitments = [.. commitments.Select((c, i) => Commitment(c, i, statements, points))],
            Relations = [.. relations.Select((r, i) => new Relation
            {
                Id = $"r{i + 1}", Parties = r.Parties, Grade = r.Grade, Status = r.Status, Evidence = points.Evidence(r.Evidence), Rule = r.Rule,
            })],
            Initiatives = [.. initiatives.Select((n, i) => new Initiative
            {
                Id = $"n{i + 1}", Name = n.Name, Kind = n.Kind, Ref = n.Ref, Mentions = [.. n.Mentions.Select(points.Evidence)], Rule = n.Rule,
            })],
            Topics = [.. topics.Select(t => new Topic(t.Id, [.. t.Evidence.Select(points.Evidence)]))],
            Places = [.. places.Places.Select((p, i) => Place(p, i, places, text, points)).Where(p => p.Mentions.Length > 0)],
        };
    }

    private static DocumentFacts Facts(Report report, string normal, string language, string? title) => new()
    {
        Id = DocumentFacts.IdOf(normal),
        Name = report.Name,
        Language = language,
        Title = title,
        Text = normal,
        Url = report.Url,
        Publisher = report.Publisher,
        Credit = report.Credit,
        Published = report.Published,
        PublishedFrom = report.Published is null ? null : report.PublishedFrom,
    };

    private static Actor Actor(ActorEntry actor, int index, ActorLayer layer, SegmentedText text, CodePoints points) => new()
    {
        Id = $"a{index + 1}",
        Kind = actor.Kind,
        Name = actor.Name,
        Names = actor.Names,
        Ref = actor.Ref,
        Country = actor.Country,
        Office = actor.Office,
        Sector = actor.Sector,
        Mentions = [.. layer.Mentions.Where(m => m.Actors.Contains(index)).Select(m => points.Mention(text.SpanOf(m.Tokens), m.Form)).Distinct().OrderBy(m => m.Start)],
        Rule = actor.Rule,
    };

    private static Event Event(FoundEvent e, int index, CodePoints points) => new()
    {
        Id = $"e{index + 1}",
        Type = e.Frame.Type,
        Mode = e.Mode,
        Contexts = e.Frame.Contexts,
        Status = e.Status,
        Actors = [.. e.Actors.Select(a => $"a{a + 1}")],
        Recipients = [.. e.Recipients.Select(a => $"a{a + 1}")],
        Parties = e.Parties,
        Date = e.Date,
        Place = e.Place < 0 ? null : $"p{e.Place + 1}",
        Evidence = [points.Evidence(e.Evidence)],
        Rule = e.Frame.Row.Rule,
    };

    private static Figure Figure(FoundFigure figure, int index, StatementLayer statements, SegmentedText text, CodePoints points) => new()
    {
        Id = $"f{index + 1}",
        Measure = figure.Measure,
        // Without trailing zeros: 5.5 million is 5500000, not 5500000.0.
        Value = figure.Value / 1.0000000000000000000000000000m,
        Unit = figure.Unit,
        Approx = figure.Approx,
        Change = figure.Change,
        Record = figure.IsRecord,
        Parties = figure.Parties,
        Period = figure.Period,
        Status = figure.Status,
        SaidIn = SaidIn(text.SpanOf(figure.Tokens), statements),
        Evidence = points.Evidence(text.SpanOf(figure.Tokens)),
        Rule = figure.Rule,
    };

    private static Commitment Commitment(FoundCommitment commitment, int index, StatementLayer statements, CodePoints points) => new()
    {
        Id = $"c{index + 1}",
        By = commitment.By,
        Actors = [.. commitment.Actors.Select(a => $"a{a + 1}")],
        Action = commitment.Action,
        Due = commitment.Due,
        Status = commitment.Status,
        SaidIn = SaidIn(commitment.Evidence, statements),
        Evidence = points.Evidence(commitment.Evidence),
        Rule = commitment.Rule,
    };

    // The statement that holds most of an item's words.
    private static string? SaidIn(Span evidence, StatementLayer statements)
    {
        for (var s = 0; s < statements.Statements.Length; s++)
        {
            var said = statements.Statements[s].Evidence;
            if (Math.Min(said.End, evidence.End) - Math.Max(said.Start, evidence.Start) > evidence.Length / 2)
                return $"s{s + 1}";
        }

        return null;
    }

    private static Statement Statement(FoundStatement statement, int index, CodePoints points) => new()
    {
        Id = $"s{index + 1}",
        Speaker = [.. statement.Speakers.Select(a => $"a{a + 1}")],
        Addressee = statement.Addressee is { } addressee ? $"a{addressee + 1}" : null,
        Kind = statement.Kind,
        Acts = statement.Acts,
        Cue = statement.Cue is { } cue ? points.Evidence(cue) : null,
        Evidence = points.Evidence(statement.Evidence),
        Rule = statement.Rule,
    };

    private static Place Place(PlaceEntry place, int index, PlaceLayer layer, SegmentedText text, CodePoints points) => new()
    {
        Id = $"p{index + 1}",
        Name = place.Name,
        Names = place.Names,
        Ref = place.Ref,
        Country = place.Country,
        Kind = place.Kind,
        Lat = place.Lat,
        Lon = place.Lon,
        Mentions = [.. layer.Mentions.Where(m => m.Place == index).Select(m => points.Mention(text.SpanOf(m.Tokens), MentionForm.Name))],
        Rule = place.Rule,
    };
}
