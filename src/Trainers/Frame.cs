using System.Buffers.Binary;
using System.Security.Cryptography;
using TextEncoding = System.Text.Encoding;

namespace MLNetTuning.Trainers;

/// <summary>
/// The envelope of everything this library writes: 8 letters that say what it is, a version, the length, the SHA-256 of what follows, and that.
/// A file that was cut short or changed is refused before any of it is believed.
/// </summary>
internal static class Frame
{
    private const int HeaderLength = 8 + 4 + 8 + 32;

    /// <summary>Writes one frame.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="magic">8 ASCII letters.</param>
    /// <param name="version">Version of the content's format.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(Stream stream, string magic, int version, Action<BinaryWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, TextEncoding.UTF8, leaveOpen: true))
        {
            write(writer);
        }

        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        Span<byte> header = stackalloc byte[HeaderLength];
        TextEncoding.ASCII.GetBytes(magic, header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], version);
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], bytes.Length);
        SHA256.HashData(bytes, header[20..]);
        stream.Write(header);
        stream.Write(bytes);
    }

    /// <summary>Reads one frame.</summary>
    /// <param name="stream">Where from; only this frame is read.</param>
    /// <param name="magic">The letters expected.</param>
    /// <param name="version">The highest version understood.</param>
    /// <param name="what">What the file should be, for messages.</param>
    /// <param name="read">Reads the content.</param>
    /// <exception cref="InvalidDataException">It is something else, newer, cut short or changed.</exception>
    public static T Read<T>(Stream stream, string magic, int version, string what, Func<BinaryReader, T> read) =>
        Read(stream, magic, version, what, (reader, _) => read(reader));

    /// <summary>Reads one frame of this or an older version.</summary>
    /// <param name="stream">Where from; only this frame is read.</param>
    /// <param name="magic">The letters expected.</param>
    /// <param name="version">The highest version understood.</param>
    /// <param name="what">What the file should be, for messages.</param>
    /// <param name="read">Reads the content of a version.</param>
    /// <exception cref="InvalidDataException">It is something else, newer, cut short or changed.</exception>
    public static T Read<T>(Stream stream, string magic, int version, string what, Func<BinaryReader, int, T> read)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            throw new InvalidDataException($"This is not {what}: it ends within the first {HeaderLength} bytes.");
        }

        if (TextEncoding.ASCII.GetString(header[..8]) != magic)
        {
            throw new InvalidDataException($"This is not {what}: it does not start with '{magic}'.");
        }

        var found = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (found < 1 || found > version)
        {
            throw new InvalidDataException($"This is {what} of format version {found}; this program reads versions 1 to {version}. Open it with the program that wrote it.");
        }

        var content = ReadContent(stream, BinaryPrimitives.ReadInt64LittleEndian(header[12..]), what);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(header[20..]))
        {
            throw new InvalidDataException($"This is {what} that was changed or damaged: its checksum does not match. Take another copy.");
        }

        return Parse(content, what, reader => read(reader, found));
    }

    private static byte[] ReadContent(Stream stream, long length, string what)
    {
        if (length is < 0 or > int.MaxValue - 64)
        {
            throw new InvalidDataException($"This is {what} that says it is {length} bytes long; it was damaged.");
        }

        // Grown as bytes come in: a false length must not claim memory.
        using var content = new MemoryStream();
        var chunk = new byte[(int)Math.Min(length, 1 << 20)];
        while (content.Length < length)
        {
            var count = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, length - content.Length));
            if (count == 0)
            {
                throw new InvalidDataException($"This is {what} that was cut short: {content.Length} of {length} bytes are there. Take another copy.");
            }

            content.Write(chunk, 0, count);
        }

        return content.ToArray();
    }

    private static T Parse<T>(byte[] content, string what, Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new MemoryStream(content), TextEncoding.UTF8);
        try
        {
            var result = read(reader);
            return reader.BaseStream.Position == content.Length
                ? result
                : throw new InvalidDataException($"This is {what} with {content.Length - reader.BaseStream.Position} bytes too many; it was damaged.");
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException($"This is {what} whose parts do not fit its sizes; it was damaged.", exception);
        }
    }
}
