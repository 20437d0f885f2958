using System.Diagnostics;
using Xunit;

namespace Readout.Export.Tests;

/// <summary>Readers that we did not write: the exports are read back by Python's standard library, networkx and rdflib (Debian: python3-networkx, python3-rdflib).</summary>
internal static class Python
{
    private static readonly string[] Candidates = ["/usr/bin/python3", "python3"];

    /// <summary>Runs a script of <c>readers/</c>; it fails the test with what it says when it fails.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string script, params string[] args)
    {
        var (code, output) = await StartAsync(Interpreter.Value, [Path.Combine(AppContext.BaseDirectory, "readers", script), .. args]);
        Assert.True(code == 0, $"{script}: {output}");
        return output.Trim();
    }

    private static readonly Lazy<string> Interpreter = new(static () =>
        Candidates.FirstOrDefault(c => Task.Run(async () =>
        {
            try
            {
                return (await StartAsync(c, ["-c", "import networkx, rdflib"])).Code == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }).GetAwaiter().GetResult()) ?? throw new InvalidOperationException("These tests need Python 3 with networkx and rdflib: apt-get install python3-networkx python3-rdflib."));

    private static async Task<(int Code, string Output)> StartAsync(string file, string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(file, args) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PYTHONIOENCODING"] = "utf-8" } })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
