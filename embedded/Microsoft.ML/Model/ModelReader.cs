using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML;

/// <summary>Reads the state of one transformer, in the order it was written. Every length is checked against what is left before anything is allocated.</summary>
internal sealed class ModelReader
{
    private readonly ModelFile _file;
    private readonly string _path;
    private readonly byte[] _data;
    private int _position;
    private int _children;

    internal ModelReader(ModelFile file, string path, byte[] data)
    {
        _file = file;
        _path = path;
        _data = data;
    }

    public bool ReadBoolean() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        _ => throw Corrupt("a truth value is neither 0 nor 1"),
    };

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>Reads text that is not null.</summary>
    public string ReadString() => ReadStringOrNull() ?? throw Corrupt("a text is missing");

    public string? ReadStringOrNull()
    {
        var length = ReadInt32();
        return length == -1 ? null : Encoding.UTF8.GetString(Take(Checked(length, 1)));
    }

    public T[] ReadArray<T>()
        where T : unmanaged
    {
        var length = Checked(ReadInt32(), Unsafe.SizeOf<T>());
        return MemoryMarshal.Cast<byte, T>(Take(length * Unsafe.SizeOf<T>())).ToArray();
    }

    /// <summary>Reads truth values; any other byte than 0 and 1 is refused.</summary>
    public bool[] ReadTruths() => Array.ConvertAll(ReadArray<byte>(), value => value <= 1 ? value == 1 : throw Corrupt("a truth value is neither 0 nor 1"));

    public string[] ReadStrings()
    {
        var values = new string[Checked(ReadInt32(), sizeof(int))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ReadString();
        }

        return values;
    }

    public ReadOnlyMemory<char>[] ReadTexts() => Array.ConvertAll(ReadStrings(), static s => s.AsMemory());

    /// <summary>Reads a number that must lie in a range: a count, a width, the number of an enumeration.</summary>
    public int ReadInt32(int minimum, int maximum)
    {
        var value = ReadInt32();
        return value >= minimum && value <= maximum ? value : throw Corrupt($"{value} is not within {minimum} to {maximum}");
    }

    /// <summary>Loads the next transformer written with <see cref="ModelSaveContext.SaveChild"/>.</summary>
    public ITransformer LoadChild(MLContext context) => _file.Load($"{_path}/{_children++}", context);

    /// <summary>The error for state that cannot be what was written.</summary>
    public FormatException Corrupt(string what) => new($"The model file is damaged: in part '{_path}' {what}.");

    internal string ReadKind()
    {
        // BinaryWriter's own form: a 7-bit encoded length, then UTF-8.
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = Take(1)[0];
            length |= (b & 0x7F) << shift;
            if ((b & 0x80) == 0)
            {
                break;
            }

            if (shift >= 21)
            {
                throw Corrupt("the name of the transformer is too long");
            }
        }

        return Encoding.UTF8.GetString(Take(Checked(length, 1)));
    }

    private int Checked(int count, int size) =>
        count >= 0 && (long)count * size <= _data.Length - _position ? count : throw Corrupt($"{count} items do not fit the {_data.Length - _position} bytes left");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _data.Length - _position)
        {
            throw Corrupt("the data ends too early");
        }

        var part = _data.AsSpan(_position, count);
        _position += count;
        return part;
    }
}
