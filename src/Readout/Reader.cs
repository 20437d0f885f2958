using System.Collections.Frozen;
using Readout.Actors;
using Readout.Commitments;
using Readout.Events;
using Readout.Figures;
using Readout.Initiatives;
using Readout.Languages.En;
using Readout.Languages.Kk;
using Readout.Languages.Zh;
using Readout.Morphology;
using Readout.Reference;
using Readout.Relations;
using Readout.Statements;
using Readout.Syntax;
using Readout.Tables;
using Readout.Tagging;
using Readout.Text;
using Readout.Time;
using Readout.Topics;

namespace Readout;

/// <summary>What a reader is made with.</summary>
public sealed record ReaderOptions
{
    /// <summary>Own actors and places: content of a TSV file with the columns of docs/reference.md; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>What messages call that file.</summary>
    public string ReferenceName { get; init; } = "reference";

    /// <summary>Tables of the language packs; the engine's own by default.</summary>
    public TableSource Tables { get; init; } = TableSource.BuiltIn;
}

/// <summary>Reads reports into records. Start here: <see cref="Read"/> is the order of the pipeline.</summary>
/// <remarks>Thread-safe; make one and share it. Deterministic: the same report gives the same record on any machine and in any culture.</remarks>
public sealed class Reader
{
    private readonly FrozenDictionary<string, Lazy<LanguagePack>> _packs;

    /// <summary>The engine's version and build, for those who keep records: another build may read the same report otherwise.</summary>
    public static string Version { get; } = $"readout {typeof(Reader).Assembly.GetName().Version?.ToString(3)} ({typeof(Reader).Module.ModuleVersionId.ToString("N")[..8]})";

    /// <summary>Loads tables and lexicons (some tens of milliseconds).</summary>
    /// <exception cref="TableException">The user's reference or a table of the user's is wrong; the message says where and why.</exception>
    public Reader(ReaderOptions? options = null)
    {
        options ??= new ReaderOptions();
        // The first language reads the user's table at once, so that its errors come from here; the others load when a text needs them.
        var first = Languages[0];
        var loaded = first.Load(options);
        _packs = Languages.ToFrozenDictionary(l => l.Name, l => l.Name == first.Name ? new Lazy<LanguagePack>(loaded) : new(() => l.Load(options)), StringComparer.Ordinal);
        // Errors of the user's tables come from here too.
        foreach (var language in options.Tables.ChangedLanguages)
            _ = _packs[language].Value;
    }

    private static readonly (string Name, Func<ReaderOptions, LanguagePack> Load)[] Languages = [("ru", Russian), ("en", English), ("zh", Chinese), ("kk", Kazakh)];

    /// <summary>Loads one language alone.</summary>
    internal static LanguagePack LoadPack(string language, ReaderOptions options) => Languages.First(l => l.Name == language).Load(options);

    internal LanguagePack PackOf(string language) => _packs[language].Value;

    internal static LanguagePack Russian(ReaderOptions options)
    {
        var tables = options.Tables.Of("ru");
        var reference = ReferenceDictionary.Load("ru", options.Reference, options.ReferenceName);
        var morphology = new RussianMorphology(tables);
        return LanguagePack.Load(tables, new CaseGrammar(), morphology, new RussianNames(morphology, reference, tables), reference);
    }

    private static LanguagePack English(ReaderOptions options)
    {
        var tables = options.Tables.Of("en");
        var reference = ReferenceDictionary.Load("en", options.Reference, options.ReferenceName);
        return LanguagePack.Load(tables, new EnglishGrammar(), new EnglishMorphology(tables), new EnglishNames(reference, tables), reference);
    }

    private static LanguagePack Chinese(ReaderOptions options)
    {
        var tables = options.Tables.Of("zh");
        var reference = ReferenceDictionary.Load("zh", options.Reference, options.ReferenceName);
        var morphology = new ChineseMorphology(reference, tables);
        return LanguagePack.Load(tables, new ChineseGrammar(morphology, reference, tables), morphology, new ChineseNames(morphology, tables), reference);
    }

    private static LanguagePack Kazakh(ReaderOptions options)
    {
        var tables = options.Tables.Of("kk");
        var reference = ReferenceDictionary.Load("kk", options.Reference, options.ReferenceName);
        var morphology = new KazakhMorphology(tables);
        return LanguagePack.Load(tables, new KazakhGrammar(morphology, reference, tables), morphology, new KazakhNames(reference, tables), reference);
    }

    /// <summary>Reads one report. Never throws on bad input: a report that cannot be read gives a record whose diagnostics say why (<see cref="Record.IsUnread"/>).</summary>
    public Record Read(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var normal = TextNormalizer.Normalize(report.Text);
        var language = report.Language ?? LanguageDetector.Detect(normal);
        if (Refuse(normal, language) is { } refusal)
            return RecordWriter.Unread(report, normal, language, refusal);

        var pack = _packs[language].Value;
        var text = Segmenter.Segment(normal, language, pack.Words, pack.Abbreviations);
        var syntax = pack.Grammar.Syntax(text, pack);
        var times = TimeFinder.Find(text, report.Published, pack);
        var spots = pack.Grammar.Names(text, syntax, pack);
        var tagged = pack.Tagger?.Tag(text, syntax, spots, pack);
        if (tagged is not null)
            spots = NameFinder.With(spots, tagged, text, syntax, pack);
        var (actors, places) = ActorResolver.Resolve(text, syntax, spots, pack, times.Reference, report.Publisher);
        var statements = pack.Grammar.Statements(text, syntax, actors, times, pack);
        var events = pack.Grammar.Events(text, syntax, actors, places, times, statements, pack);
        var figures = pack.Grammar.Figures(text, times, actors, statements, events, pack);
        var commitments = pack.Grammar.Commitments(text, syntax, actors, times, statements, pack);
        var relations = pack.Grammar.Relations(text, syntax, actors, pack);
        var initiatives = pack.Grammar.Initiatives(text, syntax, actors, statements, events, pack);
        var topics = pack.Grammar.Topics(text, syntax, actors, places, statements, events, pack);
        var names = tagged is null ? NamesInText.Of(text, actors, places, pack.Names) : NamesInText.Of(text, spots, tagged, pack.Names);
        return RecordWriter.Write(report, text, times, actors, places, statements, events, figures, commitments, relations, initiatives, topics) with { Names = names };
    }

    private Diagnostic? Refuse(string text, string language)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Diagnostic(Codes.EmptyText, DiagnosticSeverity.Error, "The text is empty: there is nothing to read.");
        return _packs.ContainsKey(language)
            ? null
            : new Diagnostic(Codes.UnsupportedLanguage, DiagnosticSeverity.Error, $"The language '{language}' is not supported; this version reads {string.Join(", ", _packs.Keys.Order(StringComparer.Ordinal))}. If the text is in one of them, say so with the language of the report.");
    }
}
