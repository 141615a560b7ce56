using System.Buffers.Binary;
using System.Numerics;

namespace MLNetTuning.Sweepers.Tracking;

/// <summary>Records as TensorFlow frames them (TFRecord): length, masked CRC-32C of the length, bytes, masked CRC-32C of the bytes.</summary>
internal sealed class RecordFile(Stream stream) : IDisposable
{
    public void Write(ReadOnlySpan<byte> record)
    {
        byte[] frame = new byte[12 + record.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(frame, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Masked(frame.AsSpan(0, 8)));
        record.CopyTo(frame.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(12 + record.Length), Masked(record));
        stream.Write(frame);
        stream.Flush();
    }

    public void Dispose() => stream.Dispose();

    /// <summary>CRC-32C (Castagnoli), as RFC 3720 has it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }

    /// <summary>Rotated and shifted, because the checksum of bytes that contain their own checksum tells little.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Checksum(bytes);
        return unchecked(BitOperations.RotateRight(crc, 15) + 0xA282EAD8u);
    }
}
