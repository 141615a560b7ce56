using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>Which units of a step are dropped: a pure function of these numbers, so that nothing need be stored.</summary>
internal readonly struct DropoutKey
{
    public DropoutKey(float rate, ulong key)
    {
        // 16 bits decide; the scale is that of the rate they give.
        Threshold = (uint)Math.Clamp((int)MathF.Round(rate * 65536f), 0, 65535);
        Scale = 65536f / (65536 - Threshold);
        First = (uint)key;
        Second = (uint)(key >> 32);
    }

    /// <summary>Units whose 16 random bits are below are dropped.</summary>
    public uint Threshold { get; }

    /// <summary>Factor of the units kept.</summary>
    public float Scale { get; }

    public uint First { get; }

    public uint Second { get; }

    public bool IsOn => Threshold > 0;

    /// <summary>The key of one block in one step.</summary>
    public static DropoutKey For(float rate, int seed, long step, int block)
    {
        if (rate == 0)
        {
            return new DropoutKey(0, 0);
        }

        var random = SeededRandom.For(seed, RandomUse.Dropout, block);
        return new DropoutKey(rate, new SeededRandom(random.Next() ^ ((ulong)step * 0xD1342543DE82EF95)).Next());
    }
}
