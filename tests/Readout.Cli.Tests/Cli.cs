using System.Security.Cryptography;
using System.Text;
using Readout.Cli.Running;
using Readout.Text;

namespace Readout.Cli.Tests;

/// <summary>The command line run in this process, in a folder of its own, with a reader that the test chooses.</summary>
public sealed class Cli : IDisposable
{
    private readonly Dictionary<string, string> _environment = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("readout-cli-").FullName;

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string In { get; set; } = "";

    public bool IsTerminal { get; set; }

    public Func<Report, Record> Reader { get; set; } = Fake;

    public CancellationToken Cancel { get; set; }

    /// <summary>Hears each line of talk as it is written; for what runs until it is stopped.</summary>
    public Action<string>? Heard { get; set; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public void Set(string variable, string value) => _environment[variable] = value;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var file = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>Runs a command; arguments that begin with '@' are names of files in <see cref="Folder"/>.</summary>
    public int Run(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new TalkWriter(Heard) { NewLine = "\n" });
        var terminal = new Terminal
        {
            In = new MemoryStream(Encoding.UTF8.GetBytes(In)),
            Out = output,
            Error = error,
            IsOutTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            Environment = name => _environment.GetValueOrDefault(name),
            Cancel = Cancel,
        };
        var code = App.RunAsync([.. args.Select(a => a.StartsWith('@') ? PathOf(a[1..]) : a)], terminal, own => own == new OwnFiles() ? Reader : ReaderFactory.Create(own)).GetAwaiter().GetResult();
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    private sealed class TalkWriter(Action<string>? heard) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            heard?.Invoke(value ?? "");
        }
    }

    public string[] OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A reader that knows Токаев by name and refuses English: enough for what the command line must do with records.</summary>
    internal static Record Fake(Report report)
    {
        var text = TextNormalizer.Normalize(report.Text);
        var document = new DocumentFacts
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Name = report.Name,
            Language = report.Language ?? "ru",
            Title = text.Split('\n')[0],
            Text = text,
            Url = report.Url,
            Publisher = report.Publisher,
            Published = report.Published,
        };
        if (report.Language == "en")
            return new Record { Document = document, Diagnostics = [new Diagnostic(Codes.UnsupportedLanguage, DiagnosticSeverity.Error, "The language 'en' is not supported.")] };
        if (text.Contains("сбой", StringComparison.Ordinal))
            throw new InvalidOperationException("an index was wrong");
        var at = text.IndexOf("Токаев", StringComparison.Ordinal);
        if (at < 0)
            return new Record { Document = document };
        var start = text[..at].EnumerateRunes().Count();
        return new Record
        {
            Document = document,
            Names = [new Name(start, start + 6, NameType.Person)],
            Actors =
            [
                new Actor
                {
                    Id = "a1", Kind = ActorKind.Person, Name = "Kassym-Jomart Tokayev", Country = "KAZ", Office = new Office("president", null, "KAZ", null),
                    Mentions = [new Mention(start, start + 6, "Токаев", MentionForm.Name)], Rule = "reference",
                },
            ],
            Events =
            [
                new Event
                {
                    Id = "e1", Type = "CONSULT", Mode = "visit", Status = EventStatus.Occurred, Parties = ["KAZ", "CHN"], Rule = "frame:принять",
                    Evidence = [new Evidence(start, start + 6, "Токаев")],
                },
            ],
        };
    }
}
