using System.Reflection;
using Xunit;

namespace Readout.Cli.Tests;

/// <summary>Files of the repository that this was built from.</summary>
internal static class Repository
{
    public static string Folder { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public static string PathOf(string path) => Path.Combine(Folder, path);
}
