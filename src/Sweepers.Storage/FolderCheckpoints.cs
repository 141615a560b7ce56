using System.Security.Cryptography;
using System.Text;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Keeps checkpoints as files of a folder that all workers share, one file a key.</summary>
/// <remarks>A file is written beside its place and renamed into it, which is atomic on local file systems and on NFS.</remarks>
public sealed class FolderCheckpoints : IStudyCheckpoints
{
    private const string Extension = ".checkpoint";
    private const int ReadableLength = 60;

    /// <summary>Uses a folder, or creates it.</summary>
    /// <param name="folder">The folder; one study's own.</param>
    /// <exception cref="InvalidOperationException">The folder cannot be made or written to.</exception>
    public FolderCheckpoints(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The checkpoint folder '{Folder}' cannot be made ({e.Message}) Give one that this process may write to.", e);
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public byte[]? Get(string key)
    {
        try
        {
            return File.ReadAllBytes(PathOf(key));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Put(string key, byte[] state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string path = PathOf(key), beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            File.WriteAllBytes(beside, state);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            throw new InvalidOperationException($"The checkpoint '{key}' cannot be written to '{Folder}' ({e.Message}) Make room, or let this process write there.", e);
        }
    }

    /// <inheritdoc/>
    public void Remove(string key) => File.Delete(PathOf(key));

    // Readable where it can be, and different for different keys whatever the file system thinks of case and signs.
    private string PathOf(string key)
    {
        CheckpointKeys.Check(key);
        string readable = string.Concat(key.Take(ReadableLength).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
        return Path.Combine(Folder, $"{readable}-{hash}{Extension}");
    }
}
