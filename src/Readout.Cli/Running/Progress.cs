using System.Diagnostics;
using System.Globalization;

namespace Readout.Cli.Running;

/// <summary>One line on stderr that is rewritten: what each stage has done and how fast, how long to go. Silent when stderr is no terminal.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly StatusLine _line;
    private readonly bool _isShown;
    private readonly Task<long?> _total;
    private readonly Stopwatch _watch = new();
    private TimeSpan _last;
    private long _bytes;

    /// <param name="total">Bytes in all, measured meanwhile; null when they cannot be known.</param>
    public Progress(Terminal terminal, bool quiet, Func<long?> total)
    {
        _isShown = terminal.IsErrorTerminal && !quiet;
        _line = new StatusLine(terminal, quiet, "Loading the dictionaries …");
        _total = _isShown ? Task.Run(total) : Task.FromResult<long?>(null);
    }

    /// <summary>What each stage has done; given to whoever does it.</summary>
    public Stages Stages { get; } = new();

    /// <summary>Notes that an input has been through all stages.</summary>
    public void Add(long bytes)
    {
        Stages.Kept();
        // Loading the dictionaries is over with the first report, and no part of the rates.
        if (!_watch.IsRunning)
            _watch.Start();
        _bytes += bytes;
        if (!_isShown || _watch.Elapsed - _last < Pace)
            return;
        _last = _watch.Elapsed;
        _line.Show(Line(Stages.Now, _watch.Elapsed, _bytes, _total.IsCompletedSuccessfully ? _total.Result : null));
    }

    /// <summary>"found 1,230 (307/s) · read 1,210 (302/s) · kept 1,200 (300/s) · 0:12 left": the stage that falls behind is the slow one.</summary>
    public static string Line(StageCounts stages, TimeSpan elapsed, long bytes, long? total)
    {
        var seconds = Math.Max(0.001, elapsed.TotalSeconds);
        string Stage(string name, int count) => string.Create(CultureInfo.InvariantCulture, $"{name} {count:N0} ({count / seconds:N0}/s)");
        (string Name, int Count)[] told = [("found", stages.Found), ("fetched", stages.Fetched), ("read", stages.Read), ("kept", stages.Kept)];
        var line = string.Join(" · ", told.Where(s => s.Count > 0 || s.Name is "found" or "kept").Select(s => Stage(s.Name, s.Count)));
        if (total is not { } all || bytes <= 0 || all < bytes)
            return line;
        var left = TimeSpan.FromSeconds(elapsed.TotalSeconds * (all - bytes) / bytes);
        return line + (left.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $" · {(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00} left")
            : string.Create(CultureInfo.InvariantCulture, $" · {left.Minutes}:{left.Seconds:00} left"));
    }

    /// <summary>Takes the line away, so that other words can stand there.</summary>
    public void Clear() => _line.Clear();

    public void Dispose() => Clear();
}

/// <summary>A line on stderr that can be rewritten and taken away. Silent when stderr is no terminal.</summary>
internal sealed class StatusLine : IDisposable
{
    private readonly Terminal _terminal;
    private readonly bool _isShown;
    private int _width;

    public StatusLine(Terminal terminal, bool quiet, string line)
    {
        _terminal = terminal;
        _isShown = terminal.IsErrorTerminal && !quiet;
        Show(line);
    }

    public void Show(string line)
    {
        if (!_isShown)
            return;
        _terminal.Error.Write("\r" + line.PadRight(_width));
        _width = line.Length;
    }

    public void Clear()
    {
        if (_width > 0)
            _terminal.Error.Write("\r" + new string(' ', _width) + "\r");
        _width = 0;
    }

    public void Dispose() => Clear();
}
