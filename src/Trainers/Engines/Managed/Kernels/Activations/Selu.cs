using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>The scaled ELU whose constants keep mean 0 and variance 1.</summary>
internal readonly struct Selu<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const float Scale = 1.05070099f;
    private const float Low = 1.75809934f;

    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        var low = TSimd.MultiplyAdd(VectorMath<TSimd, TVector>.Exp(x), TSimd.Broadcast(Low), TSimd.Broadcast(-Low));
        return TSimd.Select(TSimd.GreaterThan(x, TSimd.Zero), TSimd.Multiply(x, TSimd.Broadcast(Scale)), low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        var low = TSimd.Multiply(VectorMath<TSimd, TVector>.Exp(x), TSimd.Broadcast(Low));
        return TSimd.Select(TSimd.GreaterThan(x, TSimd.Zero), TSimd.Broadcast(Scale), low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Both<TSelf>(TVector x, out TVector derivative)
        where TSelf : struct, IActivation<TVector>
    {
        var low = TSimd.Multiply(VectorMath<TSimd, TVector>.Exp(x), TSimd.Broadcast(Low));
        var isAbove = TSimd.GreaterThan(x, TSimd.Zero);
        derivative = TSimd.Select(isAbove, TSimd.Broadcast(Scale), low);
        return TSimd.Select(isAbove, TSimd.Multiply(x, TSimd.Broadcast(Scale)), TSimd.Subtract(low, TSimd.Broadcast(Low)));
    }
}
