using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Readout.Evaluation;
using Xunit;

namespace Readout.Export.Tests;

/// <summary>Exports are read back by readers that nobody here wrote, and hold what the records hold.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readout-export-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Target => Path.Combine(_folder, "out");

    private static IEnumerable<Record> All => Records.Samples.Append(Records.Odd());

    private Task<ExportSummary> ExportAsync(IEnumerable<Record> records, string formats, bool replace = false) => Exporter.RunAsync(Records.Stream(records, Cancel), new ExportRequest
    {
        Folder = Target,
        Formats = [.. formats.Split(',').Select(f => ExportFormats.Find(f)!)],
        Filter = "--where 'KAZ'",
        Replace = replace,
    }, Cancel);

    private async Task<List<JsonElement>> LinesAsync(string path) =>
        [.. (await File.ReadAllLinesAsync(Path.Combine(Target, path), Cancel)).Select(l => JsonDocument.Parse(l).RootElement)];

    private async Task<List<Dictionary<string, string>>> TabbedAsync(string path)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Target, path), Cancel);
        var header = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(l => header.Zip(l.Split('\t')).ToDictionary(c => c.First, c => c.Second))];
    }

    [Fact]
    public async Task EveryFormatIsDescribedByThePackageAsItIs()
    {
        var summary = await ExportAsync(All, string.Join(',', ExportFormats.All.Select(f => f.Name)));
        Assert.Equal(All.Count(), summary.Records);
        var told = await Python.RunAsync("package.py", Target);
        var counts = told.Split('\n').Select(l => l.Split(' ')).ToDictionary(l => l[0], l => int.Parse(l[1], CultureInfo.InvariantCulture));
        Assert.Equal(All.Sum(r => r.Events.Length), counts["csv-events"]);
        Assert.Equal(All.Sum(r => r.Statements.Length), counts["csv-statements"]);
        Assert.Equal(All.Sum(r => r.Figures.Length), counts["csv-figures"]);
        Assert.True(counts["quotations"] > 100, told);
        using var package = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Target, "datapackage.json"), Cancel));
        Assert.Equal("--where 'KAZ'", package.RootElement.GetProperty("readout").GetProperty("filter").GetString());
        Assert.Contains("--where 'KAZ'", await File.ReadAllTextAsync(Path.Combine(Target, "README.md"), Cancel));
    }

    [Fact]
    public async Task RecordsComeOutOfJsonLinesAsTheyWentIn()
    {
        await ExportAsync(All, "jsonl");
        var lines = await File.ReadAllLinesAsync(Path.Combine(Target, "jsonl", "records.jsonl"), Cancel);
        Assert.Equal(All.Select(r => RecordJson.Write(r)), lines);
    }

    [Fact]
    public async Task DuckDbReadsTheSameOutOfParquetAsOutOfCsv()
    {
        await ExportAsync(All, "parquet,csv");
        using var duck = new DuckDBConnection("Data Source=:memory:");
        await duck.OpenAsync(Cancel);
        List<T> Ask<T>(string sql, Func<DbDataReader, T> read)
        {
            using var command = duck.CreateCommand();
            command.CommandText = sql;
            using var rows = command.ExecuteReader();
            var found = new List<T>();
            while (rows.Read())
                found.Add(read(rows));
            return found;
        }

        var tables = Directory.EnumerateFiles(Path.Combine(Target, "parquet")).Select(Path.GetFileNameWithoutExtension).Order().ToList();
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(Target, "csv")).Select(Path.GetFileNameWithoutExtension).Order(), tables);
        foreach (var table in tables)
        {
            var parquet = $"read_parquet('{Path.Combine(Target, "parquet", table + ".parquet")}')";
            var csv = $"read_csv('{Path.Combine(Target, "csv", table + ".csv")}', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')";
            var columns = Ask($"DESCRIBE SELECT * FROM {parquet}", row => (Name: row.GetString(0), Type: row.GetString(1)));
            var cast = string.Join(", ", columns.Select(c => $"CAST(\"{c.Name}\" AS {c.Type}) AS \"{c.Name}\""));
            var differ = Ask($"(SELECT * FROM {parquet} EXCEPT ALL SELECT {cast} FROM {csv}) UNION ALL (SELECT {cast} FROM {csv} EXCEPT ALL SELECT * FROM {parquet})",
                row => string.Join(" | ", Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i).ToString())));
            Assert.True(differ.Count == 0, $"{table}: {differ.Count} rows differ, such as {differ.FirstOrDefault()}");
        }

        // What DuckDB sees is what the records hold, with the types that calculate.
        var figures = $"read_parquet('{Path.Combine(Target, "parquet", "figures.parquet")}')";
        Assert.Equal("DECIMAL(38,9)", Assert.Single(Ask($"SELECT column_type FROM (DESCRIBE SELECT * FROM {figures}) WHERE column_name = 'value'", row => row.GetString(0))));
        Assert.Equal(All.SelectMany(r => r.Figures).Select(f => f.Value), Ask($"SELECT CAST(value AS VARCHAR) FROM {figures}", row => decimal.Parse(row.GetString(0), CultureInfo.InvariantCulture)));
        Assert.Equal(All.Select(r => r.Document.Published),
            Ask($"SELECT published FROM read_parquet('{Path.Combine(Target, "parquet", "documents.parquet")}')", row => row.IsDBNull(0) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(0)));
    }

    [Fact]
    public async Task TheGraphIsReadByNetworkx()
    {
        await ExportAsync(All, "graphml,geojson");
        var told = (await Python.RunAsync("graph.py", Path.Combine(Target, "graphml", "actors.graphml"), Path.Combine(Target, "geojson", "events.geojson"))).Split('\n');
        var edges = All.SelectMany(r => r.Events).Where(e => e.Status != EventStatus.Negated).Sum(e => e.Recipients.Length > 0 ? e.Actors.Length * e.Recipients.Length : e.Actors.Length * (e.Actors.Length - 1) / 2);
        Assert.InRange(int.Parse(told[0].Split(' ')[1], CultureInfo.InvariantCulture), 1, edges);
        Assert.Equal(All.Sum(r => r.Events.Count(e => r.Places.Any(p => p.Id == e.Place && p.Lat is not null))), int.Parse(told[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task LinkedDataIsReadByRdflib()
    {
        await ExportAsync(All, "json-ld,ftm");
        var told = await Python.RunAsync("linked.py", Path.Combine(Target, "json-ld", "records.jsonld"), Path.Combine(Target, "ftm", "entities.ftm.json"));
        var counts = told.Split('\n').Select(l => l.Split(' ')).ToDictionary(l => l[0], l => int.Parse(l[1], CultureInfo.InvariantCulture));
        Assert.Equal(All.Count(), counts["schema:NewsArticle"]);
        Assert.Equal(All.Sum(r => r.Events.Length), counts["schema:Event"]);
        Assert.Equal(All.Sum(r => r.Statements.Count(s => s.Kind == StatementKind.Direct)), counts["schema:Quotation"]);
        Assert.Equal(All.Sum(r => r.Figures.Length), counts["schema:Observation"]);
    }

    [Fact]
    public async Task APlannedMeetingIsAnAgreementAndASpeechActIsAnEvent()
    {
        await ExportAsync([Records.Odd()], "plover,polecat,cameo");
        var events = await LinesAsync("plover/events.jsonl");
        // The visit that is planned, the promise, the thanks; what was negated is no event, and the commitment is the visit once more.
        Assert.Equal(["AGREE", "AGREE", "SUPPORT"], events.Select(e => e.GetProperty("event")[0].GetString()));
        Assert.Equal("2025-01-02", events[0].GetProperty("date").GetString());
        Assert.Equal(2.5, events[0].GetProperty("event_scale").GetDouble());
        Assert.Equal(1, events[0].GetProperty("quad_code").GetInt32());
        Assert.Equal("CHN", events[0].GetProperty("recipient")[0].GetProperty("code").GetString());
        var rows = await TabbedAsync("polecat/events.txt");
        Assert.Equal(40, rows[0].Count);
        Assert.Equal(("AGREE", "VERBAL COOPERATION", "Kazakhstan", "705", "None"), (rows[0]["Event Type"], rows[0]["Quad Code"], rows[0]["Actor Country"], rows[0]["Actor COW"], rows[0]["Event Mode"]));
        var pairs = await TabbedAsync("cameo/events.tsv");
        Assert.Equal(("036", "China"), (pairs[0]["CAMEO Code"], pairs[0]["Target Country"]));
        Assert.Contains(pairs, p => p["CAMEO Code"] == "051");
    }

    [Fact]
    public async Task EveryPloverEventHasWhatPloverRequires()
    {
        await ExportAsync(All, "plover");
        foreach (var e in await LinesAsync("plover/events.jsonl"))
        {
            Assert.True(e.GetProperty("actor").GetArrayLength() > 0);
            Assert.True(DateOnly.TryParseExact(e.GetProperty("date").GetString(), "yyyy-MM-dd", out _));
            Assert.InRange(e.GetProperty("quad_code").GetInt32(), 1, 4);
            Assert.Contains(e.GetProperty("event_text")[0].GetString()!, e.GetProperty("text").GetString());
        }
    }

    [Fact]
    public void EveryTypeAndModeOfPloverHasACameoCode()
    {
        var scale = new PloverScale();
        foreach (var type in new[] { "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT" })
        {
            Assert.NotNull(scale.Score(type));
            Assert.NotNull(scale.Quad(type));
        }

        Assert.Null(scale.Score("MEET"));
        Assert.Equal(4, scale.Score("CONSULT", "visit"));
        Assert.Equal(2.5, scale.Score("CONSULT", "no-such-mode"));
    }

    [Fact]
    public async Task GoldFilesFindTheRecordsTheyWereMadeFrom()
    {
        await ExportAsync(Records.Samples, "gold");
        var golds = Scorer.LoadGold(Path.Combine(Target, "gold"));
        Assert.Equal(Records.Samples.Length, golds.Count);
        var scorer = new Scorer();
        foreach (var gold in golds)
        {
            var record = Records.Samples.Single(r => r.Document.Text == gold.GetProperty("text").GetString());
            scorer.Add(gold, JsonDocument.Parse(RecordJson.Write(record)).RootElement, null, TextWriter.Null, false);
        }

        var told = new StringWriter();
        scorer.WriteJson(told);
        using var scores = JsonDocument.Parse(told.ToString());
        foreach (var layer in new[] { "people", "organizations", "events", "figures", "statements", "topics" })
            Assert.InRange(scores.RootElement.GetProperty(layer).GetProperty("found").GetDouble(), 0.97, 1);
    }

    [Fact]
    public async Task AnExportThatFailsLeavesNothing()
    {
        async IAsyncEnumerable<Record> Breaking()
        {
            yield return Records.Odd();
            await Task.CompletedTask;
            throw new IOException("the disk is gone");
        }

        var e = await Assert.ThrowsAsync<ExportException>(() => Exporter.RunAsync(Breaking(), new ExportRequest { Folder = Target, Formats = ExportFormats.All }, Cancel));
        Assert.Equal(Codes.OutputNotWritable, e.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task WhatAKilledExportLeftIsCleanedUpByTheNext()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".out.partial", "csv"));
        await File.WriteAllTextAsync(Path.Combine(_folder, ".out.partial", "csv", "events.csv"), "half", Cancel);
        await ExportAsync([Records.Odd()], "jsonl");
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
        Assert.False(Directory.Exists(Path.Combine(Target, "csv")));
    }

    [Fact]
    public async Task OnlyAnEarlierExportIsReplacedAndOnlyOnDemand()
    {
        await ExportAsync([Records.Odd()], "jsonl");
        Assert.Equal(Codes.FolderTaken, (await Assert.ThrowsAsync<ExportException>(() => ExportAsync([Records.Odd()], "csv"))).Code);
        await ExportAsync([Records.Odd()], "csv", replace: true);
        Assert.True(File.Exists(Path.Combine(Target, "csv", "events.csv")));
        Assert.False(Directory.Exists(Path.Combine(Target, "jsonl")));
        File.Delete(Path.Combine(Target, "datapackage.json"));
        Assert.Equal(Codes.FolderTaken, (await Assert.ThrowsAsync<ExportException>(() => ExportAsync([Records.Odd()], "csv", replace: true))).Code);
    }

    [Fact]
    public async Task TwoExportsToOneFolderDoNotMix()
    {
        async IAsyncEnumerable<Record> WithAnotherInside()
        {
            yield return Records.Odd();
            var e = await Assert.ThrowsAsync<ExportException>(() => ExportAsync([Records.Odd()], "csv"));
            Assert.Equal(Codes.FolderTaken, e.Code);
        }

        await Exporter.RunAsync(WithAnotherInside(), new ExportRequest { Folder = Target, Formats = [ExportFormats.Find("csv")!] }, Cancel);
        Assert.True(File.Exists(Path.Combine(Target, "csv", "events.csv")));
    }

    [Fact]
    public async Task MemoryDoesNotGrowWithTheRecords()
    {
        IEnumerable<Record> Many(int count) => Enumerable.Range(0, count).Select(i => Records.Samples[i % Records.Samples.Length]);
        await ExportAsync(Many(200), "jsonl,csv,plover,json-ld,graphml");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var held = 0L;
        IEnumerable<Record> Watched()
        {
            var seen = 0;
            foreach (var record in Many(1000))
            {
                if (++seen == 950)
                    held = GC.GetTotalMemory(forceFullCollection: true);
                yield return record;
            }
        }

        await ExportAsync(Watched(), "jsonl,csv,plover,json-ld,graphml", replace: true);
        Assert.InRange(held - before, long.MinValue, 20_000_000);
    }
}
