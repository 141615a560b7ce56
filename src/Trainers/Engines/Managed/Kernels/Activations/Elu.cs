using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>x above 0, else e^x - 1.</summary>
internal readonly struct Elu<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        var low = TSimd.Subtract(VectorMath<TSimd, TVector>.Exp(x), TSimd.Broadcast(1f));
        return TSimd.Select(TSimd.GreaterThan(x, TSimd.Zero), x, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        return TSimd.Select(TSimd.GreaterThan(x, TSimd.Zero), TSimd.Broadcast(1f), VectorMath<TSimd, TVector>.Exp(x));
    }
}
