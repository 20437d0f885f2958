using System.IO.Compression;
using System.Text;
using Readout.Ingest.Archives;
using Readout.Ingest.Entries;
using Readout.Ingest.Fetching;

namespace Readout.Ingest;

/// <summary>Finds the reports in files, folders and standard input, one after another in the order given.</summary>
/// <remarks>Never throws on bad input: what cannot be a report comes out as an <see cref="Input"/> with its problem, and reading goes on.
/// Holds one report at a time (and the file names of the folders it stands in).</remarks>
/// <param name="options">What the user says about the input as a whole.</param>
/// <param name="standardInput">What <c>-</c> stands for.</param>
/// <param name="fetcher">Opens addresses; made when the first one is met, and not disposed here. Null refuses addresses.</param>
public sealed class InputReader(InputOptions options, Stream standardInput, Func<Fetcher>? fetcher = null)
{
    /// <summary>What is read inside folders. Markdown is left out: a README is no report. Named alone it is read as text.</summary>
    private static readonly string[] FolderEndings = [".txt", ".jsonl", ".ndjson", .. EntryReader.Endings, ".csv", ".warc", ".zip", ".tar", ".tgz", ".mbox"];

    private static readonly string[] TextEndings = ["", ".txt", ".text", ".md"];

    private readonly EntryReader _entries = new(options);

    public IEnumerable<Input> Read(IEnumerable<string> inputs) => inputs.SelectMany(Read);

    private IEnumerable<Input> Read(string input)
    {
        if (input == "-")
            return ReadStandardInput();
        if (AddressRules.LooksLikeAddress(input))
            return [ReadAddress(input)];
        if (Directory.Exists(input))
            return ReadFolder(input);
        return ReadFile(input, input, keyBase: null);
    }

    private Input ReadAddress(string input)
    {
        var (address, refused) = AddressRules.Parse(input);
        if (address is null || fetcher is null)
            return Input.Failed(input, refused ?? Problem.Error(Codes.AddressRefused, input, "addresses are not opened here. Save the page and give the file."));
        var open = fetcher();
        return new Input
        {
            Place = input,
            Source = input,
            Fetch = async cancel =>
            {
                var fetched = await open.FetchAsync(address, cancel: cancel);
                return fetched.Problem is { } problem ? Input.Failed(input, problem) : Entry.Of(fetched, input).Deferred(_entries);
            },
        };
    }

    private IEnumerable<Input> ReadFolder(string folder)
    {
        var any = false;
        foreach (var (file, problem) in FilesIn(folder))
        {
            any = true;
            if (problem is not null)
            {
                yield return Input.Failed(file, problem);
                continue;
            }

            var inside = Path.GetRelativePath(folder, file).Replace('\\', '/');
            foreach (var input in ReadFile(file, file, inside[..^Path.GetExtension(file).Length]))
                yield return input;
        }

        if (!any)
            yield return Input.Failed(folder, Problem.Error(Codes.NothingInFolder, folder, $"the folder holds no reports: no files that end in {string.Join(", ", FolderEndings)}."));
    }

    /// <summary>How many bytes the inputs hold, for the progress line; null when that cannot be known (standard input).</summary>
    public static long? SizeOf(IEnumerable<string> inputs)
    {
        long size = 0;
        foreach (var input in inputs)
        {
            if (input == "-" || AddressRules.LooksLikeAddress(input))
                return null;
            foreach (var (file, _) in Directory.Exists(input) ? FilesIn(input) : [(input, null)])
            {
                var info = new FileInfo(file);
                if (info.Exists)
                    size += info.Length;
            }
        }

        return size;
    }

    // Sorted by their bytes, so that the order is the same on any machine; hidden files and links to folders are passed over.
    private static IEnumerable<(string File, Problem? Problem)> FilesIn(string folder)
    {
        string[] files = [], folders = [];
        Problem? problem = null;
        try
        {
            files = [.. Directory.EnumerateFiles(folder).Where(f => FolderEndings.Contains(EndingOf(f)) && !IsHidden(f)).Order(StringComparer.Ordinal)];
            folders = [.. Directory.EnumerateDirectories(folder).Where(f => !IsHidden(f) && new DirectoryInfo(f).LinkTarget is null).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = NotReadable(folder, e);
        }

        if (problem is not null)
            yield return (folder, problem);
        foreach (var file in files)
            yield return (file, null);
        foreach (var inner in folders)
        {
            foreach (var found in FilesIn(inner))
                yield return found;
        }
    }

    private IEnumerable<Input> ReadFile(string file, string place, string? keyBase)
    {
        var ending = EndingOf(file);
        var isArchive = ArchiveReader.IsArchive(file);
        if (!isArchive && !IsLines(ending) && ending != ".csv" && !TextEndings.Contains(ending) && !EntryReader.Endings.Contains(ending))
            return [Input.Failed(file, Problem.Error(Codes.KindNotRead, place, $"files that end in {ending} are not read. Give text (.txt), report lines (.jsonl, .csv), pages (.html), documents (.pdf, .docx) or archives of them (.warc, .zip, .tar, .mbox)."))];
        if (!TryOpen(file, out var stream, out var problem))
            return [Input.Failed(file, problem!)];
        if (isArchive)
            return new ArchiveReader(options, _entries).Read(stream!, file);
        var plain = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream!, CompressionMode.Decompress) : stream!;
        if (IsLines(ending))
            return Lines(plain, file, place);
        if (ending == ".csv")
            return new CsvReports(options).Read(plain, file);
        var name = Path.GetFileNameWithoutExtension(plain == stream ? file : file[..^3]);
        return EntryReader.Endings.Contains(ending)
            ? Owned(plain, s => DocumentOf(s, file, place, ending, name, keyBase))
            : Owned(plain, s => TextOf(s, file, place, name, keyBase));
    }

