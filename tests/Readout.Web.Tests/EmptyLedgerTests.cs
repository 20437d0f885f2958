using System.Net;
using AngleSharp.Html.Parser;
using Readout.Ledger;
using Readout.Ledger.Sqlite;
using Xunit;

namespace Readout.Web.Tests;

/// <summary>A ledger with nothing in it: every page is there and says what to do.</summary>
public sealed class EmptyLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readout-web-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task EveryPageOfAnEmptyLedgerSaysWhatToDo()
    {
        var terms = new WordTerms();
        await using var app = WebHost.Create(new WebOptions
        {
            OpenLedger = () => SqliteLedger.Open(Path.Combine(_folder, "empty.readout"), new SqliteLedgerOptions { Terms = terms, Create = true }),
            LedgerName = "empty.readout",
            Read = static report => new Reader().Read(report),
            Terms = terms,
            By = "tester",
            Url = "http://127.0.0.1:0",
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var (page, wanted) in new[] { ("/", ".steps .command"), ("/search", ".steps .command"), ("/search?q=KAZ", ".message"), ("/review", ".message"), ("/about", "#accuracy"), ("/read", "textarea"), ("/add", "input[type=file]") })
        {
            var answer = await client.GetAsync(page, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.True(document.QuerySelector(wanted) is not null, $"{page} has no {wanted}");
        }

        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
