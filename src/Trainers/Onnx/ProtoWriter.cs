using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Writes a message in the wire format of Protocol Buffers. Fields are written in the order of the calls.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding. ONNX needs five kinds of fields; a library would be a dependency of every user.</remarks>
internal sealed class ProtoWriter
{
    private const int VarintKind = 0;
    private const int BytesKind = 2;
    private const int Fixed32Kind = 5;

    private readonly MemoryStream _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.GetBuffer().AsSpan(0, checked((int)_bytes.Length));

    /// <summary>A whole number.</summary>
    public void Write(int field, long value)
    {
        Varint((ulong)((field << 3) | VarintKind));
        Varint((ulong)value);
    }

    /// <summary>A floating-point number.</summary>
    public void Write(int field, float value)
    {
        Varint((ulong)((field << 3) | Fixed32Kind));
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    /// <summary>A text.</summary>
    public void Write(int field, string value) => Write(field, System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes, or a message already written.</summary>
    public void Write(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)((field << 3) | BytesKind));
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>A message within the message.</summary>
    public void Write(int field, ProtoWriter message) => Write(field, message.Bytes);

    /// <summary>Many floating-point numbers, packed.</summary>
    public void Write(int field, ReadOnlySpan<float> values) => Write(field, LittleEndian(values));

    /// <summary>Many whole numbers, packed.</summary>
    public void Write(int field, ReadOnlySpan<long> values)
    {
        var packed = new ProtoWriter();
        foreach (var value in values)
        {
            packed.Varint((ulong)value);
        }

        Write(field, packed);
    }

    /// <summary>The bytes of numbers as every machine reads them.</summary>
    public static byte[] LittleEndian(ReadOnlySpan<float> values)
    {
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return bytes;
    }

    /// <summary>The bytes of numbers as every machine reads them.</summary>
    public static byte[] LittleEndian(ReadOnlySpan<double> values)
    {
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, long>(bytes.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return bytes;
    }

    private void Varint(ulong value)
    {
        const ulong More = 0x80;
        for (; value >= More; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | More));
        }

        _bytes.WriteByte((byte)value);
    }
}
