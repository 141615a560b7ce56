namespace MLNetTuning.Trainers.Serialization;

/// <summary>Writes a file whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file; one that is there is replaced only once the new one stands.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Writes a file of the path it is given, beside the other; nothing is left of it when it fails.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is not there.</exception>
    public static void Write(string path, Action<string> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}' to write '{Path.GetFileName(path)}' in; make it first, or give another path.");
        }

        var part = path + ".part";
        try
        {
            write(part);
            File.Move(part, path, overwrite: true);
        }
        catch when (File.Exists(part))
        {
            File.Delete(part);
            throw;
        }
    }
}
