using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Readout.Ledger;
using Readout.Ledger.Corrections;
using Readout.Ledger.Promises;
using Readout.Ledger.Searching;
using Readout.Ledger.Stories;

namespace Readout.Web.Reviewing;

/// <summary>A question to a person. Its id says what it is about, so that a link to it stays good.</summary>
/// <param name="Id"><c>item:DOC:e3</c>, <c>story:DOC:DOC</c>, <c>promise:DOC:517:DOC:0</c>.</param>
public abstract record Question(string Id);

/// <summary>Is this item right?</summary>
/// <param name="Doubts">What looks weak: ends of the texts' keys <c>doubt.*</c>; empty where a whole report is reviewed.</param>
public sealed record ItemQuestion(string Document, string Item, string Type, ImmutableArray<string> Doubts) : Question(Name(Document, Item))
{
    public static string Name(string document, string item) => $"item:{document}:{item}";
}

/// <summary>Do two reports tell of one event?</summary>
/// <param name="AreJoined">What the rules say now.</param>
/// <param name="Reasons">What joins them.</param>
public sealed record StoryQuestion(RecordSummary First, RecordSummary Second, bool AreJoined, ImmutableArray<Reason> Reasons) : Question($"story:{First.Id}:{Second.Id}");

/// <summary>Does a later report tell what came of a promise?</summary>
public sealed record PromiseQuestion(Promise Promise, Outcome Outcome) : Question(
    string.Create(CultureInfo.InvariantCulture, $"promise:{Promise.ToldBy[0].Document}:{Promise.ToldBy[0].Evidence.Start}:{Outcome.Source.Document}:{Outcome.Source.Evidence.Start}"));

/// <summary>What persons are asked: weak readings of the latest reports, events that may be one, promises that may be kept.</summary>
/// <remarks>Drawn from a window of reports, not from the whole ledger, so that a large one costs no more than a small one.</remarks>
internal static class ReviewQueue
{
    /// <summary>How many of the latest reports are looked at.</summary>
    public const int Window = 120;

    internal const int MostQuestions = 60;
    private const int MostOfReport = 3;

    // Links above this are copies or have several reasons: nobody need be asked.
    private const double SureLink = 3.5;

    /// <param name="words">A query that chooses the reports; empty for the latest.</param>
    public static async ValueTask<ImmutableArray<Question>> MakeAsync(ILedger ledger, string words, ITerms terms, DateOnly today, CancellationToken cancel)
    {
        var records = await RecordsAsync(ledger, words, terms, cancel);
        var settled = await SettledAsync(ledger, cancel);
        var stories = await StoryQuestionsAsync(ledger, records, terms, cancel);
        var promises = await PromiseQuestionsAsync(ledger, records, terms, today, cancel);
        var items = records.SelectMany(r => Weak(r).Where(q => !settled.Contains(q.Id)).Take(MostOfReport)).OrderByDescending(q => q.Doubts.Length);
        return [.. promises.Cast<Question>().Concat(stories).Concat(items).Take(MostQuestions)];
    }

    /// <summary>All items of a report, for one who reviews it whole.</summary>
    public static async ValueTask<ImmutableArray<Question>> OfReportAsync(ILedger ledger, string document, CancellationToken cancel)
    {
        if (await ledger.GetAsync(document, cancel) is not { } record)
            return [];
        var settled = await SettledAsync(ledger, cancel);
        var doubts = Weak(record).ToDictionary(q => q.Item, q => q.Doubts);
        return
        [
            .. Items(record).OrderBy(i => i.Start).Select(i => new ItemQuestion(document, i.Id, i.Type, doubts.GetValueOrDefault(i.Id, [])))
                .Where(q => !settled.Contains(q.Id)),
        ];
    }

    private static async ValueTask<List<Record>> RecordsAsync(ILedger ledger, string words, ITerms terms, CancellationToken cancel)
    {
        var records = new List<Record>();
        var among = new ListQuery { Limit = Window };
        var found = Query.Parse(words, terms).IsEmpty ? ledger.RecordsAsync(among, cancel) : ledger.RecordsAsync(new SearchQuery(words, among), cancel);
        await foreach (var record in found)
            records.Add(record);
        return records;
    }

    /// <summary>Questions about items that persons have answered.</summary>
    private static async ValueTask<HashSet<string>> SettledAsync(ILedger ledger, CancellationToken cancel)
    {
        var settled = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (correction, state, _) in ledger.CorrectionsAsync(null, cancel))
        {
            if (state is CorrectionState.Applied or CorrectionState.Fulfilled && correction.Item is { } item)
                settled.Add(ItemQuestion.Name(correction.Document, item));
        }

