using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct Tanh<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        return VectorMath<TSimd, TVector>.Tanh(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        var t = VectorMath<TSimd, TVector>.Tanh(x);
        return TSimd.MultiplyAdd(TSimd.Subtract(TSimd.Zero, t), t, TSimd.Broadcast(1f));
    }
}
