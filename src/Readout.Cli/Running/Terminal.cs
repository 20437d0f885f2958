using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Readout.Cli.Running;

/// <summary>Where a command reads from and writes to: stdout is data, stderr is talk. Tests give their own.</summary>
internal sealed class Terminal
{
    public required Stream In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>True when a person looks at stdout: tables and colour are then the default.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>True when a person looks at stderr: progress is then shown.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns.</summary>
    public int Width { get; init; } = 100;

    public Func<string, string?> Environment { get; init; } = static _ => null;

    public CancellationToken Cancel { get; init; }

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Terminal OfProcess() => new()
    {
        In = Console.OpenStandardInput(),
        Out = new StreamWriter(StandardOutput(), Utf8, 32 * 1024),
        Error = new StreamWriter(Console.OpenStandardError(), Utf8, 1024) { AutoFlush = true },
        IsOutTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Width = WindowWidth(),
        Environment = System.Environment.GetEnvironmentVariable,
    };

    // .NET's console stream swallows the error of a closed pipe; without it 'readout read corpus | head' would read the whole corpus.
    // In a file, though, a FileStream writes at a place of its own, over what others (stderr with 2>&1, the shell's >>) write meanwhile.
    private static Stream StandardOutput()
    {
        if (!OperatingSystem.IsWindows())
        {
            try
            {
                var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!stream.CanSeek)
                    return stream;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // stdout is closed or odd: the console stream copes.
            }
        }

        return Console.OpenStandardOutput();
    }

    private static int WindowWidth()
    {
        try
        {
            // Some terminals (recorders, job runners) say that they have no columns at all.
            return Console.IsOutputRedirected || Console.WindowWidth < 20 ? 100 : Math.Clamp(Console.WindowWidth, 40, 160);
        }
        catch (IOException)
        {
            return 100;
        }
    }

    /// <summary>EPIPE, ERROR_BROKEN_PIPE, ERROR_NO_DATA: whoever read our output has enough.</summary>
    public static bool IsClosedPipe(IOException e) => e.HResult is 32 or unchecked((int)0x8007006D) or unchecked((int)0x800700E8);
}
