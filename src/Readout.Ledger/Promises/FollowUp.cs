using System.Collections.Immutable;
using System.Globalization;
using Readout.Ledger.Subjects;

namespace Readout.Ledger.Promises;

/// <summary>Follows commitments through later reports. Give it records in the order of their publication, then ask for the promises.</summary>
/// <remarks>
/// A later report speaks of a promise when it is of the same parties, has a sentence about the same thing (<see cref="Subject"/>) and that sentence tells an outcome: by
/// a word of outcomes.tsv or by an event of the record. It keeps promises and their outcomes only, no reports.
/// </remarks>
public sealed class FollowUp(ITerms terms)
{
    private const double SameThing = 3;
    private const double AnyThing = 1;
    private const int VisitDays = 120;

    private static readonly WordPatterns<OutcomeRow> Outcomes = LoadOutcomes();

    private readonly SubjectReader _subjects = new(terms);
    private readonly List<Open> _open = [];
    private readonly Dictionary<string, List<Open>> _byFeature = new(StringComparer.Ordinal);

    /// <param name="story">Id of the story that the report is in.</param>
    public void Read(Record record, string story)
    {
        var states = Parties(record);
        if (_open.Count > 0 && states.Count > 0)
            Match(record, story, states);
        foreach (var commitment in record.Commitments.Where(c => !c.By.IsDefaultOrEmpty))
            Take(record, story, commitment, states);
    }

    /// <summary>The promises of all records read, overdue ones first, then by the day they are due, then those without a day.</summary>
    /// <param name="judgements">What persons said about outcomes, in the order in which they said it.</param>
    public ImmutableArray<Promise> Promises(DateOnly today, IReadOnlyCollection<Judgement> judgements) =>
    [
        .. _open.Select(o => Made(o, today, judgements))
            .OrderByDescending(p => p.IsOverdue).ThenBy(p => p.DueBy ?? DateOnly.MaxValue).ThenBy(p => p.ToldBy[0].Published ?? DateOnly.MaxValue).ThenBy(p => p.Id, StringComparer.Ordinal),
    ];

