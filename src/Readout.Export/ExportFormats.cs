using System.Collections.Immutable;
using Readout.Export.Gold;
using Readout.Export.Graph;
using Readout.Export.Lines;
using Readout.Export.Linked;
using Readout.Export.Plover;
using Readout.Export.Tables;

namespace Readout.Export;

/// <summary>All formats. To add one: implement <see cref="IExportFormat"/> and name it here.</summary>
public static class ExportFormats
{
    public static ImmutableArray<IExportFormat> All { get; } =
    [
        new JsonLinesFormat(),
        new CsvFormat(),
        new ParquetFormat(),
        new PloverJsonFormat(),
        new PolecatFormat(),
        new CameoFormat(),
        new JsonLdFormat(),
        new FollowTheMoneyFormat(),
        new GraphMlFormat(),
        new GeoJsonFormat(),
        new GoldFormat(),
    ];

    /// <summary>Null when no format is called so.</summary>
    public static IExportFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
