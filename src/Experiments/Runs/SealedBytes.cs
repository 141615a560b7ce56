using System.Security.Cryptography;

namespace MLNetTuning.Experiments.Runs;

/// <summary>Bytes with their kind, version and digest, so that what is cut short, changed or of another kind is told apart.</summary>
internal static class SealedBytes
{
    private const int Version = 1;

    /// <summary>Seals what is written.</summary>
    /// <param name="kind">A word for what it is.</param>
    /// <param name="write">Writes it.</param>
    public static byte[] Write(string kind, Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(kind);
        writer.Write(Version);
        write(writer);
        writer.Flush();
        writer.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> sealed.</summary>
    /// <param name="kind">What it should be.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="InvalidDataException">It is something else, of another version, cut short or changed.</exception>
    public static T Read<T>(string kind, byte[] bytes, Func<BinaryReader, T> read)
    {
        var length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < 0 || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            throw new InvalidDataException("it was cut short or changed");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, length));
        return reader.ReadString() == kind && reader.ReadInt32() == Version
            ? read(reader)
            : throw new InvalidDataException("it is of another kind or of another version of this program");
    }
}
