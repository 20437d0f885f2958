using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Readout.Ledger;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;

namespace Readout.Evaluation;

/// <summary>What a set of reports is known to hold: which are of one story, which figures contradict one another, what came of which promise.</summary>
/// <param name="Stories">Names of reports, one list a story; every report is in one.</param>
public sealed record LedgerTruth(ImmutableArray<ImmutableArray<string>> Stories, ImmutableArray<TrueContradiction> Contradictions, ImmutableArray<TruePromise> Promises)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <exception cref="GoldException">The file cannot be read or is no truth.</exception>
    public static LedgerTruth Load(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerTruth>(File.ReadAllText(file), Options) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GoldException(file, $"the truth about the stories cannot be read: {e.Message.TrimEnd('.')}.");
        }
    }
}

/// <param name="Period">Null for what is counted once an event (documents).</param>
/// <param name="Reports">Two names; each claims what the other does not.</param>
public sealed record TrueContradiction(ImmutableArray<string> Parties, string Measure, string? Period, ImmutableArray<string> Reports);

/// <param name="Words">Words inside the commitment's evidence.</param>
/// <param name="State">As <see cref="PromiseState"/>, in small letters.</param>
/// <param name="By">Names of the reports that tell it; any of them will do, none other will.</param>
public sealed record TruePromise(string Report, string Words, string State, ImmutableArray<string> By);

/// <summary>Scores what a ledger makes of reports: pairs that are of one story, contradictions, what came of promises.</summary>
public sealed class LedgerScorer
{
    private readonly List<string> _misses = [];
    private readonly List<string> _others = [];
    private int _pairs, _foundPairs, _rightPairs, _contradictions, _rightContradictions, _otherContradictions, _promises, _rightPromises, _otherOutcomes;

    /// <summary>Share of the pairs found that are right.</summary>
    public double PairPrecision => _foundPairs == 0 ? 1 : (double)_rightPairs / _foundPairs;

    /// <summary>Share of the pairs that were found.</summary>
    public double PairRecall => _pairs == 0 ? 1 : (double)_rightPairs / _pairs;

    public double PairF1 => PairPrecision + PairRecall == 0 ? 0 : 2 * PairPrecision * PairRecall / (PairPrecision + PairRecall);

    public double ContradictionRecall => _contradictions == 0 ? 1 : (double)_rightContradictions / _contradictions;

    public double PromiseRecall => _promises == 0 ? 1 : (double)_rightPromises / _promises;

    /// <summary>Contradictions found that are none.</summary>
    public int OtherContradictions => _otherContradictions;

    /// <summary>Outcomes of promises found in reports that tell none.</summary>
    public int OtherOutcomes => _otherOutcomes;

    /// <summary>What was missed or wrong, a line each.</summary>
    public IReadOnlyList<string> Misses => _misses;

    /// <param name="ledger">Holds the reports and nothing else.</param>
    public async Task AddAsync(ILedger ledger, LedgerTruth truth, ITerms terms, DateOnly today, CancellationToken cancel = default)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new HashSet<(string, string)>();
        await foreach (var story in ledger.StoriesAsync(ListQuery.All, cancel))
        {
            foreach (var report in story)
                names[report.Id] = report.Name!;
            found.UnionWith(PairsOf([.. story.Select(r => r.Name!)]));
        }

