using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Data;

/// <summary>Marks separators, line breaks and quotes in 64 bytes, one bit for each byte.</summary>
internal readonly struct TextMask
{
    private readonly byte _first;
    private readonly byte _second;
    private readonly byte _third;

    public TextMask(byte[] separators)
    {
        IsPossible = separators.Length is > 0 and <= 3;
        if (IsPossible)
        {
            _first = separators[0];
            _second = separators[Math.Min(1, separators.Length - 1)];
            _third = separators[^1];
            IsSingle = separators.Length == 1;
        }
    }

    /// <summary>Whether there are few enough separators, each of one byte.</summary>
    public bool IsPossible { get; }

    private bool IsSingle { get; }

    public bool IsSeparator(byte b) => b == _first || b == _second || b == _third;

    /// <summary>Marks the first 64 bytes of a text.</summary>
    /// <param name="bytes">At least 64 bytes.</param>
    /// <param name="length">How many of them are text; what is behind is not marked.</param>
    /// <param name="withQuotes">Whether quotes are marked.</param>
    /// <param name="separators">The separators.</param>
    /// <param name="breaks">The line feeds and carriage returns.</param>
    /// <param name="quotes">The double quotes; none where not asked for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ReadOnlySpan<byte> bytes, int length, bool withQuotes, out ulong separators, out ulong breaks, out ulong quotes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes[..64]);
        if (Vector512.IsHardwareAccelerated)
        {
            var text = Vector512.LoadUnsafe(ref first);
            separators = Vector512.Equals(text, Vector512.Create(_first)).ExtractMostSignificantBits();
            if (!IsSingle)
            {
                separators |= Vector512.Equals(text, Vector512.Create(_second)).ExtractMostSignificantBits()
                    | Vector512.Equals(text, Vector512.Create(_third)).ExtractMostSignificantBits();
            }

            breaks = Vector512.Equals(text, Vector512.Create((byte)'\n')).ExtractMostSignificantBits()
                | Vector512.Equals(text, Vector512.Create((byte)'\r')).ExtractMostSignificantBits();
            quotes = withQuotes ? Vector512.Equals(text, Vector512.Create((byte)'"')).ExtractMostSignificantBits() : 0;
        }
        else
        {
            LoadHalves(ref first, withQuotes, out separators, out breaks, out quotes);
        }

        if (length < 64)
        {
            var text = (1UL << length) - 1;
            separators &= text;
            breaks &= text;
            quotes &= text;
        }
    }

    private void LoadHalves(ref byte first, bool withQuotes, out ulong separators, out ulong breaks, out ulong quotes)
    {
        separators = breaks = quotes = 0;
        for (var part = 0; part < 64; part += 32)
        {
            // Where there are no 32-byte vectors the runtime makes one of two.
            var text = Vector256.LoadUnsafe(ref first, (nuint)part);
            separators |= Marks(text, _first) << part;
            if (!IsSingle)
            {
                separators |= (Marks(text, _second) | Marks(text, _third)) << part;
            }

            breaks |= (Marks(text, (byte)'\n') | Marks(text, (byte)'\r')) << part;
            quotes |= withQuotes ? Marks(text, (byte)'"') << part : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Marks(Vector256<byte> text, byte b) => Vector256.Equals(text, Vector256.Create(b)).ExtractMostSignificantBits();
}
