using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Writes a message of Protocol Buffers field by field, in the order of the calls.</summary>
/// <remarks>A model is written once and never read, so that fields by number (onnx.proto) do for classes generated from the schema.</remarks>
internal sealed class ProtoWriter
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    public ProtoWriter() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            _output.Flush();
            return _bytes.GetBuffer().AsMemory(0, checked((int)_bytes.Length));
        }
    }

    /// <summary>A whole number.</summary>
    public void Write(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
    }

    /// <summary>A floating-point number.</summary>
    public void Write(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
    }

    /// <summary>A text.</summary>
    public void Write(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
    }

    /// <summary>Bytes, or a message already written.</summary>
    public void Write(int field, ReadOnlyMemory<byte> value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
    }

    /// <summary>A message within the message.</summary>
    public void Write(int field, ProtoWriter message) => Write(field, message.Bytes);

    /// <summary>Many floating-point numbers, packed.</summary>
    public void Write(int field, ReadOnlySpan<float> values) => Write(field, LittleEndian(values).AsMemory());

    /// <summary>Many whole numbers, packed.</summary>
    public void Write(int field, ReadOnlySpan<long> values)
    {
        var packed = new ProtoWriter();
        foreach (var value in values)
        {
            packed._output.WriteInt64(value);
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
}