    /// <summary>Last day of a due date as records write it; null when there is none.</summary>
    public static DateOnly? DueBy(string? due)
    {
        if (due is null)
            return null;
        var last = due.Split("..")[^1];
        if (last.Length < 4 || !int.TryParse(last.AsSpan(0, 4), CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9998)
            return null;
        return last[4..] switch
        {
            "" => new(year, 12, 31),
            ['-', 'H', var half] => half == '1' ? new(year, 6, 30) : new(year, 12, 31),
            ['-', 'Q', >= '1' and <= '4' and var quarter] => new DateOnly(year, 3 * (quarter - '0'), 1).AddMonths(1).AddDays(-1),
            ['-', .. { Length: 2 } month] when int.TryParse(month, CultureInfo.InvariantCulture, out var m) && m is >= 1 and <= 12 => new DateOnly(year, m, 1).AddMonths(1).AddDays(-1),
            _ => DateOnly.TryParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        };
    }

    internal static string IdOf(Source source) => string.Create(CultureInfo.InvariantCulture, $"{source.Document[..12]}:{source.Evidence.Start}");

    private void Take(Record record, string story, Commitment commitment, HashSet<string> states)
    {
        var source = Source.Of(record, commitment.Id, commitment.Evidence);
        var subject = _subjects.Of(record, commitment.Evidence);
        // The same promise told by another report of the event is the same promise.
        var same = _open.FindLast(o => o.Story == story && o.Commitment.Action == commitment.Action && o.Commitment.By.Intersect(commitment.By, StringComparer.Ordinal).Any()
            && (IsVisit(commitment.Action) || o.Subject.Common(subject) >= (IsSameInAnotherLanguage(o, record, commitment) ? AnyThing : SameThing)));
        if (same is not null)
        {
            same.ToldBy.Add(source);
            return;
        }

        var speaker = commitment.SaidIn is { } id && record.Statements.FirstOrDefault(s => s.Id == id) is { Speaker: [var one] } ? record.Actors.FirstOrDefault(a => a.Id == one)?.Name : null;
        var headline = record.Events.Where(e => e.Parties.Length > 1 && e.Parties.Intersect(commitment.By, StringComparer.Ordinal).Any()).Select(e => e.Parties).FirstOrDefault();
        var with = (headline.IsDefault ? [.. states] : headline).Except(commitment.By, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var open = new Open(record, story, commitment, subject, speaker, with, DueBy(commitment.Due));
        open.ToldBy.Add(source);
        _open.Add(open);
        foreach (var feature in Features(subject, commitment))
        {
            if (!_byFeature.TryGetValue(feature, out var promises))
                _byFeature[feature] = promises = [];
            promises.Add(open);
        }
    }

    // Of what is told in another language few words can be the same; that the same parties are to do the same by the same day makes up for it.
    private static bool IsSameInAnotherLanguage(Open open, Record record, Commitment commitment) =>
        open.DueBy is { } due && due == DueBy(commitment.Due) && open.Record.Language != record.Document.Language
        && open.Commitment.By.Order(StringComparer.Ordinal).SequenceEqual(commitment.By.Order(StringComparer.Ordinal), StringComparer.Ordinal)
        && open.ToldBy.TrueForAll(s => s.Document != record.Document.Id);

    private static bool IsVisit(string action) => action is "visit" or "receive" or "attend";

    private static IEnumerable<string> Features(Subject subject, Commitment commitment)
    {
        if (IsVisit(commitment.Action))
            return commitment.By.Select(p => "visit " + p);
        return subject.Things.Select(t => "thing " + t).Concat(subject.Names.Select(n => "name " + n)).Concat(subject.Words.Select(w => "word " + w));
    }

    private void Match(Record record, string story, HashSet<string> states)
    {
        var found = new Dictionary<Open, Outcome>();
        void Keep(Open open, Outcome outcome)
        {
            if (!found.TryGetValue(open, out var known) || outcome.Strength > known.Strength)
                found[open] = outcome;
        }

        foreach (var sentence in Sentences.Of(record.Document.Text))
        {
            var told = TellsOf(record, sentence);
            if (told.Count == 0)
                continue;
            var subject = _subjects.Of(record, sentence);
            foreach (var open in Candidates(subject).Where(o => IsLater(o, record, story, states)))
            {
                if (told.Find(t => t.Row.Speaks(open.Commitment.Action)) is not { Row: { } row } outcome)
                    continue;
                var reasons = new List<Reason>();
                var strength = open.Subject.Common(subject, reasons);
                if (strength == 0)
                    continue;
                // A word for just this kind of act ("shipped" for a supply) says as much as a place.
                strength += row.IsNarrow ? 1 : 0;
                // A report that does not name the other party must be plainer about the thing.
                if (strength < SameThing + (open.With.IsEmpty || open.With.Any(states.Contains) ? 0 : 1))
                    continue;
                var source = Source.Of(record, null, sentence);
                Keep(open, new(IdOf(source), row.State, source, [Reason.Of("says", outcome.Words), .. reasons], strength, null));
            }
        }

        foreach (var (open, outcome) in VisitsOf(record, story, states))
            Keep(open, outcome);
        // One outcome a story: its reports tell the same.
        foreach (var (open, outcome) in found)
        {
            if (!open.Outcomes.TryGetValue(story, out var known) || outcome.Strength > known.Strength)
                open.Outcomes[story] = outcome;
        }
    }

    private IEnumerable<Open> Candidates(Subject subject) =>
        subject.Things.Select(t => "thing " + t).Concat(subject.Names.Select(n => "name " + n)).Concat(subject.Words.Select(w => "word " + w))
            .SelectMany(f => _byFeature.GetValueOrDefault(f) ?? []).Distinct();

    private static bool IsLater(Open open, Record record, string story, HashSet<string> states) =>
        open.Story != story
        && (open.Record.Published is not { } promised || record.Document.Published is not { } published || published > promised)
        && open.Commitment.By.All(states.Contains);

    private sealed record Tells(OutcomeRow Row, string Words);

    /// <summary>Which outcomes a sentence tells, the rows that win first.</summary>
    private static List<Tells> TellsOf(Record record, Evidence sentence)
    {
        var words = Sentences.WordsOf(sentence.Text);
        var hits = Outcomes.In(sentence.Text, words).ToList();
        var undone = hits.Where(h => h.Value.Kind is "not" or "ahead").ToList();
        var told = hits.Where(h => h.Value.Kind is not ("not" or "ahead"))
            // "will be opened", "has not been built": the word just before undoes it.
            .Where(h => h.Value.State is PromiseState.Postponed or PromiseState.Dropped || !undone.Exists(u => u.Start < h.Start && WordsBetween(words, u.Start, h.Start) <= 3))
            .OrderBy(h => h.Value.Order)
            .Select(h => new Tells(h.Value, sentence.Text[h.Start..h.End]))
            .ToList();
        foreach (var e in record.Events.Where(e => e.Evidence.Any(w => w.Start >= sentence.Start && w.End <= sentence.End)))
        {
            var state = e.Status switch { EventStatus.Negated => PromiseState.Dropped, EventStatus.Occurred => PromiseState.Kept, _ => (PromiseState?)null };
            if (state is { } known && ActionsOf(e.Type) is { Length: > 0 } actions)
                told.Add(new(new("event", known, actions, int.MaxValue), e.Evidence[0].Text));
        }

        return told;
    }

    private static int WordsBetween(List<Word> words, int from, int to) => words.Count == 0 ? (to - from) / 2 : words.Count(w => w.Start > from && w.Start < to) + (words.Exists(w => w.Start == to) ? 0 : (to - from) / 2);

    private static string[] ActionsOf(string type) => type switch
    {
        "COOPERATE" or "AID" => ["open", "build", "launch", "supply", "send", "invest", "finance", "expand", "support"],
        "SUPPORT" => ["sign", "ratify", "join"],
        "CONSULT" => ["hold"],
        _ => [],
    };

    /// <summary>A visit is kept by a visit: no word need be the same.</summary>
    private IEnumerable<(Open, Outcome)> VisitsOf(Record record, string story, HashSet<string> states)
    {
        foreach (var e in record.Events.Where(e => e is { Type: "CONSULT", Status: EventStatus.Occurred } && e.Mode != "phone" && e.Evidence.Length > 0))
        {
            foreach (var open in e.Parties.SelectMany(p => _byFeature.GetValueOrDefault("visit " + p) ?? []).Distinct().Where(o => IsLater(o, record, story, states)))
            {
                var host = open.Commitment.Action == "receive" ? open.Commitment.By : open.With;
                var place = record.Places.FirstOrDefault(p => p.Id == e.Place)?.Country;
                var met = host.Any(e.Parties.Contains) && (place is null ? record.Places.IsEmpty || open.Commitment.Action == "attend" : host.Contains(place));
                var day = e.Date?.From ?? record.Document.Published;
                var inTime = open.DueBy is not { } due || day is null || day <= due.AddDays(VisitDays);
                var same = open.Commitment.Action != "attend" || open.Subject.Common(_subjects.Of(record, e.Evidence[0])) > 0;
                if (met && inTime && same)
                {
                    var source = Source.Of(record, e.Id, e.Evidence[0]);
                    yield return (open, new(IdOf(source), PromiseState.Kept, source, [place is null ? Reason.Of("meeting", string.Join(", ", e.Parties)) : Reason.Of("meeting", string.Join(", ", e.Parties), place)], SameThing, null));
                }
            }
        }
    }

    private static Promise Made(Open open, DateOnly today, IReadOnlyCollection<Judgement> judgements)
    {
        var promise = open.ToldBy.Select(s => WordsOf.Of(s.Document, s.Evidence)).ToList();
        var outcomes = open.Outcomes.Values.Select(o =>
            {
                var words = WordsOf.Of(o.Source.Document, o.Source.Evidence);
                var last = judgements.LastOrDefault(j => (promise.Exists(j.First.Meets) && j.Second.Meets(words)) || (promise.Exists(j.Second.Meets) && j.First.Meets(words)));
                return o with { Verdict = last is null or { Verdict: Verdict.Withdrawn } ? null : last.Verdict };
            })
            .OrderBy(o => o.Source.Published ?? DateOnly.MinValue).ThenBy(o => o.Id, StringComparer.Ordinal).ToImmutableArray();
        // A confirmed word stands above what is only suggested; among equals the latest day tells, and on one day the surest.
        var standing = outcomes.Where(o => o.Verdict != Verdict.Different).ToList();
        var deciding = standing.OrderBy(o => o.Verdict == Verdict.Same).ThenBy(o => o.Source.Published ?? DateOnly.MinValue).ThenBy(o => o.Strength).LastOrDefault();
        var state = deciding?.State ?? (open.Commitment.Status switch { CommitmentStatus.Done => PromiseState.Kept, CommitmentStatus.Underway => PromiseState.Underway, _ => PromiseState.Silent });
        var isOpen = state is not (PromiseState.Kept or PromiseState.Dropped);
        return new(IdOf(open.ToldBy[0]), open.Commitment.By, open.With, open.Commitment.Action, open.Commitment.Due, open.DueBy, open.Commitment.Status, open.SaidBy,
            [.. open.ToldBy], state, isOpen && open.DueBy < today, deciding?.Verdict == Verdict.Same, outcomes);
    }

    /// <summary>States and organisations that the report is of, and the states of all who take part.</summary>
    private static HashSet<string> Parties(Record record)
    {
        var parties = RecordSummary.PartiesOf(record).ToHashSet(StringComparer.Ordinal);
        parties.UnionWith(record.Actors.Select(RecordSummary.StateOf).OfType<string>());
        return parties;
    }

    private sealed record OutcomeRow(string Kind, PromiseState State, string[] Actions, int Order)
    {
        public bool IsNarrow => Actions.Length is > 0 and <= 5;

        public bool Speaks(string action) => Actions.Length == 0 || Actions.Contains(action);
    }

    private static WordPatterns<OutcomeRow> LoadOutcomes()
    {
        var patterns = new WordPatterns<OutcomeRow>();
        var order = 0;
        foreach (var row in SubjectReader.Table("outcomes.tsv", "outcome", "actions", "ru", "en", "zh", "kk").Rows)
        {
            var kind = row.Filled("outcome");
            var state = kind is "not" or "ahead" ? PromiseState.Silent : row.Code("outcome", PromiseState.Silent);
            patterns.Add(row, new(kind, state, [.. row["actions"].Split(',', StringSplitOptions.RemoveEmptyEntries)], order++));
        }

        return patterns;
    }

    private sealed class Open(Record record, string story, Commitment commitment, Subject subject, string? saidBy, ImmutableArray<string> with, DateOnly? dueBy)
    {
        public DocumentFacts Record { get; } = record.Document with { Text = "" };

        public string Story { get; } = story;

        public Commitment Commitment { get; } = commitment;

        public Subject Subject { get; } = subject;

        public string? SaidBy { get; } = saidBy;

        public ImmutableArray<string> With { get; } = with;

        public DateOnly? DueBy { get; } = dueBy;

        public List<Source> ToldBy { get; } = [];

        /// <summary>By story.</summary>
        public Dictionary<string, Outcome> Outcomes { get; } = new(StringComparer.Ordinal);
    }
}
