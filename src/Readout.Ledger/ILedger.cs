using System.Collections.Immutable;
using Readout.Ledger.Copies;
using Readout.Ledger.Corrections;
using Readout.Ledger.Entities;
using Readout.Ledger.Searching;
using Readout.Ledger.Series;

namespace Readout.Ledger;

/// <summary>Keeps records and finds them again.</summary>
/// <remarks>
/// A record is in the ledger whole or not at all, whenever the process ends. One instance serves one caller at a time; open more for more.
/// All members throw <see cref="LedgerException"/> when the store fails.
/// </remarks>
public interface ILedger : IAsyncDisposable
{
    /// <summary>Begins adding. Nothing is seen by others before <see cref="ILedgerBatch.CommitAsync"/>; a few hundred records a batch are fast.</summary>
    ValueTask<ILedgerBatch> BeginAsync(CancellationToken cancel = default);

    /// <summary>What adding the entry would do; changes nothing.</summary>
    ValueTask<AddOutcome> PreviewAsync(LedgerEntry entry, CancellationToken cancel = default);

    /// <summary>True when an entry with this fingerprint is there.</summary>
    ValueTask<bool> HasAsync(string fingerprint, CancellationToken cancel = default);

    /// <summary>The document that a text is a copy of, asked before the text is read; null when there is none.</summary>
    /// <param name="key">Under which the text is to be kept: a report is no copy of its earlier self.</param>
    /// <param name="near">True finds near copies too (<see cref="Wording.NearShare"/>).</param>
    ValueTask<Copy?> FindCopyAsync(Wording wording, string key, bool near, CancellationToken cancel = default);

    /// <summary>Where else texts were published, by document and day. Streams.</summary>
    /// <param name="document">Id of a document; null for all.</param>
    IAsyncEnumerable<Publication> PublicationsAsync(string? document = null, CancellationToken cancel = default);

    ValueTask<long> CountAsync(CancellationToken cancel = default);

    /// <summary>The record with this id; null when there is none.</summary>
    ValueTask<Record?> GetAsync(string id, CancellationToken cancel = default);

    /// <summary>Records that a person may mean: whose id begins with the words, or whose name, key or URL they are. At most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<RecordSummary>> FindAsync(string idOrName, int limit = 10, CancellationToken cancel = default) => FindAsync(idOrName, limit, null, cancel);

    /// <summary>Records that a person may have meant at a version.</summary>
    /// <inheritdoc cref="FindAsync(string, int, CancellationToken)"/>
    /// <param name="asOf">A version; null for the present one.</param>
    ValueTask<ImmutableArray<RecordSummary>> FindAsync(string idOrName, int limit, long? asOf, CancellationToken cancel);

    /// <summary>The records' summaries, latest published first, those without a date last. Streams.</summary>
    IAsyncEnumerable<RecordSummary> ListAsync(ListQuery query, CancellationToken cancel = default);

    /// <summary>The records themselves, in the order of <see cref="ListAsync"/>. Streams.</summary>
    IAsyncEnumerable<Record> RecordsAsync(ListQuery query, CancellationToken cancel = default);

    /// <summary>The records, in the order of <see cref="ListAsync"/>, each with the story that it is in. Streams.</summary>
    /// <returns>The story is a word that reports of one story share, good for this ledger and this moment only.</returns>
    IAsyncEnumerable<(Record Record, string Story)> RecordsWithStoriesAsync(ListQuery query, CancellationToken cancel = default);

    /// <summary>Records that a query asks for (<see cref="Query"/>); none for a query that asks for nothing. Streams.</summary>
    /// <exception cref="QueryException">The query cannot be understood.</exception>
    IAsyncEnumerable<SearchHit> SearchAsync(SearchQuery query, CancellationToken cancel = default);

