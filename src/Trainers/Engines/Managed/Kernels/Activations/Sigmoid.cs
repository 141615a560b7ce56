using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>1 / (1 + e^-x).</summary>
internal readonly struct Sigmoid<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        return VectorMath<TSimd, TVector>.Sigmoid(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        var y = VectorMath<TSimd, TVector>.Sigmoid(x);
        return TSimd.MultiplyAdd(TSimd.Subtract(TSimd.Zero, y), y, y);
    }
}
