using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using Readout.Api.Errors;
using Readout.Api.Ledgers;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Accounts;
using Readout.Ledger.Dyads;
using Readout.Ledger.Entities;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Ledger.Searching;
using Readout.Ledger.Stories;

namespace Readout.Api.Mcp;

/// <summary>What assistants may ask of a ledger (Model Context Protocol): verbs, not routes; over the same questions as the API. None changes anything.</summary>
/// <remarks>What a report says is data and reaches no description; every item has the words that say it, with day and source.</remarks>
[McpServerToolType]
internal sealed partial class LedgerTools(LedgerPool pool, LedgerReads reads, ReadoutApiOptions options, ILogger<LedgerTools> log)
{
    private const int Most = 100;

    private DateOnly Today => DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime);

    [McpServerTool(Name = "search_records", Title = "Search reports", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Finds reports of diplomacy by words in any of their forms (Russian, English, Chinese, Kazakh) and by what was read in them. Query language: words; \"phrases\"; states by alpha-3 code (KAZ CHN); periods (2024, 2024-05..2025); field:value with the fields state, person, org, place, title, type (PLOVER: CONSULT, AGREE ...), status, act, action, measure, topic, grade, lang, source; a hyphen before a part leaves it out. All parts must hold.")]
    public Task<FoundReports> SearchRecordsAsync(
        [Description("The query, such as: KAZ CHN type:CONSULT topic:trade 2024..")] string query,
        [Description("At most so many, 1 to 100.")] int limit = 10,
        [Description("relevance or date (the latest first). Default: relevance for a query with words, else date.")] string? order = null,
        [Description("'next' of the page before, with the same query and order.")] string? next = null,
        CancellationToken cancel = default) => AnswerAsync(async cite =>
    {
        var asked = new SearchQuery(query, new ListQuery { Limit = Limited(limit) + 1 })
        {
            Order = order switch { null => null, "relevance" => SearchOrder.Relevance, "date" => SearchOrder.Date, _ => throw new McpException($"order is relevance or date, not '{Ask.Shown(order)}'.") },
            After = next,
        };
        var hits = new List<SearchHit>();
        await foreach (var hit in cite.Ledger.SearchAsync(asked, cancel))
            hits.Add(hit);
        var counts = await cite.Ledger.CountAsync(asked with { After = null, Among = ListQuery.All }, cancel);
        var page = hits.Take(Limited(limit)).ToList();
        return new FoundReports(counts.Total, counts.IsExact, [.. Query.Parse(query, options.Terms).Told()],
            [.. page.Select(h => new FoundReport(h.Record.Parties, h.Record.Language, Cite.Of(h.Record, h.Snippet.Text, h.Snippet.Start)))], hits.Count > page.Count ? page[^1].Cursor : null);
    }, cancel);

    [McpServerTool(Name = "get_record", Title = "Get the record of a report", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("What one report says: events, statements, figures, commitments, relations, people and places, each with the exact words.")]
    public Task<ReportAnswer> GetRecordAsync(
        [Description("The report's id, or the first characters of it (at least four).")] string id,
        [Description("True gives the whole text too.")] bool withText = false,
        CancellationToken cancel = default) => AnswerAsync(async cite => Told(await RecordAsync(cite.Ledger, id, cancel), withText), cancel);

    [McpServerTool(Name = "get_dyad", Title = "Get what is known of two states", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("What the ledger knows of two states, or of a state and an organisation: how they call their relationship, conflict and cooperation by year, latest events, who met, latest quotations.")]
    public Task<DyadOverview> GetDyadAsync(
        [Description("Alpha-3 code of a state (KAZ) or id of an organisation (sco).")] string first,
        [Description("Another.")] string second,
        [Description("Reports published on this day or later (2024-01-31).")] DateOnly? from = null,
        [Description("Reports published on this day or earlier.")] DateOnly? to = null,
        CancellationToken cancel = default) => AnswerAsync(async cite =>
    {
        var dyad = await DyadAsync(first, second, from, to, cancel);
        return new DyadOverview(
            dyad.First, dyad.Second, dyad.Reports, dyad.Stories, dyad.From, dyad.To,
            dyad.Label is { } label ? new LabelItem(label.Grade, label.Words, label.FirstUse.Published, await cite.OfAsync(label.LastUse)) : null,
            [.. dyad.Years.Select(y => new YearScore(y.Period, y.Events, y.Statements, Math.Round(y.Score, 2)))],
            await cite.AllAsync(dyad.Events.Reverse().Take(10), EventAsync),
            [.. dyad.People.Take(10).Select(p => new PersonItem(p.Person.Name, p.Person.Party, p.Person.Office, p.Meetings))],
            await cite.AllAsync(dyad.Quotations.Take(5), async (c, q) => new StatementItem(q.Speaker, q.Side, q.Acts, await c.OfAsync(q.Source))),
            new DyadNumbers(dyad.Events.Length, Subjects.Sheets.Of(dyad.Figures).Count(), dyad.Promises.Length, dyad.Promises.Count(p => p.IsOverdue), dyad.Labels.Length));
    }, cancel);

    [McpServerTool(Name = "list_events", Title = "List events", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Events (meetings, calls, visits, documents, aid, sanctions ...) of a state, or of two, the latest first; what several reports tell is one event.")]
    public Task<EventItems> ListEventsAsync(
        [Description("Alpha-3 code of a state, or id of an organisation.")] string party,
        [Description("Another; null for events of the first with anyone (then from its latest 300 reports).")] string? with = null,
        [Description("Only this PLOVER type, such as CONSULT.")] string? type = null,
        [Description("On this day or later.")] DateOnly? from = null,
        [Description("On this day or earlier.")] DateOnly? to = null,
        [Description("At most so many, 1 to 100.")] int limit = 20,
        CancellationToken cancel = default) => AnswerAsync(async cite =>
    {
        var one = Ask.Party(party);
        var events = with is not null
            ? (await DyadAsync(party, with, null, null, cancel)).Events
            : (await reads.EntityAsync(one.Length == 3 && one == one.ToUpperInvariant() ? EntityKind.State : EntityKind.Organization, one, new EntityQuery(), cancel) ?? throw new McpException($"no report has '{Ask.Shown(party)}' among its parties. States are given by alpha-3 code: KAZ.")).Events;
        var wanted = events.Where(e => type is null || string.Equals(e.Type, type, StringComparison.OrdinalIgnoreCase))
            .Where(e => (from is null || e.Last >= from) && (to is null || e.First <= to)).Reverse().ToList();
        return new EventItems(wanted.Count, await cite.AllAsync(wanted.Take(Limited(limit)), EventAsync));
    }, cancel);

    [McpServerTool(Name = "find_figures", Title = "Find figures", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Numbers that reports claim (trade turnover, investment, tourists, documents signed ...), every claim by itself with who makes it and for which time; contradictions are marked, nothing is averaged.")]
    public Task<FigureItems> FindFiguresAsync(
        [Description("One or two parties the figure is about: alpha-3 codes or organisations' ids.")] string[]? parties = null,
        [Description("Only this measure: trade-turnover, exports, imports, investment, loans, aid, contracts, projects, documents, companies, freight, transit, containers, oil, gas, electricity, grain, tourists, students, flights, visa-free, population, gdp, prices, distance, participants, other.")] string? measure = null,
        [Description("In reports published on this day or later.")] DateOnly? from = null,
        [Description("In reports published on this day or earlier.")] DateOnly? to = null,
        [Description("At most so many, 1 to 100.")] int limit = 30,
        CancellationToken cancel = default) => AnswerAsync(async cite =>
    {
        var known = QueryFields.Find("measure")!.Values;
        if (measure is not null && !known.Contains(measure, StringComparer.Ordinal))
            throw new McpException($"there is no measure '{Ask.Shown(measure)}'. The measures are {string.Join(", ", known)}.");
        var read = await reads.FiguresAsync(new FigureQuery { Parties = Parties(parties), Measure = measure, From = from, To = to }, cancel);
        var claims = Subjects.Sheets.Of(read.Series).OrderByDescending(c => c.Figure.Source.Published ?? DateOnly.MinValue).ThenBy(c => c.Figure.Source.Document, StringComparer.Ordinal).ThenBy(c => c.Figure.Source.Evidence.Start).ToList();
        return new FigureItems(claims.Count, read.IsWhole, await cite.AllAsync(claims.Take(Limited(limit)), async (c, claim) => new FigureItem(
            claim.Series.Measure, claim.Figure.Figure.Value, claim.Series.Unit, Word(claim.Figure.Figure.Approx), claim.Point.Period, claim.Series.Parties, Word(claim.Series.Status),
            claim.Series.Change is { } change ? Word(change) : null, claim.Figure.By, claim.Point.IsContradicted, await c.OfAsync(claim.Figure.Source))));
    }, cancel);

    [McpServerTool(Name = "list_commitments", Title = "List commitments", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("What sides promised or agreed to do, and what later reports say came of it; overdue ones first. 'overdue' means that its day has passed without a report that it was kept: that is about the reports, not about the parties.")]
    public Task<CommitmentItems> ListCommitmentsAsync(
        [Description("One or two parties: alpha-3 codes or organisations' ids.")] string[] parties,
        [Description("Only these: overdue, silent, underway, postponed, dropped or kept.")] string? state = null,
        [Description("At most so many, 1 to 100.")] int limit = 20,
        CancellationToken cancel = default) => AnswerAsync(async cite =>
    {
        if (parties.Length == 0)
            throw new McpException("name one party or two, such as KAZ and CHN.");
        var all = await reads.PromisesAsync(new PromiseQuery { Parties = Parties(parties), Today = Today }, cancel);
        if (state is not null && state != "overdue" && !Enum.GetValues<PromiseState>().Any(s => Word(s) == state))
            throw new McpException($"state is overdue, silent, underway, postponed, dropped or kept, not '{Ask.Shown(state)}'.");
        var wanted = all.Where(p => state is null || (state == "overdue" ? p.IsOverdue : Word(p.State) == state)).ToList();
        return new CommitmentItems(wanted.Count, await cite.AllAsync(wanted.Take(Limited(limit)), async (c, p) => new CommitmentItem(
            p.Id, p.By, p.With, p.Action, p.Due, Word(p.State), p.IsOverdue, p.SaidBy, await c.OfAsync(p.ToldBy[0]),
            await c.AllAsync(p.Outcomes.Where(o => o.Verdict != Verdict.Different), async (d, o) => new OutcomeItem(Word(o.State), o.Verdict == Verdict.Same, await d.OfAsync(o.Source))))));
    }, cancel);

    [McpServerTool(Name = "compare_accounts", Title = "Compare two accounts", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Two reports of one event point by point, in one language or two: figures that differ, what both say, what only one says. What one side does not say it does not deny.")]
    public Task<AccountsAnswer> CompareAccountsAsync(
        [Description("Id of a report.")] string left,
        [Description("Id of another; null takes the fullest other account of the same story.")] string? right = null,
        CancellationToken cancel = default) => AnswerAsync(async cite =>
    {
        var one = await RecordAsync(cite.Ledger, left, cancel);
        var other = right is null
            ? await cite.Ledger.OtherAccountAsync(one, options.Terms, cancel: cancel) ?? throw new McpException("no other account of this event is in the ledger. Name a second report.")
            : await RecordAsync(cite.Ledger, right, cancel);
        var comparison = new AccountComparer(options.Terms).Compare(one, other);
        static AccountItem Account(Record r) => new(r.Document.Id, r.Document.Title, r.Document.Publisher, r.Document.Published, r.Document.Url, r.Document.Language);
        static Cited? Words(Record r, ImmutableArray<Evidence> evidence) => evidence.IsEmpty ? null : Cite.Of(r, evidence[0]);
        return new AccountsAnswer(Account(one), Account(other), comparison.Both, comparison.OnlyFirst, comparison.OnlySecond,
            [.. comparison.Points.Select(p => new PointItem(p.Kind switch { PointKind.OnlyFirst => "only-left", PointKind.OnlySecond => "only-right", _ => Word(p.Kind) }, p.Layer, p.Name, p.Note, Words(one, p.First), Words(other, p.Second)))]);
    }, cancel);

    [McpServerTool(Name = "read_text", Title = "Read a text", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Reads a report of diplomacy that you give (Russian, English, Chinese or Kazakh) and tells what it says, each item with its exact words. Nothing is kept and nothing is fetched.")]
    public Task<ReportAnswer> ReadTextAsync(
        [Description("Title, a blank line, paragraphs.")] string text,
        [Description("Day of publication, against which 'yesterday' is resolved; null when not known.")] DateOnly? published = null,
        [Description("ru, en, zh or kk; null lets the reader tell it.")] string? language = null,
        CancellationToken cancel = default) => AnswerAsync(_ =>
    {
        if (text.Length > options.MaxBodyBytes || !Ask.IsWellFormed(text))
            throw new McpException("the text is too long, or holds half of a surrogate pair.");
        using var reading = Operations.Telemetry.Reading();
        var record = options.Read(new Report { Text = text, Published = published, Language = language });
        return record.IsUnread && record.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error) is { } problem
            ? throw new McpException($"{problem.Code} {problem.Message}")
            : ValueTask.FromResult(Told(record, withText: false));
    }, cancel);

    /// <summary>Answers with a connection of its own; what the asker did wrong is told in words, so that an assistant can mend it.</summary>
    private async Task<T> AnswerAsync<T>(Func<Cite, ValueTask<T>> answer, CancellationToken cancel)
    {
        try
        {
            await using var lease = await pool.RentAsync(cancel);
            return await answer(new Cite(lease.Ledger, cancel));
        }
        catch (Exception e) when (e is not McpException && ApiProblem.Of(e) is { } problem)
        {
            throw new McpException($"{problem.Code} {problem.Detail}");
        }
        catch (Exception e) when (e is not (McpException or OperationCanceledException))
        {
            Failed(e);
            throw new McpException($"{Codes.ServiceFailed} something happened that should not. Try again; if it happens again, please report it.");
        }
    }

    private static async ValueTask<Record> RecordAsync(ILedger ledger, string id, CancellationToken cancel) =>
        await Subjects.ReportRoutes.IdAsync(ledger, id, cancel) is { } found && await ledger.GetAsync(found, cancel) is { } record
            ? record
            : throw ApiException.NotThere($"there is no report '{Ask.Shown(id)}'. Look for it with search_records.");

    private async ValueTask<Dyad> DyadAsync(string one, string other, DateOnly? from, DateOnly? to, CancellationToken cancel)
    {
        var pair = new[] { Ask.Party(one), Ask.Party(other) }.Order(StringComparer.Ordinal).ToArray();
        if (pair[0] == pair[1])
            throw new McpException("both parties are the same. Name two.");
        var dyad = await reads.DyadAsync(pair[0], pair[1], new DyadQuery { From = from, To = to, Today = Today, Quotations = Subjects.DyadRoutes.Quotations }, cancel);
        return dyad.Reports > 0 ? dyad : throw ApiException.NotThere($"no report has both {Ask.Shown(pair[0])} and {Ask.Shown(pair[1])} among its parties. States are given by alpha-3 code: KAZ.");
    }

    private static ImmutableArray<string> Parties(string[]? given) => given switch
    {
        null => [],
        { Length: > 2 } => throw new McpException("at most two parties can be named."),
        _ => [.. given.Select(Ask.Party).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

    private static async ValueTask<EventItem> EventAsync(Cite cite, MergedEvent e) => new(
        e.Type, e.Kinds.IsEmpty ? null : e.Kinds[0].Value, Word(e.Status), e.First, e.Last, e.Parties, e.Places.IsEmpty ? null : e.Places[0].Value, [.. e.People.Select(p => p.Value.Name)],
        e.Sources.Select(s => s.Document).Distinct(StringComparer.Ordinal).Count(), await cite.OfAsync(e.Sources[0]));

    private static ReportAnswer Told(Record record, bool withText)
    {
        string Name(string id) => record.Actors.FirstOrDefault(a => a.Id == id)?.Name ?? id;
        RecordItem Item(string layer, string id, Evidence words, params ReadOnlySpan<string?> what) => new(id, layer, string.Join(" · ", what.ToArray().Where(w => !string.IsNullOrEmpty(w))), Cite.Of(record, words));
        string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
        Evidence First(ImmutableArray<Mention> mentions) => new(mentions[0].Start, mentions[0].End, mentions[0].Text);
        var document = record.Document;
        return new(document.Id, document.Title, document.Published, document.Publisher, document.Url, document.Language, RecordSummary.PartiesOf(record),
            [
                .. record.Events.Where(e => e.Evidence.Length > 0).Select(e => Item("events", e.Id, e.Evidence[0], e.Type, e.Mode, Word(e.Status), string.Join('–', e.Parties), string.Join(", ", e.Actors.Concat(e.Recipients).Select(Name)), e.Date is { } d ? $"{d.From:yyyy-MM-dd}..{d.To:yyyy-MM-dd}" : null, record.Places.FirstOrDefault(p => p.Id == e.Place)?.Name)),
                .. record.Statements.Select(s => Item("statements", s.Id, s.Evidence, string.Join(", ", s.Speaker.Select(Name)), string.Join(", ", s.Acts), Word(s.Kind))),
                .. record.Figures.Select(f => Item("figures", f.Id, f.Evidence, f.Measure, Word(f.Approx), Number(f.Value), f.Unit, f.Change is { } c ? Word(c) : null, f.Period, Word(f.Status), string.Join('–', f.Parties))),
                .. record.Commitments.Select(c => Item("commitments", c.Id, c.Evidence, string.Join('–', c.By), c.Action, c.Due, Word(c.Status))),
                .. record.Relations.Select(r => Item("relations", r.Id, r.Evidence, string.Join('–', r.Parties), r.Grade, Word(r.Status))),
                .. record.Initiatives.Where(i => i.Mentions.Length > 0).Select(i => Item("initiatives", i.Id, i.Mentions[0], i.Kind, i.Name)),
                .. record.Topics.Where(t => t.Evidence.Length > 0).Select(t => Item("topics", t.Id, t.Evidence[0], t.Id)),
                .. record.Actors.Where(a => a.Mentions.Length > 0).Select(a => Item("actors", a.Id, First(a.Mentions), Word(a.Kind), a.Name, a.Office?.Id, a.Country)),
                .. record.Places.Where(p => p.Mentions.Length > 0).Select(p => Item("places", p.Id, First(p.Mentions), p.Kind, p.Name, p.Country)),
            ],
            withText ? document.Text : null);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A tool failed")]
    private partial void Failed(Exception exception);

    private static int Limited(int limit) => limit is >= 1 and <= Most ? limit : throw new McpException($"limit is a number from 1 to {Most}, not {limit}.");

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>Gives items the report that they stand in, each looked up once.</summary>
internal sealed class Cite(ILedger ledger, CancellationToken cancel)
{
    private readonly Dictionary<string, RecordSummary?> _known = new(StringComparer.Ordinal);

    public ILedger Ledger { get; } = ledger;

    public async ValueTask<Cited> OfAsync(Source source)
    {
        if (!_known.TryGetValue(source.Document, out var report))
            _known[source.Document] = report = (await Ledger.FindAsync(source.Document, 1, cancel)).FirstOrDefault();
        return new(source.Evidence.Text, source.Published, source.Publisher, report?.Url, report?.Title, source.Document, source.Evidence.Start, source.Evidence.End);
    }

    public async ValueTask<ImmutableArray<TTo>> AllAsync<TFrom, TTo>(IEnumerable<TFrom> items, Func<Cite, TFrom, ValueTask<TTo>> make)
    {
        var all = ImmutableArray.CreateBuilder<TTo>();
        foreach (var item in items)
            all.Add(await make(this, item));
        return all.ToImmutable();
    }

    public static Cited Of(Record record, Evidence words) =>
        new(words.Text, record.Document.Published, record.Document.Publisher, record.Document.Url, record.Document.Title, record.Document.Id, words.Start, words.End);

    public static Cited Of(RecordSummary report, string words, int start) =>
        new(words, report.Published, report.Publisher, report.Url, report.Title, report.Id, start, start + words.EnumerateRunes().Count());
}
