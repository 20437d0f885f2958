using System.Net;
using System.Text;
using Xunit;

namespace Readout.Web.Tests;

/// <summary>Texts and files of the reader's own.</summary>
public sealed class BringTests(WebApp app)
{
    private const string Text = "Казахстан и Венгрия обсудили торговлю\n\nПрезидент Казахстана Касым-Жомарт Токаев встретился в Астане с Президентом Венгрии Тамашем Шуйоком. Товарооборот достиг 212 млн долларов.";

    [Fact]
    public async Task APastedTextIsReadAndKeptNowhere()
    {
        var (answer, page) = await app.PostAsync("/read", "/read", ("text", Text), ("published", "2025-04-01"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("212", page.QuerySelector(".mark.figure")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll(".note"));
        await using var ledger = app.Open();
        Assert.Empty(await ledger.FindAsync(page.QuerySelector("dd code")!.TextContent, cancel: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ATextThatIsNotReadComesBackWithTheReason()
    {
        var (answer, page) = await app.PostAsync("/read", "/read", ("text", "Ĉi tiu teksto ne estas en lingvo kiun ni legas."), ("language", "eo"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("RO1101", page.QuerySelector(".message")!.TextContent);
        Assert.Contains("Ĉi tiu", page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task AFormOfAnotherSiteIsRefused()
    {
        foreach (var to in new[] { "/read", "/add", "/review", "/review/undo", "/review/add", "/settings" })
        {
            var (answer, _) = await app.SendAsync(to, new FormUrlEncodedContent([new("text", Text)]), []);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task FilesAreAddedOneBadOneStopsNoOther()
    {
        var (form, _, page) = await app.GetAsync("/add");
        var lines = Encoding.UTF8.GetBytes("{\"name\": \"line-1\", \"published\": \"2025-04-02\", \"text\": \"Токаев посетил Будапешт\\n\\nКасым-Жомарт Токаев прибыл в Венгрию с визитом.\"}\n{ broken\n");
        var content = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=token]")!.GetAttribute("value")!), "token" },
            { new ByteArrayContent(lines), "files", "../../lines.jsonl" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(Text.Replace("212", "213"))), "files", "visit.txt" },
        };
        var (answer, _) = await app.SendAsync("/add", content, form.Headers.GetValues("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var job = answer.Headers.Location!.OriginalString;
        // The events end when the job does.
        var events = await app.Client.GetStringAsync(job + "/events", TestContext.Current.CancellationToken);
        Assert.Contains("\"isDone\":true", events);
        var (_, _, done) = await app.GetAsync(job);
        Assert.Equal("2", done.QuerySelector("[data-count=added]")!.TextContent);
        Assert.Equal("1", done.QuerySelector("[data-count=failed]")!.TextContent);
        Assert.Contains("lines.jsonl:2", done.QuerySelector("#problems")!.TextContent);
        Assert.DoesNotContain("readout-add-", done.DocumentElement.TextContent);
        Assert.Equal(2, done.QuerySelectorAll("#reports a").Length);
    }

    [Fact]
    public async Task AddingNothingSaysSo()
    {
        var (answer, page) = await app.PostAsync("/add", "/add");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull(page.QuerySelector(".message[role=status]"));
    }

    [Fact]
    public async Task SettingsAreKeptInCookies()
    {
        var (answer, _) = await app.PostAsync("/settings", "/settings", ("language", "zh"), ("theme", "dark"), ("name", "Анна"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, c => c.StartsWith("readout-language=zh", StringComparison.Ordinal));
        Assert.Contains(cookies, c => c.StartsWith("readout-theme=dark", StringComparison.Ordinal));
        // The box of the keys was not ticked.
        Assert.Contains(cookies, c => c.StartsWith("readout-keys=off", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/settings");
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => c.Split(';')[0])));
        var html = await (await app.Client.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"zh\" data-theme=\"dark\">", html);
        Assert.Contains("data-keys=\"off\"", html);
        Assert.Contains("value=\"Анна\"", html);
    }
}