        return settled;
    }

    private static IEnumerable<(string Id, string Type, int Start)> Items(Record record) =>
        record.Events.Where(e => e.Evidence.Length > 0).Select(e => (e.Id, "event", e.Evidence[0].Start))
            .Concat(record.Statements.Select(s => (s.Id, "statement", s.Evidence.Start)))
            .Concat(record.Figures.Select(f => (f.Id, "figure", f.Evidence.Start)))
            .Concat(record.Commitments.Select(c => (c.Id, "commitment", c.Evidence.Start)))
            .Concat(record.Relations.Select(r => (r.Id, "relation", r.Evidence.Start)))
            .Concat(record.Actors.Where(a => a.Kind != ActorKind.State && a.Mentions.Length > 0).Select(a => (a.Id, a.Kind == ActorKind.Person ? "person" : "organisation", a.Mentions[0].Start)));

    /// <summary>Items of which something is missing that most have.</summary>
    internal static IEnumerable<ItemQuestion> Weak(Record record)
    {
        var doubts = new List<(string Item, string Type, string[] Doubts)>();
        doubts.AddRange(record.Events.Where(e => e.Evidence.Length > 0).Select(e => (e.Id, "event", Those((e.Parties.Length < 2, "parties"), (e.Date is null && e.Status == EventStatus.Occurred, "date")))));
        doubts.AddRange(record.Statements.Select(s => (s.Id, "statement", Those((s.Speaker.IsEmpty, "speaker")))));
        doubts.AddRange(record.Figures.Select(f => (f.Id, "figure", Those((f.Measure == "other", "measure"), (f.Unit is null, "unit"), (f.Parties.IsEmpty, "parties")))));
        doubts.AddRange(record.Commitments.Select(c => (c.Id, "commitment", Those((c.By.IsEmpty, "by"), (c.Action == "other", "action")))));
        doubts.AddRange(record.Relations.Select(r => (r.Id, "relation", Those((r.Grade is null, "grade"), (r.Parties.Length < 2, "parties")))));
        doubts.AddRange(record.Actors.Where(a => a is { Kind: ActorKind.Person, Ref: null, Mentions.Length: > 0 }).Select(a => (a.Id, "person", Those((a.Country is null && a.Office is null, "who")))));
        return doubts.Where(d => d.Doubts.Length > 0).Select(d => new ItemQuestion(record.Document.Id, d.Item, d.Type, [.. d.Doubts]));
    }

    private static string[] Those(params ReadOnlySpan<(bool Is, string Doubt)> doubts)
    {
        var those = new List<string>();
        foreach (var (isSo, doubt) in doubts)
        {
            if (isSo)
                those.Add(doubt);
        }

        return [.. those];
    }

    /// <summary>Reports that are joined weakly, or not joined though of the same parties within two days.</summary>
    private static async ValueTask<List<StoryQuestion>> StoryQuestionsAsync(ILedger ledger, List<Record> records, ITerms terms, CancellationToken cancel)
    {
        const int MostStories = 20;
        const int MostOfPair = 12;
        var judged = new HashSet<(string, string)>();
        await foreach (var judgement in ledger.JudgementsAsync(JudgementKind.Story, null, cancel))
        {
            if (judgement.Verdict == Verdict.Withdrawn)
                judged.Remove(Pair(judgement.First.Document, judgement.Second.Document));
            else
                judged.Add(Pair(judgement.First.Document, judgement.Second.Document));
        }

        var questions = new List<StoryQuestion>();
        var tellings = new Dictionary<string, Telling>(StringComparer.Ordinal);
        Telling TellingOf(Record record) => tellings.TryGetValue(record.Document.Id, out var known) ? known : tellings[record.Document.Id] = TellingMaker.Of(record, terms.Of(record.Document.Text, record.Document.Language), terms);
        foreach (var group in records.GroupBy(r => string.Join(' ', RecordSummary.PartiesOf(r))).Where(g => g.Key.Contains(' ', StringComparison.Ordinal) && g.Skip(1).Any()))
        {
            var near = group.OrderBy(r => r.Document.Published).ThenBy(r => r.Document.Id, StringComparer.Ordinal).Take(MostOfPair).ToList();
            for (var j = 1; j < near.Count && questions.Count < MostStories; j++)
            {
                var story = (await ledger.StoryAsync(near[j].Document.Id, cancel: cancel)).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
                var links = near.Take(j).Where(r => Days(r, near[j]) <= 2).Select(r => (Record: r, Link: Kinship.Between(TellingOf(r), TellingOf(near[j])), IsJoined: story.Contains(r.Document.Id)))
                    .OrderByDescending(l => l.Link?.Strength ?? 0).ToList();
                // Of the reports that it is joined with, one sure link is enough; of the others one question is.
                var joined = links.Where(l => l.IsJoined).Take(1).Where(l => l.Link is { IsCopy: false, Strength: < SureLink });
                var apart = links.Where(l => !l.IsJoined && Days(l.Record, near[j]) <= 1).Take(1);
                questions.AddRange(joined.Concat(apart).Where(l => !judged.Contains(Pair(l.Record.Document.Id, near[j].Document.Id)))
                    .Select(l => new StoryQuestion(Summary(l.Record), Summary(near[j]), l.IsJoined, l.Link?.Reasons ?? [])));
            }
        }

        return questions;
    }

    private static async ValueTask<IEnumerable<PromiseQuestion>> PromiseQuestionsAsync(ILedger ledger, List<Record> records, ITerms terms, DateOnly today, CancellationToken cancel)
    {
        var follow = new FollowUp(terms);
        foreach (var record in records.OrderBy(r => r.Document.Published ?? DateOnly.MaxValue).ThenBy(r => r.Document.Id, StringComparer.Ordinal))
            follow.Read(record, (await ledger.StoryAsync(record.Document.Id, cancel: cancel)).FirstOrDefault()?.Id ?? record.Document.Id);
        var judgements = new List<Judgement>();
        await foreach (var judgement in ledger.JudgementsAsync(JudgementKind.Promise, null, cancel))
            judgements.Add(judgement);
        return follow.Promises(today, judgements).SelectMany(p => p.Outcomes.Where(o => o.Verdict is null).Select(o => new PromiseQuestion(p, o))).OrderByDescending(q => q.Outcome.Strength);
    }

    private static (string, string) Pair(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    private static int Days(Record a, Record b) => a.Document.Published is { } x && b.Document.Published is { } y ? Math.Abs(x.DayNumber - y.DayNumber) : 0;

    private static RecordSummary Summary(Record record)
    {
        var d = record.Document;
        return new(d.Id, d.Name, d.Language, d.Title, d.Published, d.Publisher, d.Url, RecordSummary.PartiesOf(record), default);
    }
}

