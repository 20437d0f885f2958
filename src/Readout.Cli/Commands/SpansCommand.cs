using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ingest;

namespace Readout.Cli.Commands;

/// <summary><c>readout spans</c>: names as spans over the text exactly as given, for scoring against corpora of named entities.</summary>
internal sealed class SpansCommand : Verb
{
    public SpansCommand(Session session)
        : base("spans", "Read reports and print the names in them as PER, LOC and ORG spans over the text exactly as given.",
            "readout spans reports.jsonl --format jsonl -o predictions.jsonl",
            "readout spans report.txt --nested             names inside names too")
    {
        var reading = new ReadingOptions(session, this);
        var nested = new Option<bool>("--nested") { Description = "Give spans inside other spans too." };
        // One format only, and yet an option: scripts say which they expect, and another may come.
        var format = new Option<string>("--format") { Description = "One JSON object a line: doc, spans.", HelpName = "jsonl", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl");
        var output = new Option<string?>("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        Add(nested);
        Add(format);
        Add(output);
        SetAction(async (parse, cancel) =>
        {
            using var to = OutputOptions.OpenFile(session, parse.GetValue(output), OutputFormat.Jsonl);
            var unmapped = new List<Problem>();
            var code = await reading.ReadAllAsync(parse, "readout spans", next =>
            {
                var record = next.Record!;
                if (OffsetMap.Between(next.Input.Report!.Text, record.Document.Text) is not { } map)
                {
                    unmapped.Add(Problem.Error(Codes.OffsetsNotMapped, next.Input.Place, "offsets in the normalised text cannot be led back to the text as given. This is a mistake of ours: please report it with the text."));
                    return ValueTask.CompletedTask;
                }

                var spans = NameSpan.Of(record, withNested: parse.GetValue(nested)).Select(s => s.In(map)).Distinct();
                to.WriteJson(LedgerJson.Write(new { Doc = record.Document.Name ?? record.Document.Id, Spans = spans }));
                return ValueTask.CompletedTask;
            }, known: null, cancel);
            to.Complete();
            foreach (var problem in unmapped)
                session.Terminal.Error.WriteLine($"error {problem}");
            return unmapped.Count > 0 ? App.Failed : code;
        });
    }
}

/// <summary>A name in a text, half-open in code points.</summary>
internal sealed record NameSpan(int Start, int End, string Type)
{
    /// <summary>The names of a record in the order of the text: persons PER, organisations ORG, places and states LOC.</summary>
    /// <param name="record">As the reader made it.</param>
    /// <param name="withNested">Adds the mentions of actors and places that stand inside a name or hold one.</param>
    public static IEnumerable<NameSpan> Of(Record record, bool withNested)
    {
        var names = record.Names.Select(n => new NameSpan(n.Start, n.End, n.Type switch { NameType.Person => "PER", NameType.Organization => "ORG", _ => "LOC" }));
        if (withNested)
            names = names.Concat(record.Actors.SelectMany(a => Names(a.Mentions, a.Kind switch { ActorKind.Person => "PER", ActorKind.Organization => "ORG", _ => "LOC" })))
                .Concat(record.Places.SelectMany(p => Names(p.Mentions, "LOC")));
        return names.Distinct().OrderBy(s => s.Start).ThenByDescending(s => s.End).ThenBy(s => s.Type, StringComparer.Ordinal);
    }

    /// <summary>The same name in the text as given.</summary>
    public NameSpan In(OffsetMap map)
    {
        var (start, end) = map.ToGiven(Start, End);
        return this with { Start = start, End = end };
    }

    private static IEnumerable<NameSpan> Names(IEnumerable<Mention> mentions, string type) =>
        mentions.Where(m => m.Form == MentionForm.Name && m.End > m.Start).Select(m => new NameSpan(m.Start, m.End, type));
}
