using System.Numerics;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>
/// A stream of random numbers named by a seed and a stream number, the same on every machine and runtime: xoshiro256** (Blackman and
/// Vigna, ACM TOMS 47, 2021) filled by SplitMix64. A stream per draw makes draw n independent of who asked for the draws before it.
/// </summary>
internal sealed class SeededRandom
{
    private readonly ulong[] _state = new ulong[4];

    public SeededRandom(long seed, long stream)
    {
        ulong mix = unchecked((ulong)seed * 0xD1342543DE82EF95UL) ^ unchecked((ulong)stream * 0x9E3779B97F4A7C15UL + 0x632BE59BD9B4E019UL);
        for (int i = 0; i < 4; i++)
        {
            mix = unchecked(mix + 0x9E3779B97F4A7C15UL);
            ulong z = mix;
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
            _state[i] = z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal (Box, Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Uniform in [0, limit).</summary>
    public long NextBelow(long limit) => (long)Math.BigMul(NextUInt64(), (ulong)limit, out _);

    /// <summary>The numbers 0 to count - 1 in random order (Fisher-Yates).</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)NextBelow(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private ulong NextUInt64()
    {
        ulong result = unchecked(BitOperations.RotateLeft(unchecked(_state[1] * 5), 7) * 9);
        ulong shifted = _state[1] << 17;
        _state[2] ^= _state[0];
        _state[3] ^= _state[1];
        _state[1] ^= _state[2];
        _state[0] ^= _state[3];
        _state[2] ^= shifted;
        _state[3] = BitOperations.RotateLeft(_state[3], 45);
        return result;
    }
}
