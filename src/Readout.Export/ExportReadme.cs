using System.Globalization;
using System.Text;

namespace Readout.Export;

/// <summary>The export's <c>README.md</c>, for people who find the folder.</summary>
internal static class ExportReadme
{
    public static string Write(ExportSummary summary, ExportRequest request, ExportContext context)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Records of diplomacy

            Drawn from reports by {context.Coder} on {context.Coded:yyyy-MM-dd}. A machine read them: every item has the words that say it beside it, so that a reader can judge.

            - Records: {summary.Records:N0}
            - Chosen by: {(request.Filter.Length == 0 ? "nothing; this is the whole ledger" : $"`{request.Filter}`")}
            - `datapackage.json` has the columns of every table, counts and checksums (SHA-256).
            - Offsets (`start`, `end`) count Unicode code points of the document's text, the end exclusive.

            | file | what it holds | rows | SHA-256 |
            | --- | --- | ---: | --- |

            """);
        foreach (var written in summary.Files)
            page.Append(CultureInfo.InvariantCulture, $"| `{written.File.Path}` | {written.File.Title} | {written.File.Rows:N0} | `{written.Sha256[..16]}…` |\n");
        var leftOut = summary.Files.Where(f => !f.File.LeftOut.IsEmpty).ToList();
        if (leftOut.Count > 0)
        {
            page.Append("\n## Left out\n\n");
            foreach (var written in leftOut)
            {
                foreach (var (reason, count) in written.File.LeftOut)
                    page.Append(CultureInfo.InvariantCulture, $"- `{written.File.Path}`: {count:N0} {reason}\n");
            }
        }

        page.Append("\n## Formats\n\n");
        foreach (var format in request.Formats)
            page.Append(CultureInfo.InvariantCulture, $"- **{format.Name}**: {format.Description}\n");
        return page.ToString().ReplaceLineEndings("\n");
    }
}
