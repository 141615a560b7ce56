using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>MurmurHash3_x86_32 (Appleby, 2011), by rounds of four bytes.</summary>
internal static class Murmur
{
    /// <summary>Takes in four bytes.</summary>
    public static uint Round(uint hash, uint chunk) => (BitOperations.RotateLeft(hash ^ Scramble(chunk), 13) * 5) + 0xE6546B64;

    /// <summary>Takes in eight bytes, the low half first.</summary>
    public static uint Round(uint hash, ulong chunk) => Round(Round(hash, (uint)chunk), (uint)(chunk >> 32));

    /// <summary>Finishes a hash of so many bytes.</summary>
    public static uint Finish(uint hash, int bytes)
    {
        hash ^= (uint)bytes;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    /// <summary>
    /// The hash of text as ML.NET defines it: each UTF-16 unit is encoded in UTF-8 by itself, and its bytes are turned round together with those
    /// that wait for a round, so that text outside ASCII hashes as ML.NET's models expect rather than as its UTF-8 bytes would.
    /// </summary>
    public static uint Text(uint hash, ReadOnlySpan<char> text)
    {
        ulong waiting = 0;
        var bits = 0;
        var length = 0;
        foreach (uint unit in text)
        {
            if (unit <= 0x7F)
            {
                waiting |= (ulong)unit << bits;
                bits += 8;
            }
            else if (unit <= 0x7FF)
            {
                waiting |= (ulong)((unit & 0x3F) | ((unit << 2) & 0x1F00) | 0xC080) << bits;
                waiting = ((waiting & 0xFF) << 8) | (waiting >> 8);
                bits += 16;
            }
            else
            {
                waiting |= (ulong)((unit & 0x3F) | ((unit << 2) & 0x3F00) | ((unit << 4) & 0x0F0000) | 0xE08080) << bits;
                waiting = ((waiting & 0xFF) << 16) | (((waiting >> 8) & 0xFF) << 8) | (waiting >> 16);
                bits += 24;
            }

            if (bits >= 32)
            {
                hash = Round(hash, (uint)waiting);
                waiting >>= 32;
                bits -= 32;
                length += 4;
            }
        }

        if (bits > 0)
        {
            hash ^= Scramble((uint)waiting & ((1u << bits) - 1));
        }

        return Finish(hash, length + (bits / 8));
    }

    private static uint Scramble(uint chunk) => BitOperations.RotateLeft(chunk * 0xCC9E2D51, 15) * 0x1B873593;
}