        var pairs = truth.Stories.SelectMany(PairsOf).ToHashSet();
        (_pairs, _foundPairs, _rightPairs) = (_pairs + pairs.Count, _foundPairs + found.Count, _rightPairs + pairs.Intersect(found).Count());
        _misses.AddRange(pairs.Except(found).Order().Select(p => $"apart: {p.Item1} and {p.Item2} are of one story"));
        _misses.AddRange(found.Except(pairs).Order().Select(p => $"joined: {p.Item1} and {p.Item2} are of two stories"));
        await ContradictionsAsync(ledger, truth, names, cancel);
        await PromisesAsync(ledger, truth, names, terms, today, cancel);
    }

    public void Write(TextWriter to, bool withMisses)
    {
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stories         pairs {_pairs}, found {_foundPairs}, right {_rightPairs}: precision {PairPrecision:0.00}, recall {PairRecall:0.00}, F1 {PairF1:0.00}"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"contradictions  {_rightContradictions} of {_contradictions} found, {_otherContradictions} that are none"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"promises        {_rightPromises} of {_promises} right, {_otherOutcomes} outcomes from reports that tell none"));
        foreach (var line in withMisses ? _misses.Concat(_others) : [])
            to.WriteLine("  " + line);
    }

    private async Task ContradictionsAsync(ILedger ledger, LedgerTruth truth, Dictionary<string, string> names, CancellationToken cancel)
    {
        var records = new List<(Record, string)>();
        await foreach (var record in ledger.RecordsWithStoriesAsync(ListQuery.All, cancel))
            records.Add(record);
        var contradicted = FigureSeries.Of(records, _ => true).SelectMany(s => s.Points.Where(p => p.IsContradicted).Select(p => (Series: s, Point: p))).ToList();
        var known = new HashSet<FigurePoint>(ReferenceEqualityComparer.Instance);
        foreach (var wanted in truth.Contradictions)
        {
            _contradictions++;
            var hit = contradicted.FirstOrDefault(c => c.Series.Measure == wanted.Measure && wanted.Parties.All(c.Series.Parties.Contains) && (wanted.Period is null || c.Point.Period == wanted.Period)
                && wanted.Reports.All(r => c.Point.Values.Any(v => v.Claims.Any(claim => names[claim.Source.Document] == r))));
            if (hit.Point is null)
                _misses.Add($"not seen: {wanted.Measure} {wanted.Period} {string.Join('–', wanted.Parties)} in {string.Join(" and ", wanted.Reports)}");
            else if (known.Add(hit.Point))
                _rightContradictions++;
        }

        foreach (var (series, point) in contradicted.Where(c => !known.Contains(c.Point)))
        {
            _otherContradictions++;
            _misses.Add($"no contradiction: {series.Measure} {point.Period} {string.Join('–', series.Parties)}: {string.Join(" / ", point.Values.Select(v => $"{v.Value} in {names[v.Claims[0].Source.Document]}"))}");
        }
    }

    private async Task PromisesAsync(ILedger ledger, LedgerTruth truth, Dictionary<string, string> names, ITerms terms, DateOnly today, CancellationToken cancel)
    {
        var promises = await ledger.PromisesAsync(new PromiseQuery { Today = today }, terms, cancel);
        var listed = new HashSet<Promise>(ReferenceEqualityComparer.Instance);
        foreach (var wanted in truth.Promises)
        {
            _promises++;
            var promise = promises.FirstOrDefault(p => p.ToldBy.Any(s => names[s.Document] == wanted.Report && s.Evidence.Text.Contains(wanted.Words, StringComparison.Ordinal)));
            if (promise is null)
            {
                _misses.Add($"no promise: {wanted.Report} «{wanted.Words}»");
                continue;
            }

            listed.Add(promise);
            var by = promise.Outcomes.Select(o => (Name: names[o.Source.Document], Outcome: o)).ToList();
            var right = promise.State.ToString().Equals(wanted.State, StringComparison.OrdinalIgnoreCase) && (wanted.By.IsEmpty || by.Exists(o => wanted.By.Contains(o.Name)));
            _rightPromises += right ? 1 : 0;
            if (!right)
                _misses.Add($"promise: {wanted.Report} «{wanted.Words}» is {wanted.State}, not {promise.State.ToString().ToLowerInvariant()}");
            foreach (var (name, outcome) in by.Where(o => !wanted.By.Contains(o.Name)))
            {
                _otherOutcomes++;
                _misses.Add($"no outcome: {wanted.Report} «{wanted.Words}» {outcome.State} in {name} «{outcome.Source.Evidence.Text}» ({string.Join("; ", outcome.Reasons)})");
            }
        }

        foreach (var promise in promises.Where(p => !listed.Contains(p) && !p.Outcomes.IsEmpty))
            _others.Add($"not in the truth: {names[promise.ToldBy[0].Document]} «{promise.ToldBy[0].Evidence.Text}» {promise.State}: {string.Join(" | ", promise.Outcomes.Select(o => $"{names[o.Source.Document]} «{o.Source.Evidence.Text}» ({string.Join("; ", o.Reasons)})"))}");
    }

    private static IEnumerable<(string, string)> PairsOf(ImmutableArray<string> names)
    {
        var ordered = names.Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            for (var j = i + 1; j < ordered.Count; j++)
                yield return (ordered[i], ordered[j]);
        }
    }
}
