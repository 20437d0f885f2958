using System.Diagnostics;
using Xunit;

namespace Readout.Cli.Tests;

/// <summary>What only a real process shows: exit codes, pipes, a full disk, an interrupt.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readout-process-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Runs a shell line in which <c>$readout</c> is the program.</summary>
    private async Task<(int Code, string Out, string Error)> ShellAsync(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        var start = new ProcessStartInfo("bash", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["readout"] = $"dotnet exec {Path.Combine(AppContext.BaseDirectory, "Readout.Cli.dll")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await error);
    }

    private void WriteReports(int count) => File.WriteAllLines(Path.Combine(_folder, "r.jsonl"),
        Enumerable.Range(0, count).Select(i => $$"""{"text":"Встреча {{i}}\n\nПрезидент Казахстана Касым-Жомарт Токаев принял посла Китая.","name":"{{i}}"}"""));

    [Fact]
    public async Task TheEngineReadsAndSearchFinds()
    {
        WriteReports(3);
        var (code, _, error) = await ShellAsync("$readout add r.jsonl && $readout search Токаеву --limit 2 >hits && $readout list >list");
        Assert.True(code == 0, error);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder, "hits")).Length);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(_folder, "list")).Length);
    }

    [Fact]
    public async Task ExitCodesAreZeroOneAndTwo()
    {
        WriteReports(1);
        var (_, output, _) = await ShellAsync("""
            $readout read r.jsonl >/dev/null; echo $?
            $readout add r.jsonl -q; $readout search электроэнергия -q; echo $?
            $readout read none.txt 2>/dev/null; echo $?
            $readout raed 2>/dev/null; echo $?
            """);
        Assert.Equal("0\n1\n2\n2\n", output);
    }

    [Fact]
    public async Task AClosedPipeEndsQuietlyAndSoon()
    {
        // Endless input: only the closed pipe can end it.
        var (_, output, error) = await ShellAsync("""
            yes '{"text":"Токаев принял посла Китая."}' 2>/dev/null | $readout read - | head -n 1 >first; echo "${PIPESTATUS[1]}"
            """);
        Assert.Equal("0\n", output);
        Assert.Equal("", error);
    }

    [Fact]
    public async Task AFullDiskIsTold()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        WriteReports(100);
        var (code, _, error) = await ShellAsync("$readout read r.jsonl >/dev/full");
        Assert.Equal(2, code);
        Assert.StartsWith("error RO1013 ", error);
    }

    [Fact]
    public async Task OutputAndTalkIntoOneFileStandBesideEachOther()
    {
        WriteReports(2);
        await ShellAsync("echo before >all; $readout read r.jsonl none.txt >>all 2>&1; echo after >>all");
        var lines = File.ReadAllLines(Path.Combine(_folder, "all"));
        Assert.Equal("before", lines[0]);
        Assert.Equal("after", lines[^1]);
        Assert.Equal(2, lines.Count(l => l.StartsWith("{\"schema\"", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.StartsWith("error RO1001 none.txt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnInterruptKeepsWhatWasReadAndSaysOneHundredAndThirty()
    {
        WriteReports(200_000);
        var (_, output, _) = await ShellAsync("""
            set -m # without job control the shell lets what it runs beside itself ignore interrupts
            # and a run that was itself put into the background hands on that interrupts are ignored
            env --default-signal=INT $readout add r.jsonl --ledger l.readout 2>/dev/null & pid=$!
            until [ -n "$($readout list --ledger l.readout --limit 1 2>/dev/null)" ]; do sleep 0.1; done
            kill -INT $pid; wait $pid; echo $?
            """);
        Assert.Equal("130\n", output);
        var (code, list, _) = await ShellAsync("$readout list --ledger l.readout | wc -l");
        Assert.Equal(0, code);
        Assert.InRange(int.Parse(list), 1, 199_999);
    }
}
