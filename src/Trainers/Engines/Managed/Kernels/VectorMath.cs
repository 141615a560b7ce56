using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>Elementary functions of vectors, to about 2e-7 relative (exp) or absolute (the others).</summary>
internal static class VectorMath<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>e^x by range reduction and a degree-6 polynomial, as in Moshier's Cephes library; clamped to the finite range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        x = TSimd.Min(Constant(88f), TSimd.Max(Constant(-87f), x));
        var n = TSimd.Round(TSimd.Multiply(x, Constant(1.44269504f)));
        var r = TSimd.MultiplyAdd(n, Constant(-0.693359375f), x);
        r = TSimd.MultiplyAdd(n, Constant(2.12194440e-4f), r);
        var p = Constant(1.9875691500e-4f);
        p = TSimd.MultiplyAdd(p, r, Constant(1.3981999507e-3f));
        p = TSimd.MultiplyAdd(p, r, Constant(8.3334519073e-3f));
        p = TSimd.MultiplyAdd(p, r, Constant(4.1665795894e-2f));
        p = TSimd.MultiplyAdd(p, r, Constant(1.6666665459e-1f));
        p = TSimd.MultiplyAdd(p, r, Constant(5.0000001201e-1f));
        p = TSimd.MultiplyAdd(TSimd.Multiply(p, r), r, TSimd.Add(r, Constant(1f)));
        return TSimd.Multiply(p, TSimd.PowerOfTwo(n));
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x) =>
        TSimd.Divide(Constant(1f), TSimd.Add(Constant(1f), Exp(TSimd.Subtract(TSimd.Zero, x))));

    /// <summary>The hyperbolic tangent, as 1 - 2 / (e^2x + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        x = TSimd.Min(Constant(15f), TSimd.Max(Constant(-15f), x));
        return TSimd.Subtract(Constant(1f), TSimd.Divide(Constant(2f), TSimd.Add(Exp(TSimd.Add(x, x)), Constant(1f))));
    }

    /// <summary>The normal distribution function by formula 7.1.26 of Abramowitz and Stegun; also gives e^(-x²/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector NormalCdf(TVector x, out TVector exponential)
    {
        var u = TSimd.Multiply(TSimd.Abs(x), Constant(0.70710678f));
        exponential = Exp(TSimd.Multiply(TSimd.Multiply(x, x), Constant(-0.5f)));
        var t = TSimd.Divide(Constant(1f), TSimd.MultiplyAdd(u, Constant(0.3275911f), Constant(1f)));
        var p = Constant(1.061405429f);
        p = TSimd.MultiplyAdd(p, t, Constant(-1.453152027f));
        p = TSimd.MultiplyAdd(p, t, Constant(1.421413741f));
        p = TSimd.MultiplyAdd(p, t, Constant(-0.284496736f));
        p = TSimd.MultiplyAdd(p, t, Constant(0.254829592f));
        var tail = TSimd.Multiply(TSimd.Multiply(TSimd.Multiply(p, t), exponential), Constant(0.5f));
        return TSimd.Select(TSimd.GreaterThan(x, TSimd.Zero), TSimd.Subtract(Constant(1f), tail), tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Constant(float value) => TSimd.Broadcast(value);
}
