using Readout.Ingest;
using Readout.Tables;

namespace Readout.Cli;

/// <summary>The one place where the program makes the engine.</summary>
internal static class ReaderFactory
{
    /// <param name="referenceFile">The user's own actors and places (TSV); null for none.</param>
    /// <exception cref="ProblemException">The reference file cannot be read or is wrong.</exception>
    public static Func<Report, Record> Create(string? referenceFile)
    {
        if (referenceFile is null)
            return new Reader().Read;
        try
        {
            var decoded = TextDecoder.Decode(File.ReadAllBytes(referenceFile));
            if (decoded.Text is null)
                throw new ProblemException(Problem.Error(Codes.ReferenceNotReadable, referenceFile, decoded.Reason!));
            return new Reader(new ReaderOptions { Reference = decoded.Text, ReferenceName = Path.GetFileName(referenceFile) }).Read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(Codes.ReferenceNotReadable, referenceFile, $"the reference file cannot be read: {e.Message.TrimEnd('.')}."));
        }
        catch (TableException e)
        {
            // The table's message has file and line already.
            throw new ProblemException(Problem.Error(e.Code, referenceFile, e.Message[(e.Code.Length + 1)..]));
        }
    }
}

/// <summary>A problem that ends the command: it is told, and the exit code is 2.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem { get; } = problem;
}