    /// <summary>The records themselves that a query asks for, latest first, all that fit; every record for a query that asks for nothing. Streams.</summary>
    /// <exception cref="QueryException">The query cannot be understood.</exception>
    IAsyncEnumerable<Record> RecordsAsync(SearchQuery query, CancellationToken cancel = default);

    /// <summary>How many records a query asks for, and how they spread over the values of fields.</summary>
    /// <exception cref="QueryException">The query cannot be understood.</exception>
    ValueTask<SearchCounts> CountAsync(SearchQuery query, CancellationToken cancel = default);

    /// <summary>Keeps a person's correction and puts it on the record, in one commit. Its number and moment are given here.</summary>
    /// <returns>As kept, with what became of it.</returns>
    /// <exception cref="ArgumentException">The document is not in the ledger.</exception>
    ValueTask<KeptCorrection> CorrectAsync(Correction correction, CancellationToken cancel = default);

    /// <summary>Takes a correction back: the record is as if it had never been made. False when there is none, or it was taken back before.</summary>
    ValueTask<bool> WithdrawAsync(long correction, string by, CancellationToken cancel = default);

    /// <summary>Corrections in the order in which they were made, also those that no longer hold. Streams.</summary>
    /// <param name="document">Id of a document; null for all.</param>
    IAsyncEnumerable<KeptCorrection> CorrectionsAsync(string? document = null, CancellationToken cancel = default);

    /// <summary>The record as the engine read it, without corrections; null when there is none.</summary>
    ValueTask<Reading?> ReadingAsync(string id, CancellationToken cancel = default);

    /// <summary>Who changed what and when, latest first. Streams.</summary>
    /// <param name="document">Id of a document; null for all.</param>
    IAsyncEnumerable<LogEntry> LogAsync(string? document = null, CancellationToken cancel = default);

    /// <summary>Removes a document with all that came from it: record, earlier versions, corrections, what persons said about it. The log keeps that it was removed, and by whom.</summary>
    /// <returns>False when there is none.</returns>
    ValueTask<bool> RemoveAsync(string id, string by, CancellationToken cancel = default);

    /// <summary>Keeps points of official series, in one commit; a point of the same series and period takes the place of the earlier one.</summary>
    /// <returns>How many points were kept.</returns>
    ValueTask<long> ImportAsync(string source, IEnumerable<SeriesPoint> points, string by, CancellationToken cancel = default);

    /// <summary>Points of series between parties, by measure and period. Streams.</summary>
    IAsyncEnumerable<SeriesPoint> SeriesAsync(SeriesQuery query, CancellationToken cancel = default);

    /// <summary>Who published the reports, most reports first; those without a publisher by the host of their address.</summary>
    ValueTask<ImmutableArray<PublisherCount>> PublishersAsync(CancellationToken cancel = default);

    /// <summary>Whom or what reports name, most reports first; over all reports.</summary>
    ValueTask<NameList> NamesAsync(NameQuery query, CancellationToken cancel = default);

    /// <summary>The ledger's present version; every commit that changed something made one.</summary>
    ValueTask<LedgerVersion> VersionAsync(CancellationToken cancel = default);

