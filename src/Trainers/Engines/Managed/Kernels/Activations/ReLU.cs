using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>max(0, x).</summary>
internal readonly struct ReLU<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        // Zero first: the instruction hands on its second operand when one is NaN.
        return TSimd.Max(TSimd.Zero, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        return TSimd.Select(TSimd.GreaterThan(x, TSimd.Zero), TSimd.Broadcast(1f), TSimd.Zero);
    }
}
