using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>What is done to a gradient before the optimizer sees it: scaled, clipped, and the penalties' slopes added.</summary>
internal readonly struct GradientTerms<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly bool _isPlain;
    private readonly TVector _penalty;
    private readonly TVector _factor;
    private readonly TVector _limit;
    private readonly TVector _opposite;
    private readonly TVector _absolute;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public GradientTerms(in UpdateArguments x)
    {
        _isPlain = x.GradientFactor == 1 && float.IsPositiveInfinity(x.ClipValue) && x.L1 == 0;
        _penalty = TSimd.Broadcast(x.Penalty);
        _factor = TSimd.Broadcast(x.GradientFactor);
        _limit = TSimd.Broadcast(x.ClipValue);
        _opposite = TSimd.Broadcast(-x.ClipValue);
        _absolute = TSimd.Broadcast(x.L1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Complete(TVector gradient, TVector value) =>
        TSimd.MultiplyAdd(value, _penalty, _isPlain ? gradient : Treat(gradient, value));

    private TVector Treat(TVector gradient, TVector value)
    {
        var clipped = TSimd.Max(_opposite, TSimd.Min(_limit, TSimd.Multiply(gradient, _factor)));
        var slope = TSimd.Select(
            TSimd.GreaterThan(value, TSimd.Zero),
            _absolute,
            TSimd.Select(TSimd.GreaterThan(TSimd.Zero, value), TSimd.Subtract(TSimd.Zero, _absolute), TSimd.Zero));
        return TSimd.Add(clipped, slope);
    }
}
