using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms;

/// <summary>Finds the numbers of texts: a hash table made for looking up short texts only.</summary>
internal sealed class TextKeys
{
    private const int MostProbes = 32;

    private readonly Dictionary<ReadOnlyMemory<char>, uint>? _crowded;
    private readonly string[] _texts;
    private readonly Slot[] _slots;

    /// <param name="texts">The texts; number 1 is the first. Of equal ones the last counts.</param>
    public TextKeys(ReadOnlyMemory<char>[] texts)
    {
        _texts = Array.ConvertAll(texts, static text => text.ToString());
        _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(texts.Length * 2L, 4L, 1L << 30))];
        for (var i = 0; i < texts.Length; i++)
        {
            if (!Add(i))
            {
                // Texts chosen to collide, or an unlucky set: the dictionary's randomised hashing bears both.
                _crowded = new Dictionary<ReadOnlyMemory<char>, uint>(texts.Length, TermComparers.Equality<ReadOnlyMemory<char>>());
                for (var k = 0; k < texts.Length; k++)
                {
                    _crowded[texts[k]] = (uint)k + 1;
                }

                return;
            }
        }
    }

    /// <summary>The number of a text; 0 for one not listed.</summary>
    public uint Find(ReadOnlyMemory<char> text)
    {
        if (_crowded is not null)
        {
            return _crowded.GetValueOrDefault(text);
        }

        var characters = text.Span;
        var hash = Hash(characters);
        var slots = _slots;
        for (uint place = hash, probe = 0; probe < MostProbes; place++, probe++)
        {
            ref readonly var slot = ref slots[place & (uint)(slots.Length - 1)];
            if (slot.Number == 0 || (slot.Hash == hash && characters.SequenceEqual(_texts[slot.Number - 1])))
            {
                return slot.Number;
            }
        }

        return 0;
    }

    private bool Add(int index)
    {
        var characters = _texts[index].AsSpan();
        var hash = Hash(characters);
        for (uint place = hash, probe = 0; probe < MostProbes; place++, probe++)
        {
            ref var slot = ref _slots[place & (uint)(_slots.Length - 1)];
            if (slot.Number == 0 || (slot.Hash == hash && characters.SequenceEqual(_texts[slot.Number - 1])))
            {
                slot = new Slot(hash, (uint)index + 1);
                return true;
            }
        }

        return false;
    }

    internal static uint Hash(ReadOnlySpan<char> text)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var bytes = MemoryMarshal.AsBytes(text);
        var hash = (ulong)bytes.Length * Factor;
        if (bytes.Length < sizeof(ulong))
        {
            foreach (var character in text)
            {
                hash = (hash ^ character) * Factor;
            }
        }
        else
        {
            var blocks = MemoryMarshal.Cast<byte, ulong>(bytes);
            foreach (var block in blocks)
            {
                hash = BitOperations.RotateLeft((hash ^ block) * Factor, 29);
            }

            // The last block again, over what the whole blocks left out.
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes[^sizeof(ulong)..])) * Factor;
        }

        return (uint)(hash >> 32);
    }

    private readonly record struct Slot(uint Hash, uint Number);
}