/// <summary>Queues that persons are working through: made once, shortened by each verdict, made anew when the ledger changed otherwise.</summary>
internal sealed class ReviewDesk(WebOptions options)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (ImmutableArray<Question> Questions, long Version, DateTimeOffset At)> _queues = new(StringComparer.Ordinal);

    /// <param name="scope">A query, or <c>doc:ID</c> for one report.</param>
    public async ValueTask<ImmutableArray<Question>> QueueAsync(ILedger ledger, string scope, CancellationToken cancel)
    {
        var version = (await ledger.VersionAsync(cancel)).Number;
        if (_queues.TryGetValue(scope, out var known) && known.Version == version && options.Clock.GetUtcNow() - known.At < Keep)
            return known.Questions;
        var today = DateOnly.FromDateTime(options.Clock.GetLocalNow().Date);
        var made = scope.StartsWith("doc:", StringComparison.Ordinal)
            ? await ReviewQueue.OfReportAsync(ledger, scope[4..], cancel)
            : await ReviewQueue.MakeAsync(ledger, scope, options.Terms, today, cancel);
        // What somebody is unsure of comes last.
        var open = (await OpenAsync(ledger, cancel)).Select(q => q.Question).ToHashSet(StringComparer.Ordinal);
        made = [.. made.OrderBy(q => open.Contains(q.Id) ? 1 : 0)];
        if (_queues.Count > 100)
            _queues.Clear();
        _queues[scope] = (made, version, options.Clock.GetUtcNow());
        return made;
    }

    /// <summary>Takes an answered question out, or puts one to the end.</summary>
    /// <param name="version">Of the ledger, with the answer in it.</param>
    public void Answered(string scope, string question, bool isUnsure, long version)
    {
        if (!_queues.TryGetValue(scope, out var queue))
            return;
        var rest = queue.Questions.RemoveAll(q => q.Id == question);
        if (isUnsure && queue.Questions.FirstOrDefault(q => q.Id == question) is { } later)
            rest = rest.Add(later);
        _queues[scope] = (rest, version, queue.At);
    }

    public static async ValueTask<ImmutableArray<OpenQuestion>> OpenAsync(ILedger ledger, CancellationToken cancel)
    {
        var open = ImmutableArray.CreateBuilder<OpenQuestion>();
        await foreach (var question in ledger.OpenQuestionsAsync(cancel))
            open.Add(question);
        return open.ToImmutable();
    }

    public void Forget() => _queues.Clear();
}
