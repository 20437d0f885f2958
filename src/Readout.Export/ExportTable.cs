using System.Reflection;
using Readout.Tables;

namespace Readout.Export;

/// <summary>Tables that are compiled into this library.</summary>
internal static class ExportTable
{
    public static TsvTable Load(string name, params ReadOnlySpan<string> columns)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return TsvTable.Parse(name, reader.ReadToEnd(), columns);
    }
}
