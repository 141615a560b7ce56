using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Numbers the different texts among fields in the order they are met. Open addressing; texts stay where they are in the bytes.</summary>
internal sealed class Utf8Dictionary
{
    private const int MostValues = 1 << 16;
    private const int FirstLook = 512;

    private int[] _codes = [];
    private int _rows;
    private int[] _slots = [];
    private (ulong Hash, ulong Field)[] _values = new (ulong, ulong)[256];
    private int _count;

    /// <summary>The number of the text of every field.</summary>
    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, _rows);

    /// <summary>Numbers the texts; false, with the work undone, where most are different.</summary>
    public bool TryCode(ReadOnlySpan<byte> bytes, ReadOnlySpan<ulong> fields)
    {
        _rows = fields.Length;
        _count = 0;
        if (_codes.Length < _rows)
        {
            _codes = new int[_rows];
        }

        Empty(1024);
        var most = Math.Min(MostValues, Math.Max(16, _rows / 2));
        for (var i = 0; i < fields.Length; i++)
        {
            _codes[i] = Code(bytes, fields[i]);
            if (_count > most || (i == FirstLook && _count > FirstLook * 3 / 4))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The texts by number.</summary>
    public string[] ToStrings(ReadOnlySpan<byte> bytes)
    {
        var result = new string[_count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Encoding.UTF8.GetString(TextTable.Slice(bytes, _values[i].Field));
        }

        return result;
    }

    private int Code(ReadOnlySpan<byte> bytes, ulong field)
    {
        var text = TextTable.Slice(bytes, field);
        var hash = Hash(text);
        var mask = _slots.Length - 1;
        for (var at = (int)(hash >> 32) & mask; ; at = (at + 1) & mask)
        {
            var code = _slots[at] - 1;
            if (code < 0)
            {
                return Add(hash, field, at);
            }

            if (_values[code].Hash == hash && text.SequenceEqual(TextTable.Slice(bytes, _values[code].Field)))
            {
                return code;
            }
        }
    }

    private int Add(ulong hash, ulong field, int at)
    {
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, _count * 2);
        }

        _values[_count++] = (hash, field);
        _slots[at] = _count;
        if (_count * 2 > _slots.Length)
        {
            Spread();
        }

        return _count - 1;
    }

    private void Spread()
    {
        Empty(_slots.Length * 2);
        var mask = _slots.Length - 1;
        for (var code = 0; code < _count; code++)
        {
            var at = (int)(_values[code].Hash >> 32) & mask;
            while (_slots[at] != 0)
            {
                at = (at + 1) & mask;
            }

            _slots[at] = code + 1;
        }
    }

    private void Empty(int size)
    {
        if (_slots.Length == size)
        {
            Array.Clear(_slots);
        }
        else
        {
            _slots = new int[size];
        }
    }

    /// <summary>A hash of speed rather than strength: eight bytes at a time, folded by multiplication. No value depends on it.</summary>
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length * Multiplier;
        while (text.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * Multiplier, 29);
            text = text[8..];
        }

        var rest = 0UL;
        foreach (var b in text)
        {
            rest = (rest << 8) | b;
        }

        hash = (hash ^ rest) * Multiplier;
        return hash ^ (hash >> 29);
    }
}
