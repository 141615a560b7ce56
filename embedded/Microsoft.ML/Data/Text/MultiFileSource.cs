namespace Microsoft.ML.Data;

/// <summary>Files read one after another.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    /// <summary>Names the files.</summary>
    /// <param name="paths">Their paths; * and ? in the last part of a path stand for all files that match.</param>
    /// <exception cref="ArgumentException">A path is empty.</exception>
    public MultiFileSource(params string[] paths)
    {
        _paths = (paths ?? []).SelectMany(Expand).ToArray();
    }

    /// <summary>Number of files.</summary>
    public int Count => _paths.Length;

    /// <summary>The path of a file.</summary>
    /// <param name="index">Which file, from 0.</param>
    public string GetPathOrNull(int index) => _paths[index];

    /// <summary>Opens a file.</summary>
    /// <param name="index">Which file, from 0.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public Stream Open(int index) => new FileStream(_paths[index], FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    /// <summary>Opens a file as text: UTF-8, or what its byte order mark says.</summary>
    /// <param name="index">Which file, from 0.</param>
    public TextReader OpenTextReader(int index) => new StreamReader(Open(index), bufferSize: 1 << 16);

    internal static string[] Expand(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, nameof(path));
        if (File.Exists(path) || path.AsSpan().IndexOfAny('*', '?') < 0)
        {
            return [path];
        }

        var folder = Path.GetDirectoryName(path);
        folder = string.IsNullOrEmpty(folder) ? "." : folder;
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray()
            : [];
    }
}
