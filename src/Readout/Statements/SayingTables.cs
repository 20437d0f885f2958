using System.Collections.Frozen;
using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Tables;
using Readout.Text;

namespace Readout.Statements;

/// <summary>A row of saying.tsv: a cue and what hangs on it.</summary>
internal sealed record Saying
{
    public required string Name { get; init; }

    public required ImmutableArray<string> Acts { get; init; }

    /// <summary>True for phrases that look like cues and are none ("отметил праздник").</summary>
    public bool IsBlocker => Acts is ["none"];

    public bool TakesClause { get; init; }

    public bool TakesQuotation { get; init; }

    public bool TakesInfinitive { get; init; }

    /// <summary>No complement is needed beyond the words of the cue.</summary>
    public bool TakesAnything { get; init; }

    /// <summary>Bare cases, any of which will do; a combined one needs all its cases ("назвать X Y": accusative and instrumental).</summary>
    public ImmutableArray<Cases> TakenCases { get; init; } = [];

    public ImmutableArray<string> TakenPrepositions { get; init; } = [];

    /// <summary>Whether nominal content is parted from the speaker ("договорились открыть …") or the whole sentence is the evidence.</summary>
    public bool PartsContent { get; init; }

    /// <summary>Said by the author of a document, or by all who meet ("отмечалось, что").</summary>
    public bool IsImpersonal { get; init; }

    /// <summary>Said by the one whose words the subject passes on ("цитирует министра ТАСС").</summary>
    public bool IsPassedOn { get; init; }

    /// <summary>Case of the addressee; <see cref="Cases.None"/> when a preposition marks it or there is none.</summary>
    public Cases AddresseeCase { get; init; }

    public string? AddresseePreposition { get; init; }

    /// <summary>A state of mind in a short form ("уверен", "убеждён"), which is no passive.</summary>
    public bool IsState { get; init; }

    public bool IsNeutral => Acts is ["inform"];
}

/// <summary>A row of attributions.tsv: "по словам", "по данным".</summary>
internal sealed record Attribution(string Preposition, ImmutableArray<string> Nouns, ImmutableArray<string> Acts, bool NeedsSpeaker, TsvRow Row)
{
    public bool Has(Token token)
    {
        if (!token.IsWord || !Nouns.Any(n => token.Fold == n || token.HasBase(n)))
            return false;
        Row.Touch();
        return true;
    }
}

/// <summary>A row of acts.tsv: words of the content that tell the act.</summary>
/// <param name="IsNegative">The words hold a "не" of their own ("не согласен"); the others do not count when negated.</param>
internal sealed record ActMarker(ImmutableArray<string> Acts, bool NeedsFirstPerson, bool IsWeak, bool IsNegative);

internal enum SpeakerNoun : byte { None, Person, Body, Media, Document }

