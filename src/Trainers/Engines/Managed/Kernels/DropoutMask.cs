using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>
/// Walks down the rows of a strip and says which units are dropped. Each row's lanes are hashed (Wellons' lowbias32 with a second key between
/// its multiplications); the lower 16 bits of a lane decide for the strip's first vector, the upper 16 for its second.
/// </summary>
internal struct DropoutMask<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly TVector _stride;
    private readonly TVector _first;
    private readonly TVector _second;
    private readonly TVector _threshold;
    private readonly TVector _scale;
    private TVector _counter;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DropoutMask(in DropoutKey key, int stride, int row, int column)
    {
        _stride = TSimd.BroadcastBits((uint)stride);
        _first = TSimd.BroadcastBits(key.First);
        _second = TSimd.BroadcastBits(key.Second);
        _threshold = TSimd.BroadcastBits(key.Threshold);
        _scale = TSimd.Broadcast(key.Scale);
        _counter = TSimd.AddBits(TSimd.LaneBits, TSimd.BroadcastBits((uint)((row * stride) + column)));
    }

    /// <summary>The random bits of the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Next()
    {
        var x = TSimd.Xor(_counter, _first);
        _counter = TSimd.AddBits(_counter, _stride);
        x = TSimd.Xor(x, TSimd.ShiftRight(x, 16));
        x = TSimd.AddBits(TSimd.MultiplyBits(x, TSimd.BroadcastBits(0x7FEB352D)), _second);
        x = TSimd.Xor(x, TSimd.ShiftRight(x, 15));
        x = TSimd.MultiplyBits(x, TSimd.BroadcastBits(0x846CA68B));
        return TSimd.Xor(x, TSimd.ShiftRight(x, 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector ApplyLow(TVector random, TVector value) => Apply(TSimd.And(random, TSimd.BroadcastBits(0xFFFF)), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector ApplyHigh(TVector random, TVector value) => Apply(TSimd.ShiftRight(random, 16), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TVector Apply(TVector bits, TVector value) =>
        TSimd.Select(TSimd.LessThanBits(bits, _threshold), TSimd.Zero, TSimd.Multiply(value, _scale));
}
