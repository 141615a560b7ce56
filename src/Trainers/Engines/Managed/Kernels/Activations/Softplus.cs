using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>ln(1 + e^x), as max(x, 0) + ln(1 + e^-|x|).</summary>
internal readonly struct Softplus<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        var e = VectorMath<TSimd, TVector>.Exp(TSimd.Subtract(TSimd.Zero, TSimd.Abs(x)));
        return TSimd.Add(TSimd.Max(TSimd.Zero, x), VectorMath<TSimd, TVector>.LogOnePlus(e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        return VectorMath<TSimd, TVector>.Sigmoid(x);
    }
}
