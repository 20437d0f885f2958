using Readout.Ingest;
using Readout.Tables;

namespace Readout.Cli;

/// <summary>What a user gives the engine beside its own tables.</summary>
/// <param name="Reference">Own actors and places, a TSV file; null for none.</param>
/// <param name="Pack">Own tables of languages, a folder; null for none.</param>
internal sealed record OwnFiles(string? Reference = null, string? Pack = null);

/// <summary>The one place where the program makes the engine.</summary>
internal static class ReaderFactory
{
    /// <exception cref="ProblemException">A file of the user's cannot be read or is wrong.</exception>
    public static Func<Report, Record> Create(OwnFiles own) => Make(own).Read;

    /// <inheritdoc cref="Create"/>
    /// <param name="own">What the user gave.</param>
    /// <param name="usage">Told which rows take part in readings; null when nobody asks.</param>
    public static Reader Make(OwnFiles own, RowUsage? usage = null)
    {
        try
        {
            return new Reader(new ReaderOptions
            {
                Reference = own.Reference is { } file ? Text(file) : null,
                ReferenceName = Path.GetFileName(own.Reference) ?? "reference",
                Tables = own.Pack is null && usage is null ? TableSource.BuiltIn : new TableSource(own.Pack is { } folder ? PackFolder.Read(folder) : [], usage),
            });
        }
        catch (TableException e)
        {
            // The table's message has file and line already.
            var place = own.Pack is not null && e.Table != Path.GetFileName(own.Reference) ? own.Pack : own.Reference ?? e.Table ?? "tables";
            throw new ProblemException(Problem.Error(e.Code, place, e.Message[(e.Code.Length + 1)..]));
        }
    }

    private static string Text(string referenceFile)
    {
        try
        {
            var decoded = TextDecoder.Decode(File.ReadAllBytes(referenceFile));
            return decoded.Text ?? throw new ProblemException(Problem.Error(Codes.ReferenceNotReadable, referenceFile, decoded.Reason!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(Codes.ReferenceNotReadable, referenceFile, $"the reference file cannot be read: {e.Message.TrimEnd('.')}."));
        }
    }
}

/// <summary>A problem that ends the command: it is told, and the exit code is 2.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem { get; } = problem;
}
