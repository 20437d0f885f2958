using System.Diagnostics;
using System.Globalization;

namespace Readout.Cli.Running;

/// <summary>One line on stderr that is rewritten: how many reports, how fast, how long to go. Silent when stderr is no terminal.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly bool _isShown;
    private readonly Task<long?> _total;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _last = -Pace;
    private long _bytes;
    private int _width;

    /// <param name="total">Bytes in all, measured meanwhile; null when they cannot be known.</param>
    public Progress(Terminal terminal, bool quiet, Func<long?> total)
    {
        _terminal = terminal;
        _isShown = terminal.IsErrorTerminal && !quiet;
        _total = _isShown ? Task.Run(total) : Task.FromResult<long?>(null);
        Show("Loading the dictionaries …");
    }

    public int Count { get; private set; }

    public TimeSpan Elapsed => _watch.Elapsed;

    public void Add(long bytes)
    {
        Count++;
        _bytes += bytes;
        if (!_isShown || _watch.Elapsed - _last < Pace)
            return;
        _last = _watch.Elapsed;
        Show(Line(Count, _watch.Elapsed, _bytes, _total.IsCompletedSuccessfully ? _total.Result : null));
    }

    /// <summary>"1,234 reports · 320/s · 0:41 left".</summary>
    public static string Line(int count, TimeSpan elapsed, long bytes, long? total)
    {
        var rate = count / Math.Max(0.001, elapsed.TotalSeconds);
        var line = string.Create(CultureInfo.InvariantCulture, $"{count:N0} reports · {rate:N0}/s");
        if (total is not { } all || bytes <= 0 || all < bytes)
            return line;
        var left = TimeSpan.FromSeconds(elapsed.TotalSeconds * (all - bytes) / bytes);
        return line + (left.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $" · {(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00} left")
            : string.Create(CultureInfo.InvariantCulture, $" · {left.Minutes}:{left.Seconds:00} left"));
    }

    /// <summary>Takes the line away, so that other words can stand there.</summary>
    public void Clear()
    {
        if (_width == 0)
            return;
        _terminal.Error.Write("\r" + new string(' ', _width) + "\r");
        _width = 0;
    }

    public void Dispose() => Clear();

    private void Show(string line)
    {
        if (!_isShown)
            return;
        _terminal.Error.Write("\r" + line.PadRight(_width));
        _width = line.Length;
    }
}