    private Input DocumentOf(Stream stream, string source, string place, string ending, string name, string? keyBase)
    {
        try
        {
            return ReadUpTo(stream, options.MaxBytes) is { } bytes
                ? new Entry { Place = place, Source = source, Bytes = bytes, FileName = name + ending, Name = name, Key = keyBase, Size = bytes.Length }.Deferred(_entries)
                : Input.Failed(source, TooLarge(place), stream.CanSeek ? stream.Length : options.MaxBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Input.Failed(source, NotReadable(place, e));
        }
    }

    private static IEnumerable<Input> Owned(Stream stream, Func<Stream, Input> read)
    {
        using (stream)
            yield return read(stream);
    }

    private IEnumerable<Input> ReadStandardInput()
    {
        // Report lines begin with a brace; a text does not.
        var peeked = new PeekStream(standardInput);
        return peeked.FirstVisible() == '{' ? Lines(peeked, "-", "-") : Owned(peeked, s => TextOf(s, "-", "-", name: null, keyBase: null));
    }

    private Input TextOf(Stream stream, string source, string place, string? name, string? keyBase)
    {
        byte[] bytes;
        try
        {
            if (ReadUpTo(stream, options.MaxBytes) is not { } read)
                return Input.Failed(source, TooLarge(place), stream.CanSeek ? stream.Length : options.MaxBytes);
            bytes = read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Input.Failed(source, NotReadable(place, e));
        }

        var decoded = TextDecoder.Decode(bytes);
        if (decoded.Text is not { } text)
            return Input.Failed(source, Problem.Error(decoded.Code!, place, decoded.Reason!), bytes.Length);
        if (string.IsNullOrWhiteSpace(text))
            return Input.Failed(source, Problem.Error(Codes.EmptyText, place, "the text is empty. Leave it out or fill it."), bytes.Length);
        return new Input
        {
            Place = place,
            Source = source,
            Report = new Report { Text = text, Name = name, Published = options.Published, Language = options.Language },
            Key = keyBase ?? name,
            Problems = decoded.ConvertedFrom is { } encoding ? [ReportLines.Converted(place, encoding)] : [],
            Bytes = bytes.Length,
        };
    }

    private IEnumerable<Input> Lines(Stream stream, string source, string place)
    {
        using var utf8 = AsUtf8(stream);
        var lines = new LineReader(utf8, options.MaxBytes);
        while (true)
        {
            Input? input;
            try
            {
                if (lines.Next() is not { } line)
                    yield break;
                input = OfLine(line, source, place);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                input = Input.Failed(source, NotReadable(place, e));
            }

            if (input is null)
                continue;
            yield return input;
            if (input.Problems is [{ Code: Codes.InputNotReadable }])
                yield break;
        }
    }

    private Input? OfLine(Line line, string source, string file)
    {
        var place = $"{file}:{line.Number}";
        if (line.IsTooLong)
            return Input.Failed(source, TooLarge(place), line.Length);
        var bytes = line.Bytes.Span;
        if (line.Number == 1 && bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (bytes.Trim(" \t"u8).IsEmpty)
            return null;
        var (report, problems) = ReportLines.Parse(bytes, place);
        if (report is not null)
            report = report with { Published = report.Published ?? options.Published, Language = report.Language ?? options.Language };
        return new Input { Place = place, Source = source, Report = report, Key = report?.Url ?? report?.Name, Problems = problems, Bytes = line.Length };
    }

    private static Stream AsUtf8(Stream stream)
    {
        var peeked = new PeekStream(stream);
        Encoding? marked = peeked.First(2) switch
        {
            [0xFF, 0xFE] => Encoding.Unicode,
            [0xFE, 0xFF] => Encoding.BigEndianUnicode,
            _ => null,
        };
        return marked is null ? peeked : Encoding.CreateTranscodingStream(peeked, marked, Encoding.UTF8);
    }

    private static bool TryOpen(string file, out Stream? stream, out Problem? problem)
    {
        (stream, problem) = (null, null);
        try
        {
            stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = Problem.Error(Codes.NoSuchInput, file, "there is no such file or folder. Check the spelling and the current folder.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = NotReadable(file, e);
        }

        return false;
    }

    private static byte[]? ReadUpTo(Stream stream, int max)
    {
        if (stream.CanSeek && stream.Length > max)
            return null;
        using var all = new MemoryStream(stream.CanSeek ? (int)stream.Length : 0);
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer, 0, buffer.Length) is > 0 and var read)
        {
            if (all.Length + read > max)
                return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private Problem TooLarge(string place) => Problem.Error(Codes.InputTooLarge, place, FormattableString.Invariant(
        $"the report is larger than {options.MaxBytes / 1e6:0.###} MB, so it is probably something else. If it is a report, raise the limit with --max-size."));

    private static Problem NotReadable(string place, Exception e) => Problem.Error(Codes.InputNotReadable, place, e is UnauthorizedAccessException
        ? "there is no permission to read it. Change its permissions or run as a user who may read it."
        : $"it cannot be read: {e.Message.TrimEnd('.')}. Check the file and the disk.");

    private static bool IsLines(string ending) => ending is ".jsonl" or ".ndjson";

    // Packed files are known by what they pack: "reports.jsonl.gz".
    private static string EndingOf(string file) =>
        Path.GetExtension(file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file).ToLowerInvariant();

    private static bool IsHidden(string file) => Path.GetFileName(file).StartsWith('.');
}
