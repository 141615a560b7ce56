using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>x times the logistic function.</summary>
internal readonly struct SiLU<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        return TSimd.Multiply(x, VectorMath<TSimd, TVector>.Sigmoid(x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        // s + x s (1 - s)
        var s = VectorMath<TSimd, TVector>.Sigmoid(x);
        return TSimd.Multiply(s, TSimd.MultiplyAdd(x, TSimd.Subtract(TSimd.Broadcast(1f), s), TSimd.Broadcast(1f)));
    }
}
