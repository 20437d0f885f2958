using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Readout.Web.BrowserTests.Browser))]

namespace Readout.Web.BrowserTests;

/// <summary>The system's Chromium, once for all tests. Where there is none the tests are skipped, but not where CI=true.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if ((Environment.GetEnvironmentVariable("READOUT_CHROMIUM") ?? Places.FirstOrDefault(File.Exists)) is not { } chromium)
            return;
        _playwright = await Playwright.CreateAsync();
        // The sandbox needs rights that a container does not have; the pages are our own.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A fresh visitor.</summary>
    public async Task<Visitor> VisitAsync(string address, string language = "en", int width = 1280, bool isDark = false, bool hasScripts = true)
    {
        if (_browser is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Chromium is missing: apt-get install chromium.");
            Assert.Skip("Chromium is missing: install it (apt-get install chromium) or name it in READOUT_CHROMIUM.");
        }

        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address,
            Locale = language,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasScripts,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(20_000);
        return new Visitor(context, await context.NewPageAsync());
    }
}

/// <summary>A visitor with an empty jar of cookies, and what the browser complained about.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    internal Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Complaints.Add($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts and violations of the content policy.</summary>
    public List<string> Complaints { get; } = [];

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
