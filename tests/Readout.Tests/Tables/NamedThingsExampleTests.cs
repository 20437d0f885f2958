using Readout.Relations;
using Readout.Tables;
using Readout.Topics;

namespace Readout.Tests.Tables;

/// <summary>The example of each row about relations, initiatives and topics is a test of the row; brackets in it mark the words of the evidence.</summary>
public class NamedThingsExampleTests
{
    private static IEnumerable<TheoryDataRow<string, string[]>> Rows(string table, params string[] columns) =>
        TsvTable.Embedded($"Languages/ru/{table}").Rows
            .Select(r => new TheoryDataRow<string, string[]>($"{table}:{r.Line}", [.. columns.Select(c => r[c])]) { TestDisplayName = $"{table}:{r.Line} {r["example"]}" });

    public static IEnumerable<TheoryDataRow<string, string[]>> RelationRows() => Rows("relations.tsv", "example", "grade");

    public static IEnumerable<TheoryDataRow<string, string[]>> InitiativeRows() => Rows("initiatives.tsv", "example", "kind", "named", "ref");

    public static IEnumerable<TheoryDataRow<string, string[]>> TopicRows() => Rows("topics.tsv", "example", "topics");

    public static IEnumerable<TheoryDataRow<string, string[]>> ContextRows() => Rows("topic-contexts.tsv", "example", "kind");

    [Theory]
    [MemberData(nameof(RelationRows), DisableDiscoveryEnumeration = true)]
    public void ALabelReadsAsItsRowSays(string row, string[] cells)
    {
        var (text, words) = Marked(cells[0]);
        var segmented = Reading.Segment(text);
        var found = segmented.Sentences.SelectMany(s => LabelFinder.Find(segmented, s.Tokens, Reading.Russian.Relations)).ToList();
        if (cells[1] == "none")
        {
            Assert.Empty(found);
            return;
        }

        var match = Assert.Single(found);
        Assert.Equal($"{row} {cells[1]} {Bare(words!)}", $"{match.Label.Rule} {match.Label.Grade ?? "-"} {Bare(segmented.SpanOf(match.Tokens).In(text))}");
    }

    [Theory]
    [MemberData(nameof(InitiativeRows), DisableDiscoveryEnumeration = true)]
    public void ANamedThingReadsAsItsRowSays(string row, string[] cells)
    {
        var (text, words) = Marked(cells[0]);
        var segmented = Reading.Segment(text);
        var syntax = Syntax.SyntaxFinder.Find(segmented, Reading.Russian.Prepositions);
        var (actors, _) = Actors.ActorResolver.Resolve(segmented, syntax, Actors.NameFinder.Find(segmented, syntax, Reading.Russian), Reading.Russian, null, null);
        var found = Initiatives.InitiativeFinder.Named(segmented, syntax, actors, Reading.Russian);
        if (words is null)
        {
            Assert.Empty(found);
            return;
        }

        var initiative = Assert.Single(found);
        Assert.Equal($"{row} {cells[1]} {cells[3]} {Bare(words)}", $"{initiative.Rule} {initiative.Kind} {initiative.Ref} {Bare(initiative.Mentions[0].In(text))}");
    }

    [Theory]
    [MemberData(nameof(TopicRows), DisableDiscoveryEnumeration = true)]
    public void ACueReadsAsItsRowSays(string row, string[] cells)
    {
        var segmented = Reading.Segment(cells[0]);
        var hits = segmented.Tokens.Select(t => Reading.Russian.Topics.Cues.LongestAt(segmented.Tokens, t.Index, segmented.Tokens.Length)).OfType<PhraseIndex<System.Collections.Immutable.ImmutableArray<TopicCue>>.Hit>();
        Assert.Contains(hits, h => h.Value.Any(c => c.Rule == row && string.Join('|', c.Topics) == cells[1].Replace("-", c.Topics.IsEmpty ? "" : "-", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(ContextRows), DisableDiscoveryEnumeration = true)]
    public void AContextReadsAsItsRowSays(string row, string[] cells)
    {
        var segmented = Reading.Segment(cells[0]);
        var kinds = Enum.GetValues<TopicContext>().Where(kind => segmented.Tokens.Any(t => Reading.Russian.Topics.Contexts.LongestAt(segmented.Tokens, t.Index, segmented.Tokens.Length, c => c == kind) is not null));
        Assert.True(kinds.Contains(Enum.Parse<TopicContext>(cells[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true)), row);
    }

    private static (string Text, string? Words) Marked(string example)
    {
        var start = example.IndexOf('[', StringComparison.Ordinal);
        var end = example.IndexOf(']', StringComparison.Ordinal);
        return start < 0 ? (example, null) : (example.Remove(end, 1).Remove(start, 1), example[(start + 1)..end]);
    }

    private static string Bare(string words) => words.Trim('«', '»', '"');
}
