namespace MLNetTuning.Trainers.Numerics;

/// <summary>A random stream named by numbers, so that tree t of seed s draws the same whatever was drawn before.</summary>
/// <remarks>SplitMix64: G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal struct HashRandom
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    public HashRandom(ulong seed, ulong stream) => _state = Mix(seed + Gamma) ^ Mix((stream * Gamma) + 1);

    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    public ulong Next() => Mix(_state += Gamma);

    /// <summary>0 up to 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 up to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Moves a random choice of <paramref name="count"/> items to the front, in rising order.</summary>
    public void Choose(Span<int> items, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var j = i + Next(items.Length - i);
            (items[i], items[j]) = (items[j], items[i]);
        }

        items[..count].Sort();
    }
}
