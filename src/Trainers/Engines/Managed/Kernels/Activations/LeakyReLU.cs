using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>x above 0, else 0.01 x.</summary>
internal readonly struct LeakyReLU<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        return TSimd.Select(TSimd.GreaterThan(x, TSimd.Zero), x, TSimd.Multiply(x, TSimd.Broadcast(0.01f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        return TSimd.Select(TSimd.GreaterThan(x, TSimd.Zero), TSimd.Broadcast(1f), TSimd.Broadcast(0.01f));
    }
}