    /// <summary>The version that stood at a moment; version 0 when there was none yet.</summary>
    ValueTask<LedgerVersion> VersionAtAsync(DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>The record with this id as it stood at a version; null when there was none.</summary>
    ValueTask<Record?> GetAsOfAsync(string id, long version, CancellationToken cancel = default);

    /// <summary>The documents of the story that a document is in, itself among them, earliest published first; empty when there is no such document.</summary>
    /// <param name="asOf">A version; null for the present one.</param>
    ValueTask<ImmutableArray<RecordSummary>> StoryAsync(string document, long? asOf = null, CancellationToken cancel = default);

    /// <summary>Stories with a record that the query names, each whole, in the order of <see cref="ListAsync"/> by the first such record. Streams.</summary>
    /// <returns>A story's documents, earliest published first.</returns>
    IAsyncEnumerable<ImmutableArray<RecordSummary>> StoriesAsync(ListQuery query, CancellationToken cancel = default);

    /// <summary>Keeps a person's word, in one commit of its own or with the open batch; a story that it touches changes at once.</summary>
    /// <exception cref="ArgumentException">A document that it names is not in the ledger.</exception>
    ValueTask JudgeAsync(Judgement judgement, CancellationToken cancel = default);

    /// <summary>All that persons said, in the order in which they said it. A later word on the same two takes the place of an earlier one.</summary>
    IAsyncEnumerable<Judgement> JudgementsAsync(JudgementKind kind, long? asOf = null, CancellationToken cancel = default);

    /// <summary>Keeps a question that a person could not answer, in one commit; a later word on the same question takes the place of the earlier one. Makes no version: nothing that is shown changes.</summary>
    ValueTask LeaveOpenAsync(OpenQuestion question, CancellationToken cancel = default);

    /// <summary>Forgets a question that was left open: somebody answered it, or took their word back.</summary>
    /// <returns>False when it was not open.</returns>
    ValueTask<bool> CloseAsync(string question, string by, CancellationToken cancel = default);

    /// <summary>Questions that were left open, the latest first.</summary>
    IAsyncEnumerable<OpenQuestion> OpenQuestionsAsync(CancellationToken cancel = default);
}

/// <summary>Records on their way into a ledger. Disposed without a commit, it leaves no trace.</summary>
public interface ILedgerBatch : IAsyncDisposable
{
    ValueTask<AddOutcome> AddAsync(LedgerEntry entry, CancellationToken cancel = default);

    /// <summary>Keeps that a text that is there was published elsewhere too.</summary>
    /// <exception cref="ArgumentException">Its document is not in the ledger.</exception>
    ValueTask<AddOutcome> AddAsync(Publication publication, CancellationToken cancel = default);

    ValueTask CommitAsync(CancellationToken cancel = default);
}

/// <summary>A record in a list.</summary>
/// <param name="Id">The document's id: SHA-256 of its text, hex.</param>
/// <param name="Parties">States (alpha-3) and organisations that <see cref="PartiesOf"/> finds, in ordinal order.</param>
/// <param name="Added">When it came into the ledger in its present form (UTC).</param>
public sealed record RecordSummary(
    string Id,
    string? Name,
    string Language,
    string? Title,
    DateOnly? Published,
    string? Publisher,
    string? Url,
    ImmutableArray<string> Parties,
    DateTimeOffset Added)
{
    /// <summary>Parties of all layers that name parties; where those are fewer than two, the states of its actors as well.</summary>
    public static ImmutableArray<string> PartiesOf(Record record)
    {
        var parties = record.Events.SelectMany(e => e.Parties)
            .Concat(record.Commitments.SelectMany(c => c.By))
            .Concat(record.Relations.SelectMany(r => r.Parties))
            .Concat(record.Figures.SelectMany(f => f.Parties))
            .ToHashSet(StringComparer.Ordinal);
        if (parties.Count < 2)
            parties.UnionWith(record.Actors.Select(StateOf).OfType<string>());
        return [.. parties.Order(StringComparer.Ordinal)];
    }

    /// <summary>The state that an actor is or serves; null when not known.</summary>
    internal static string? StateOf(Actor actor) => actor.Kind == ActorKind.State ? actor.Ref ?? actor.Country : actor.Country;
}

/// <summary>Which records; everything null means all.</summary>
public sealed record ListQuery
{
    public static ListQuery All { get; } = new();

    /// <summary>First day of publication, inclusive. Records without a date fall out as soon as a day is given.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of publication, inclusive.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Alpha-3 or organisation that must be among the parties, each of them.</summary>
    public ImmutableArray<string> Parties { get; init; } = [];

    /// <summary>BCP 47.</summary>
    public string? Language { get; init; }

