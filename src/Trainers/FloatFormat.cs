using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers;

/// <summary>Writes and reads arrays of floats, little-endian, with their length.</summary>
internal static class FloatFormat
{
    public static void Write(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        writer.Write(values.Length);
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    /// <summary>Fills <paramref name="target"/>.</summary>
    /// <exception cref="InvalidDataException">The array there has another length.</exception>
    public static void Read(BinaryReader reader, Span<float> target)
    {
        var length = reader.ReadInt32();
        if (length != target.Length)
        {
            throw new InvalidDataException($"The file holds an array of {length} numbers where {target.Length} are needed; it was damaged.");
        }

        var bytes = MemoryMarshal.AsBytes(target);
        if (reader.BaseStream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new EndOfStreamException();
        }

        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, int>(target);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}
