using Readout.Ingest;
using Readout.Tables;

namespace Readout.Cli;

/// <summary>A user's tables as files: a folder with one folder a language.</summary>
internal static class PackFolder
{
    /// <summary>All tables of the folder, in the order of their names.</summary>
    /// <exception cref="ProblemException">RO1017: the folder or a file cannot be read, or it holds no table.</exception>
    public static IReadOnlyList<PackFile> Read(string folder)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder, "*.tsv", SearchOption.AllDirectories).Select(f => (File: f, Path: Path.GetRelativePath(folder, f).Replace('\\', '/')))
                .OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => new PackFile(f.Path, Text(f.File))).ToList();
            return files.Count > 0
                ? files
                : throw new ProblemException(Problem.Error(Codes.PackNotReadable, folder, "the folder holds no table (such as ru/frames.tsv). 'readout pack export' writes some to begin with."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(Codes.PackNotReadable, folder, $"the folder of tables cannot be read: {e.Message.TrimEnd('.')}."));
        }
    }

    private static string Text(string file)
    {
        var decoded = TextDecoder.Decode(File.ReadAllBytes(file));
        return decoded.Text ?? throw new ProblemException(Problem.Error(Codes.PackNotReadable, file, decoded.Reason!));
    }
}