    /// <summary>At most so many; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Goes on after this record, latest first; null begins with the first. A list keeps its place when reports are added meanwhile.</summary>
    /// <remarks>A search has cursors of its own and does not look at it.</remarks>
    public ListPlace? After { get; init; }

    /// <summary>True gives the earliest published first, those without a date before all; false the latest first and those last.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Only records that came, in their present form, with a version after this one; null for all. Of the present ledger, not of the past.</summary>
    public long? Since { get; init; }

    /// <summary>The ledger as it stood at this version; null for the present one.</summary>
    public long? AsOf { get; init; }
}

/// <summary>Where a record stands in a list.</summary>
/// <param name="Published">Null for a record without a day.</param>
public sealed record ListPlace(DateOnly? Published, string Id);

/// <summary>What is searched for, among which records.</summary>
/// <param name="Words">In the query language, see <see cref="Query"/>.</param>
/// <param name="Among">Narrows the search; its limit is the limit of hits.</param>
public sealed record SearchQuery(string Words, ListQuery Among)
{
    /// <summary>Null is relevance for a query with words, else date.</summary>
    public SearchOrder? Order { get; init; }

    /// <summary>The <see cref="SearchHit.Cursor"/> of the last hit of the page before; null for the first page.</summary>
    public string? After { get; init; }
}

public enum SearchOrder
{
    /// <summary>By the weight of the words (BM25; titles and names weigh more), the later of two equals first.</summary>
    /// <remarks>A ledger may weigh only the latest thousands of records that fit; then it says so in its documentation.</remarks>
    Relevance,

    /// <summary>Latest published first, those without a day last.</summary>
    Date,
}

/// <summary>A record that was found.</summary>
/// <param name="Score">Higher is better; comparable within one search only. 0 in the order of dates.</param>
/// <param name="Snippet">Where the words stand.</param>
/// <param name="Cursor">Where to go on after it; opaque.</param>
public sealed record SearchHit(RecordSummary Record, double Score, Snippet Snippet, string Cursor);

/// <summary>How many records a query asks for.</summary>
/// <param name="Total">As counted.</param>
/// <param name="IsExact">False when there may be more (the ledger stopped counting) or fewer (phrases are not looked up in every text).</param>
/// <param name="Facets">Fields with the values found.</param>
public sealed record SearchCounts(int Total, bool IsExact, ImmutableArray<SearchFacet> Facets);

/// <param name="Field">A field of the query language, or <c>year</c>.</param>
/// <param name="Values">Most frequent first.</param>
public sealed record SearchFacet(string Field, ImmutableArray<FacetValue> Values);

/// <param name="Count">Records that have it.</param>
public readonly record struct FacetValue(string Value, int Count);

/// <summary>Reports of one publisher.</summary>
/// <param name="Publisher">As reports name it, else the host of their address; null for reports that tell neither.</param>
/// <param name="Languages">BCP 47, with how many reports, most first.</param>
/// <param name="First">Earliest day of publication; null when none tells.</param>
public sealed record PublisherCount(string? Publisher, int Reports, ImmutableArray<FacetValue> Languages, DateOnly? First, DateOnly? Last);

/// <summary>A record as an engine read it.</summary>
/// <param name="Engine">Which version; null when not known.</param>
public sealed record Reading(Record Record, string? Engine);

/// <summary>A slice of the text around the words that were searched for.</summary>
/// <param name="Start">First character of the slice in the document's text, in code points.</param>
/// <param name="Text">The exact slice.</param>
/// <param name="Marks">The words found, half-open in code points of the document's text.</param>
/// <param name="IsCutBefore">True when the paragraph begins before the slice.</param>
/// <param name="IsCutAfter">True when the paragraph goes on after it.</param>
public sealed record Snippet(int Start, string Text, ImmutableArray<Mark> Marks, bool IsCutBefore, bool IsCutAfter);

/// <summary>A half-open stretch in code points of the document's text.</summary>
public readonly record struct Mark(int Start, int End);
