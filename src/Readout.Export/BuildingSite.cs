namespace Readout.Export;

/// <summary>A folder that is filled beside its place and moved there when it is whole.</summary>
internal sealed class BuildingSite : IDisposable
{
    private const string LockName = ".lock";

    private readonly string _place;
    private readonly FileStream _lock;
    private bool _isFinished;

    private BuildingSite(string place, string folder, FileStream @lock) => (_place, Folder, _lock) = (place, folder, @lock);

    /// <summary>Where to write until it is finished.</summary>
    public string Folder { get; }

    public static BuildingSite Begin(string place, bool replace)
    {
        place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place));
        if (File.Exists(place))
            throw new ExportException(Codes.OutputNotWritable, place, "this is a file. Name a folder for the export.");
        if (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any())
        {
            if (!DataPackage.IsOurs(place))
                throw new ExportException(Codes.FolderTaken, place, "the folder holds something else. Name a new or empty one.");
            if (!replace)
                throw new ExportException(Codes.FolderTaken, place, "an export is there already. Name another folder, or replace it with --replace.");
        }

        var parent = Path.GetDirectoryName(place)!;
        Directory.CreateDirectory(parent);
        var folder = Path.Combine(parent, $".{Path.GetFileName(place)}.partial");
        return new(place, folder, Claim(place, folder));
    }

    // What a killed export left behind is nobody's: its lock went with it.
    private static FileStream Claim(string place, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(e => e.Name != LockName))
            {
                if (entry is DirectoryInfo left)
                    left.Delete(recursive: true);
                else
                    entry.Delete();
            }

            return file;
        }
        catch (IOException e) when (Directory.Exists(folder))
        {
            throw new ExportException(Codes.FolderTaken, place, "another export is being written to this folder. Wait for it, or name another.", e);
        }
    }

    public void Finish()
    {
        _lock.Dispose();
        File.Delete(Path.Combine(Folder, LockName));
        var old = Folder + ".old";
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
        if (Directory.Exists(_place))
            Directory.Move(_place, old);
        Directory.Move(Folder, _place);
        _isFinished = true;
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (!_isFinished && Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
