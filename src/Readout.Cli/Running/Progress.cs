using System.Diagnostics;
using System.Globalization;

namespace Readout.Cli.Running;

/// <summary>One line on stderr that is rewritten: how many reports, how fast, how long to go. Silent when stderr is no terminal.</summary>
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

    public int Count { get; private set; }

    public void Add(long bytes)
    {
        Count++;
        // Loading the dictionaries is over with the first report, and no part of the rate.
        if (Count == 1)
            _watch.Start();
        _bytes += bytes;
        if (!_isShown || _watch.Elapsed - _last < Pace)
            return;
        _last = _watch.Elapsed;
        _line.Show(Line(Count, _watch.Elapsed, _bytes, _total.IsCompletedSuccessfully ? _total.Result : null));
    }

    /// <summary>"1,234 reports · 320/s · 0:41 left".</summary>
    public static string Line(int count, TimeSpan elapsed, long bytes, long? total)
    {
        var rate = count / Math.Max(0.001, elapsed.TotalSeconds);
        var line = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "report" : "reports")} · {rate:N0}/s");
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
