using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Readout.Ledger;
using Readout.Ledger.Sqlite;
using Readout.Web;
using Xunit;

[assembly: AssemblyFixture(typeof(Readout.Web.Tests.WebApp))]

namespace Readout.Web.Tests;

/// <summary>The pages over a ledger of the sample reports and some that are hostile or long, on a free port of this machine; one for all tests.</summary>
public sealed class WebApp : IAsyncLifetime
{
    /// <summary>A report that tries to be markup, in every place where a page may show it.</summary>
    public const string Hostile = "<script>alert('title')</script> Kazakhstan and Hungary held talks\n\nPresident Kassym-Jomart Tokayev met \"><img src=x onerror=alert(1)> President Tamas Sulyok in Astana on November 27. \"Trade reached 175 million dollars</blockquote><script>alert(2)</script>,\" Tokayev said.";

    private readonly string _folder = Directory.CreateTempSubdirectory("readout-web-").FullName;
    private readonly WordTerms _terms = new();
    private WebApplication _app = null!;

    public HttpClient Client { get; private set; } = null!;

    public string Address => _app.Urls.First();

    public IServiceProvider Services => _app.Services;

    /// <summary>Ids of documents by the names of their reports.</summary>
    public Dictionary<string, string> Ids { get; } = [];

    public string Path => System.IO.Path.Combine(_folder, "samples.readout");

    public ILedger Open() => SqliteLedger.Open(Path, new SqliteLedgerOptions { Terms = _terms, Create = true });

    public async ValueTask InitializeAsync()
    {
        var reader = new Reader();
        await using (var ledger = Open())
        {
            await using var batch = await ledger.BeginAsync();
            foreach (var report in Samples().Append(new Report { Name = "hostile", Text = Hostile, Publisher = "<b>evil</b>", Url = "javascript:alert(3)", Language = "en" }).Append(Long()))
            {
                var record = reader.Read(report);
                Ids[report.Name!] = record.Document.Id;
                await batch.AddAsync(LedgerEntry.Of(record) with { Engine = Reader.Version });
            }

            await batch.CommitAsync();
        }

        _app = WebHost.Create(new WebOptions { OpenLedger = Open, LedgerName = "samples.readout", Read = reader.Read, Terms = _terms, By = "tester", Url = "http://127.0.0.1:0" });
        await _app.StartAsync();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A page as a browser without scripts gets it.</summary>
    public async Task<(HttpResponseMessage Answer, string Html, IHtmlDocument Page)> GetAsync(string address, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (language is not null)
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer, html, new HtmlParser().ParseDocument(html));
    }

    /// <summary>Sends a form as the page that holds it would: with the cookies and the hidden fields of that page.</summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="to">Where it goes.</param>
    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> PostAsync(string page, string to, params (string Field, string Value)[] fields)
    {
        var (form, _, document) = await GetAsync(page);
        var content = new MultipartFormDataContent();
        var hidden = document.Forms.First(f => f.GetAttribute("action") == to).QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        foreach (var (field, value) in hidden.Where(h => fields.All(f => f.Field != h.Item1)).Concat(fields))
            content.Add(new StringContent(value), field);
        return await SendAsync(to, content, form.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
    }

    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendAsync(string to, HttpContent content, IEnumerable<string> cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = content };
        if (string.Join("; ", cookies.Select(c => c.Split(';')[0])) is { Length: > 0 } sent)
            request.Headers.Add("Cookie", sent);
        var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private static IEnumerable<Report> Samples()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("samples.jsonl")!);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var report = JsonDocument.Parse(line).RootElement;
            string? Field(string name) => report.TryGetProperty(name, out var value) ? value.GetString() : null;
            yield return new Report { Text = Field("text")!, Name = Field("name"), Publisher = Field("publisher"), Url = Field("url"), Language = Field("language"), Published = Field("published") is { } day ? DateOnly.Parse(day) : null };
        }
    }

    private static Report Long() => new()
    {
        Name = "long",
        Published = new DateOnly(2025, 6, 1),
        Text = "Итоги года\n\n" + string.Join("\n\n", Enumerable.Range(1, 200).Select(i => $"Президент Казахстана Касым-Жомарт Токаев встретился в Астане с Президентом Венгрии Тамашем Шуйоком. Товарооборот достиг {i} млн долларов. «Мы ценим эти связи», – сказал Токаев в {i}-й раз.")),
    };
}
