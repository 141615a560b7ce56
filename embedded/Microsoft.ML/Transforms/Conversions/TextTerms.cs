using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Microsoft.ML.Transforms;

/// <summary>
/// Texts numbered from 0 in the order they are added: a hash table with open addressing over the texts themselves, without a string for any. The hash
/// starts from a number drawn anew in every process, so that nobody can prepare texts that collide.
/// </summary>
internal sealed class TextTerms
{
    private static readonly ulong s_seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private ReadOnlyMemory<char>[] _values;
    private uint[] _hashes;
    private int[] _table;

    public TextTerms(int capacity = 0)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(capacity * 2L, 32, 1 << 30));
        _values = new ReadOnlyMemory<char>[size / 2];
        _hashes = new uint[size / 2];
        _table = new int[size];
    }

    public int Count { get; private set; }

    public ReadOnlySpan<ReadOnlyMemory<char>> Values => _values.AsSpan(0, Count);

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text) => _table[Place(text, Hash(text))] - 1;

    /// <summary>Adds a text that is not there yet; the memory is kept.</summary>
    public void Add(in ReadOnlyMemory<char> text)
    {
        var span = text.Span;
        var hash = Hash(span);
        var place = Place(span, hash);
        if (_table[place] != 0)
        {
            return;
        }

        if (Count == _values.Length)
        {
            Grow();
            place = Place(span, hash);
        }

        _values[Count] = text;
        _hashes[Count] = hash;
        _table[place] = ++Count;
    }

    private static uint Hash(ReadOnlySpan<char> text)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var bytes = MemoryMarshal.AsBytes(text);
        var hash = s_seed ^ (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes), Factor);
            bytes = bytes[sizeof(ulong)..];
        }

        var rest = 0UL;
        for (var i = 0; i < bytes.Length; i += sizeof(char))
        {
            rest = (rest << 16) | MemoryMarshal.Read<char>(bytes[i..]);
        }

        hash = Mix(hash ^ rest, 0xE7037ED1A0B428DB);
        return (uint)hash ^ (uint)(hash >> 32);
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    /// <summary>Where a text is in the table, or where it would be.</summary>
    private int Place(ReadOnlySpan<char> text, uint hash)
    {
        var mask = _table.Length - 1;
        for (var place = (int)hash & mask; ; place = (place + 1) & mask)
        {
            var id = _table[place] - 1;
            if (id < 0 || (_hashes[id] == hash && _values[id].Span.SequenceEqual(text)))
            {
                return place;
            }
        }
    }

    private void Grow()
    {
        Array.Resize(ref _values, Count * 2);
        Array.Resize(ref _hashes, Count * 2);
        _table = new int[Count * 4];
        for (var id = 0; id < Count; id++)
        {
            var place = (int)_hashes[id] & (_table.Length - 1);
            while (_table[place] != 0)
            {
                place = (place + 1) & (_table.Length - 1);
            }

            _table[place] = id + 1;
        }
    }
}
