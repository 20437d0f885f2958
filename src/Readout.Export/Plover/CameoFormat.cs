using System.Collections.Immutable;
using System.Globalization;
using Readout.Reference;

namespace Readout.Export.Plover;

/// <summary>Events as pairs of actors with CAMEO codes, in the manner of ICEWS; <c>plover-cameo.tsv</c> leads from PLOVER to CAMEO.</summary>
/// <remarks>In a meeting of equals each is source once and target once, as ICEWS has it. Intensity is PLOVER's score, not Goldstein's.</remarks>
internal sealed class CameoFormat : IExportFormat
{
    private static readonly ImmutableArray<string> Columns =
    [
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country",
        "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude", "Quotation",
    ];

    private readonly Lazy<Dictionary<(string, string, string, string), (string Code, string Text)>> _codes = new(static () =>
        ExportTable.Load("plover-cameo.tsv", "type", "origin", "mode", "context", "cameo", "text").Rows.ToDictionary(r => (r["type"], r["origin"], r["mode"], r["context"]), r => (r["cameo"], r["text"])));

    private readonly Lazy<StateCatalog> _states = new(static () => new StateCatalog());
    private readonly Lazy<PloverScale> _scale = new(static () => new PloverScale());

    public string Name => "cameo";

    public string Description => "pairs of actors with CAMEO codes in the columns of ICEWS, tab-separated; Intensity is PLOVER's score, not Goldstein's";

    public IExportWriter Open(string folder, ExportContext context) =>
        new TsvEventWriter(folder, "events.tsv", "pairs of actors (ICEWS' columns, CAMEO codes)", Columns, Rows);

    private IEnumerable<string[]> Rows(Record record, CodedEvent coded)
    {
        var (code, text) = CodeOf(coded);
        var isOfEquals = coded.Recipients.IsEmpty;
        var targets = isOfEquals ? coded.Actors : coded.Recipients;
        var pair = 0;
        for (var s = 0; s < coded.Actors.Length; s++)
        {
            for (var t = 0; t < targets.Length; t++)
            {
                if ((isOfEquals && s == t) || coded.Actors[s] == targets[t])
                    continue;
                yield return Row(record, coded, $"{coded.Id}-{++pair}", code, text, coded.Actors[s], targets[t]);
            }
        }

        // Somebody acts alone: CAMEO then has no target.
        if (pair == 0 && coded.Actors.Length > 0)
            yield return Row(record, coded, $"{coded.Id}-1", code, text, coded.Actors[0], null);
    }

    private string[] Row(Record record, CodedEvent coded, string id, string code, string text, CodedActor source, CodedActor? target) =>
    [
        id, coded.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), source.Name, source.Sector ?? "", CountryOf(source), text, code,
        _scale.Value.Score(coded.Type, coded.Mode)?.ToString("0.0", CultureInfo.InvariantCulture) ?? "", target?.Name ?? "", target?.Sector ?? "", target is null ? "" : CountryOf(target),
        record.Document.Id[..16], SentenceOf(record, coded).ToString(CultureInfo.InvariantCulture), record.Document.Publisher ?? "",
        coded.Place?.Kind == "city" ? coded.Place.Name : "", "", coded.Place?.Kind == "region" ? coded.Place.Name : "", _states.Value.Find(coded.Place?.Country)?.Name ?? "",
        coded.Place?.Lat?.ToString(CultureInfo.InvariantCulture) ?? "", coded.Place?.Lon?.ToString(CultureInfo.InvariantCulture) ?? "", coded.Evidence.Text,
    ];

    /// <summary>The code of the narrowest row that fits: origin before mode before context.</summary>
    private (string Code, string Text) CodeOf(CodedEvent coded)
    {
        var contexts = coded.Contexts.Add("");
        foreach (var origin in (ReadOnlySpan<string>)[coded.Origin, ""])
        {
            foreach (var mode in (ReadOnlySpan<string>)[coded.Mode ?? "", ""])
            {
                foreach (var context in contexts)
                {
                    if (_codes.Value.TryGetValue((coded.Type, origin, mode, context), out var found))
                        return found;
                }
            }
        }

        throw new InvalidOperationException($"plover-cameo.tsv has no row for {coded.Type}.");
    }

    private string CountryOf(CodedActor actor) => _states.Value.Find(actor.Code)?.Name ?? actor.Code ?? "";

    // ICEWS counts sentences; the record has lines and code points, so the line is counted: the title is 1.
    private static int SentenceOf(Record record, CodedEvent coded)
    {
        var (line, at) = (1, 0);
        foreach (var rune in record.Document.Text.EnumerateRunes())
        {
            if (at++ >= coded.Evidence.Start)
                break;
            if (rune.Value == '\n')
                line++;
        }

        return line;
    }
}
