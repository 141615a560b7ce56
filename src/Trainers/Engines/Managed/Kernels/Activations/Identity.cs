using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>x itself.</summary>
internal readonly struct Identity<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        return TSimd.Broadcast(1f);
    }
}
