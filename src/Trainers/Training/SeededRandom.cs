namespace MLNetTuning.Trainers.Training;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): a small generator whose whole state is one number.</summary>
internal struct SeededRandom(ulong state)
{
    private ulong _state = state;

    /// <summary>A generator for one use of a seed; different uses give independent streams.</summary>
    public static SeededRandom For(int seed, int use, int index)
    {
        var mixer = new SeededRandom((uint)seed | ((ulong)(uint)use << 32));
        return new SeededRandom(mixer.Next() ^ (((ulong)(uint)index + 1) * 0x9E3779B97F4A7C15));
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to below <paramref name="limit"/> (Lemire's multiply and shift).</summary>
    public int NextInt(int limit) => (int)(((Next() >> 32) * (ulong)(uint)limit) >> 32);

    /// <summary>A number from 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());
}
