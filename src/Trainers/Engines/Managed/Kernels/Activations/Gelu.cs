using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>x times the normal distribution function.</summary>
internal readonly struct Gelu<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        return TSimd.Multiply(x, VectorMath<TSimd, TVector>.NormalCdf(x, out _));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        var cdf = VectorMath<TSimd, TVector>.NormalCdf(x, out var exponential);
        return TSimd.MultiplyAdd(TSimd.Multiply(x, exponential), TSimd.Broadcast(0.39894228f), cdf);
    }
}