/// <summary>How a language reports speech.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class SayingTables
{
    private static readonly FrozenSet<string> KnownActs = new[]
    {
        "thank", "congratulate", "praise", "support", "condole", "promise", "agree", "propose", "request", "invite",
        "criticise", "accuse", "concern", "reject", "threaten", "warn", "inform",
    }.ToFrozenSet(StringComparer.Ordinal);

    private SayingTables(Collocations<Saying> sayings, Collocations<ActMarker> markers, ImmutableArray<Attribution> attributions, WordTable<SpeakerNoun> speakers, ImmutableArray<(string Cue, string Example, bool IsBlocker, ImmutableArray<string> Acts)> examples)
    {
        Sayings = sayings;
        Markers = markers;
        Attributions = attributions;
        Speakers = speakers;
        Examples = examples;
    }

    public Collocations<Saying> Sayings { get; }

    public Collocations<ActMarker> Markers { get; }

    public ImmutableArray<Attribution> Attributions { get; }

    public WordTable<SpeakerNoun> Speakers { get; }

    /// <summary>The examples of the rows of saying.tsv and attributions.tsv: they are tests.</summary>
    public ImmutableArray<(string Cue, string Example, bool IsBlocker, ImmutableArray<string> Acts)> Examples { get; }

    public static SayingTables Load(LanguageTables tables, IMorphology morphology)
    {
        var examples = ImmutableArray.CreateBuilder<(string, string, bool, ImmutableArray<string>)>();
        var sayings = new Collocations<Saying>(morphology);
        foreach (var row in tables.Load("saying", "cue", "content", "addressee", "acts", "evidence", "speaker", "example", "note").Rows)
        {
            foreach (var cue in row.Values("cue"))
                sayings.Add(cue, ReadSaying(row, cue, morphology), row);
            if (row["example"].Length == 0)
                throw row.Wrong("RO2105", $"'{row["cue"]}' has no example");
            examples.Add((row["cue"], row["example"], row["acts"] == "none", [.. row.Values("acts")]));
        }

        var markers = new Collocations<ActMarker>(morphology);
        foreach (var row in tables.Load("acts", "marker", "person", "acts", "weak", "example").Rows)
        {
            foreach (var words in row.Values("marker"))
                markers.Add(words, new ActMarker(Acts(row), row["person"] == "1", row["weak"] == "yes", words.StartsWith("не ", StringComparison.Ordinal)), row);
        }

        var attributions = ImmutableArray.CreateBuilder<Attribution>();
        foreach (var row in tables.Load("attributions", "phrase", "acts", "needs", "example").Rows)
        {
            var words = row["phrase"].Split(' ');
            if (words.Length != 2)
                throw row.Wrong("RO2104", $"'{row["phrase"]}' is not a preposition and a noun");
            attributions.Add(new Attribution(words[0], [.. morphology.Analyze(words[1]).Select(r => r.Base).Append(words[1]).Distinct()], row["acts"].Length == 0 ? [] : Acts(row), row["needs"] == "speaker", row));
            examples.Add((row["phrase"], row["example"], false, [.. row.Values("acts")]));
        }

        var speakers = new WordTable<SpeakerNoun>(tables.Load("speakers", "noun", "kind", "example").Rows.Select(r => (r["noun"], r.Code("kind", SpeakerNoun.None), r)));
        return new SayingTables(sayings, markers, attributions.ToImmutable(), speakers, examples.ToImmutable());
    }

    private static Saying ReadSaying(TsvRow row, string cue, IMorphology morphology)
    {
        var content = row.Values("content");
        var cases = ImmutableArray.CreateBuilder<Cases>();
        var prepositions = ImmutableArray.CreateBuilder<string>();
        foreach (var part in content)
        {
            if (part is "that" or "quote" or "inf" or "any")
                continue;
            if (IsCase(part.Split(' ')[0]))
                cases.Add(part.Split(' ').Aggregate(Cases.None, (all, code) => all | CaseCodes.Parse(row, code)));
            else
                prepositions.Add(part.Split(' ')[0]);
        }

        var addressee = row["addressee"];
        return new Saying
        {
            Name = cue,
            Acts = row["acts"] == "none" ? ["none"] : Acts(row),
            TakesClause = content.Contains("that"),
            TakesQuotation = content.Contains("quote"),
            TakesInfinitive = content.Contains("inf"),
            TakesAnything = content.Contains("any"),
            TakenCases = cases.ToImmutable(),
            TakenPrepositions = prepositions.ToImmutable(),
            PartsContent = row["evidence"] switch { "clause" => true, "sentence" => false, _ => throw row.Wrong("RO2104", $"unknown evidence '{row["evidence"]}' (clause, sentence)") },
            IsState = morphology.Analyze(cue.Split(' ')[0])[0].IsShort,
            IsImpersonal = row["speaker"] switch { "issuer" => true, "" or "quoted" => false, _ => throw row.Wrong("RO2104", $"unknown speaker '{row["speaker"]}' (issuer, quoted)") },
            IsPassedOn = row["speaker"] == "quoted",
            AddresseeCase = IsCase(addressee) ? CaseCodes.Parse(row, addressee) : Cases.None,
            AddresseePreposition = addressee.Length > 0 && !IsCase(addressee) ? addressee : null,
        };
    }

    private static bool IsCase(string part) => part is "nom" or "gen" or "dat" or "acc" or "ins" or "loc";

    private static ImmutableArray<string> Acts(TsvRow row)
    {
        foreach (var act in row.Values("acts"))
        {
            if (!KnownActs.Contains(act))
                throw row.Wrong("RO2104", $"unknown act '{act}'", Spelling.Nearest(act, KnownActs));
        }

        return [.. row.Values("acts")];
    }
}
