using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>The entries of a model file, read within limits: what a file says about its sizes is checked before it is believed.</summary>
internal sealed class ModelArchive
{
    /// <summary>The most bytes of a part, unpacked.</summary>
    public const long MostPartBytes = 1L << 30;

    /// <summary>How many times a whole file may grow when it is unpacked, beyond <see cref="FreeBytes"/>.</summary>
    public const long MostGrowth = 200;

    /// <summary>Bytes any file may unpack to.</summary>
    public const long FreeBytes = 1L << 24;

    private const int MostEntries = 1 << 20;

    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    public ModelArchive(ZipArchive archive, long length)
    {
        long packed = 0;
        long unpacked = 0;
        foreach (var entry in archive.Entries)
        {
            if (entry.CompressedLength < 0 || entry.Length < 0 || !_entries.TryAdd(entry.FullName, entry))
            {
                throw new FormatException($"The model file is damaged: it has the entry '{entry.FullName}' twice or with a negative size.");
            }

            packed = checked(packed + entry.CompressedLength);
            unpacked = checked(unpacked + entry.Length);
        }

        if (packed > length || _entries.Count > MostEntries || (unpacked - FreeBytes) / MostGrowth > packed)
        {
            throw new FormatException(
                $"The model file is refused: {length} bytes with {_entries.Count} entries say they hold {packed} packed and {unpacked} unpacked bytes; "
                + $"at most {MostEntries} entries and {MostGrowth} times the packed size are read.");
        }
    }

    public IEnumerable<string> Names => _entries.Keys;

    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The content of an entry.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <exception cref="FormatException">There is no such entry, or it is not of the size it states.</exception>
    public byte[] Read(string name, long limit = MostPartBytes)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            throw new FormatException($"The model file is damaged: part '{name}' is missing.");
        }

        if (entry.Length > limit)
        {
            throw new FormatException($"The model file is refused: part '{name}' says it has {entry.Length} bytes; at most {limit} are read.");
        }

        // The size a zip states may be a lie: what is really there decides, up to the size stated.
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[(int)Math.Clamp(entry.Length + 1, 1, 1 << 16)];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            content.Write(buffer, 0, count);
            if (content.Length > entry.Length)
            {
                throw new FormatException($"The model file is damaged: part '{name}' is longer than the {entry.Length} bytes it states.");
            }
        }

        return content.Length == entry.Length
            ? content.ToArray()
            : throw new FormatException($"The model file is damaged: part '{name}' ends after {content.Length} of {entry.Length} bytes.");
    }
}
