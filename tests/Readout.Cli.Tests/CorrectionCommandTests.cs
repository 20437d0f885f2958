using System.Text.Json;
using Xunit;

namespace Readout.Cli.Tests;

/// <summary>Searching, correcting, exporting, importing and looking after a ledger, from the command line.</summary>
public sealed class CorrectionCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public CorrectionCommandTests()
    {
        _cli.Set("READOUT_LEDGER", _cli.PathOf("l.readout"));
        _cli.Set("READOUT_USER", "aigerim");
        _cli.Write("in/a.txt", "Встреча в Астане\n\nТокаев принял посла Китая. Товарооборот: 44 млрд.");
        _cli.Write("in/b.jsonl", """{"text":"Визит Токаева\n\nОбсудили торговлю.","name":"b","published":"2025-08-30","url":"https://example.org/b"}""");
        Assert.Equal(App.Done, _cli.Run("add", "@in"));
    }

    public void Dispose() => _cli.Dispose();

    private JsonElement Json => JsonDocument.Parse(_cli.Out).RootElement;

    [Fact]
    public void AMistakeInAQueryIsShownWithCaretsUnderIt()
    {
        Assert.Equal(App.Failed, _cli.Run("search", "Токаев", "type:CONSLUT"));
        Assert.Equal("error RO3011 query: type: knows no 'CONSLUT'. Did you mean 'CONSULT'?\n    Токаев type:CONSLUT\n                ^^^^^^^\n", _cli.Error);
    }

    [Fact]
    public void AQueryNarrowsLeavesOutAndCounts()
    {
        Assert.Equal(App.Done, _cli.Run("search", "KAZ", "Токаеву", "-посла"));
        Assert.Equal("Визит Токаева", Json.GetProperty("title").GetString());
        Assert.Equal(App.NothingFound, _cli.Run("search", "KAZ", "2019"));
        Assert.Equal(App.Done, _cli.Run("search", "type:CONSULT", "--counts"));
        Assert.Equal(2, Json.GetProperty("total").GetInt32());
        _cli.IsTerminal = true;
        _cli.Run("search", "type:CONSULT", "--counts");
        Assert.StartsWith("2 records\n  state    CHN 2 · KAZ 2\n", _cli.Out);
        Assert.Equal(App.Failed, _cli.Run("search", "Токаев", "--ordre", "date"));
    }

    [Fact]
    public void APersonsCorrectionIsKeptLoggedExportedAndTakenBack()
    {
        Assert.Equal(App.Done, _cli.Run("correct", "a", "edit", "e1", "status=planned", "--note", "not yet"));
        Assert.Equal("correction 1: applied\n", _cli.Error);
        Assert.Equal(App.Done, _cli.Run("search", "type:CONSULT.planned", "corrected:yes"));
        Assert.Equal(App.Done, _cli.Run("correct", "a", "add", "figures", "measure=trade-turnover", "value=44000000000", "unit=USD", "parties=KAZ,CHN", "period=2024", "--words", "44 млрд"));
        Assert.Equal(App.Done, _cli.Run("log", "a"));
        var log = _cli.OutLines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["add figures '44 млрд'", "edit events e1 'Токаев': not yet"], log.Select(l => l.GetProperty("detail").GetString()));
        Assert.All(log, l => Assert.Equal("aigerim", l.GetProperty("by").GetString()));

        Assert.Equal(App.Done, _cli.Run("export", "@gold", "--to", "gold", "--where", "corrected:yes"));
        Assert.Equal(App.Done, _cli.Run("show", "a", "--format", "jsonl", "-o", "@records.jsonl"));
        Assert.Equal(App.Done, _cli.Run("eval", "@gold/gold", "--json"));

        // Reading the report again, changed around the words, keeps what was said.
        _cli.Write("in/a.txt", "Встреча в Астане\n\nСегодня. Токаев принял посла Китая. Товарооборот: 44 млрд.");
        Assert.Equal(App.Done, _cli.Run("add", "@in"));
        _cli.Run("show", "a", "--format", "jsonl");
        Assert.Equal("planned", Json.GetProperty("events")[0].GetProperty("status").GetString());
        Assert.Equal(App.Done, _cli.Run("correct", "a", "undo", "1"));
        _cli.Run("show", "a", "--format", "jsonl");
        Assert.Equal("occurred", Json.GetProperty("events")[0].GetProperty("status").GetString());
        Assert.Equal(App.Done, _cli.Run("correct", "a", "list"));
        Assert.Equal(["withdrawn", "applied"], _cli.OutLines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("state").GetString()));
        Assert.Equal(App.Failed, _cli.Run("correct", "a", "undo", "1"));
        Assert.StartsWith("error RO3023 ", _cli.Error);
        Assert.Equal(App.Failed, _cli.Run("correct", "a", "reject", "e1", "e77"));
        Assert.StartsWith("error RO3020 correction: the record has no item 'e77'", _cli.Error);
    }

    [Fact]
    public void AnExportHoldsAllThatTheQueryAsksFor()
    {
        Assert.Equal(App.Done, _cli.Run("export", "@all", "--to", "csv,jsonl"));
        Assert.Equal($"{_cli.PathOf("all")}: 2 records in 13 files, {new DirectoryInfo(_cli.PathOf("all")).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Directory!.Name != "all").Sum(f => f.Length) / 1e6:N1} MB.\n", _cli.Error);
        Assert.Equal(App.Failed, _cli.Run("export", "@all"));
        Assert.Equal(App.NothingFound, _cli.Run("export", "@all", "--replace", "--where", "RUS"));
        Assert.Equal(App.Failed, _cli.Run("export", "@other", "--to", "cvs"));
        Assert.Contains("Did you mean 'csv'?", _cli.Error);
        Assert.False(Directory.Exists(_cli.PathOf("other")));
    }

    [Fact]
    public void ClaimsStandBesideTheOfficialSeries()
    {
        _cli.Run("correct", "a", "add", "figures", "measure=trade-turnover", "value=44000000000", "unit=USD", "parties=KAZ,CHN", "period=2024", "--words", "44 млрд");
        _cli.Write("customs.csv", "Reporter,Partner,Year,Turnover\nKazakhstan,China,2024,43000\nAtlantis,China,2024,1\n");
        Assert.Equal(App.Failed, _cli.Run("import", "figures", "@customs.csv", "--map", "party=Reporter", "--map", "period=Year", "--map", "value=Turnover", "--set", "measure=trade-turnover", "--set", "unit=USD", "--scale", "1000000"));
        Assert.Contains("RO1019", _cli.Error);
        Assert.Contains("customs.csv:3: 'Atlantis' is no state", _cli.Error);
        Assert.Equal(App.Done, _cli.Run("claims", "--party", "KAZ", "--held"));
        var official = Json.GetProperty("official")[0];
        Assert.Equal((2.33m, "customs"), (official.GetProperty("differencePercent").GetDecimal(), official.GetProperty("point").GetProperty("source").GetString()));
    }

    [Fact]
    public void ItemsOfWikidataBecomeRowsOfOnesOwnTable()
    {
        _cli.Write("wikidata.jsonl", """
            [
            {"id":"Q9001","labels":{"en":{"value":"Arman Abenov"},"ru":{"value":"Арман Абенов"}},"aliases":{"ru":[{"value":"А. Абенов"}]},"claims":{"P31":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P27":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q232"}}}}]}},
            {"id":"Q9002","labels":{"en":{"value":"Oltinkol"}},"claims":{"P17":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q232"}}}}],"P625":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"latitude":44.2,"longitude":80.4}}}}]}},
            {"id":"Q9003","labels":{}}
            ]
            """);
        Assert.Equal(App.Failed, _cli.Run("import", "actors", "@wikidata.jsonl", "--reference", "@mine.tsv"));
        Assert.Contains("Q9003 has no English name", _cli.Error);
        var rows = File.ReadAllLines(_cli.PathOf("mine.tsv")).Skip(1).Select(l => l.Split('\t')).ToList();
        Assert.Equal(["person", "Q9001", "Arman Abenov", "Арман Абенов", "", "", "", "А. Абенов", "KAZ"], rows[0]);
        Assert.Equal(("place", "KAZ", "44.2", "80.4"), (rows[1][0], rows[1][8], rows[1][14], rows[1][15]));
        _cli.Write("more.tsv", "kind\tid\tname_en\tcountry\nperson\tQ9001\tArman Abenov\tUZB\n");
        Assert.Equal(App.Done, _cli.Run("import", "actors", "@more.tsv", "--reference", "@mine.tsv"));
        Assert.Equal(["UZB", "KAZ"], File.ReadAllLines(_cli.PathOf("mine.tsv")).Skip(1).Select(l => l.Split('\t')[8]));
        _cli.Write("wrong.tsv", "kind\tid\tname_en\tcountry\nperson\tx\tX\tKAZAKHSTAN\n");
        Assert.Equal(App.Failed, _cli.Run("import", "actors", "@wrong.tsv", "--reference", "@mine.tsv"));
        Assert.StartsWith("error RO2106", _cli.Error);
        Assert.Equal(3, File.ReadAllLines(_cli.PathOf("mine.tsv")).Length);
    }

    [Fact]
    public void ALedgerIsCopiedCheckedAndADocumentRemoved()
    {
        Assert.Equal(App.Done, _cli.Run("check"));
        Assert.Equal(App.Done, _cli.Run("backup", "@copy.readout"));
        Assert.Equal(App.Failed, _cli.Run("backup", "@copy.readout"));
        Assert.StartsWith("error RO3030", _cli.Error);
        Assert.Equal(App.Done, _cli.Run("remove", "a"));
        Assert.Equal(App.NothingFound, _cli.Run("remove", "a"));
        Assert.Equal(App.NothingFound, _cli.Run("search", "посла"));
        Assert.Equal(App.Done, _cli.Run("search", "посла", "--ledger", "@copy.readout"));
        Assert.Equal(App.Done, _cli.Run("check", "--ledger", "@copy.readout"));
    }
}
