using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

/// <summary>x tanh(ln(1 + e^x)).</summary>
internal readonly struct Mish<TSimd, TVector> : IActivation<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static bool IsGate => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward(TVector x)
    {
        return TSimd.Multiply(x, Gate(x, out _));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative(TVector x)
    {
        var t = Gate(x, out var e);
        return Slope(x, t, e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Both<TSelf>(TVector x, out TVector derivative)
        where TSelf : struct, IActivation<TVector>
    {
        var t = Gate(x, out var e);
        derivative = Slope(x, t, e);
        return TSimd.Multiply(x, t);
    }

    /// <summary>With t the gate: t + x (1 - t²) e^x / (1 + e^x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Slope(TVector x, TVector t, TVector e)
    {
        var logistic = TSimd.Divide(e, TSimd.Add(e, TSimd.Broadcast(1f)));
        var slope = TSimd.MultiplyAdd(TSimd.Subtract(TSimd.Zero, t), t, TSimd.Broadcast(1f));
        return TSimd.MultiplyAdd(TSimd.Multiply(x, slope), logistic, t);
    }

    /// <summary>tanh(ln(1 + e)) is (e² + 2e) / (e² + 2e + 2); above 15 both are 1 and e² would overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gate(TVector x, out TVector e)
    {
        e = VectorMath<TSimd, TVector>.Exp(TSimd.Min(TSimd.Broadcast(15f), x));
        var n = TSimd.Multiply(e, TSimd.Add(e, TSimd.Broadcast(2f)));
        return TSimd.Divide(n, TSimd.Add(n, TSimd.Broadcast(2f)));
    }
}
