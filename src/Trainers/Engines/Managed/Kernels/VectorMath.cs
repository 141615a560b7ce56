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

    /// <summary>ln(1 + u) for u from 0 to 1, as 2 artanh(u / (2 + u)) by its series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlus(TVector u)
    {
        var s = TSimd.Divide(u, TSimd.Add(u, Constant(2f)));
        var q = TSimd.Multiply(s, s);
        var p = Constant(2f / 13);
        p = TSimd.MultiplyAdd(p, q, Constant(2f / 11));
        p = TSimd.MultiplyAdd(p, q, Constant(2f / 9));
        p = TSimd.MultiplyAdd(p, q, Constant(2f / 7));
        p = TSimd.MultiplyAdd(p, q, Constant(2f / 5));
        p = TSimd.MultiplyAdd(p, q, Constant(2f / 3));
        p = TSimd.MultiplyAdd(p, q, Constant(2f));
        return TSimd.Multiply(p, s);
    }

    /// <summary>cos(2 pi t) and sin(2 pi t), by their series after reduction to a quarter turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector CosSinTurns(TVector t, out TVector sine)
    {
        var halves = TSimd.Round(TSimd.Add(t, t));
        var x = TSimd.Multiply(TSimd.MultiplyAdd(halves, Constant(-0.5f), t), Constant(6.28318531f));
        var q = TSimd.Multiply(x, x);
        var c = Constant(2.0876757e-9f);
        c = TSimd.MultiplyAdd(c, q, Constant(-2.7557319e-7f));
        c = TSimd.MultiplyAdd(c, q, Constant(2.4801587e-5f));
        c = TSimd.MultiplyAdd(c, q, Constant(-1.3888889e-3f));
        c = TSimd.MultiplyAdd(c, q, Constant(4.1666667e-2f));
        c = TSimd.MultiplyAdd(c, q, Constant(-0.5f));
        c = TSimd.MultiplyAdd(c, q, Constant(1f));
        var s = Constant(1.6059044e-10f);
        s = TSimd.MultiplyAdd(s, q, Constant(-2.5052108e-8f));
        s = TSimd.MultiplyAdd(s, q, Constant(2.7557319e-6f));
        s = TSimd.MultiplyAdd(s, q, Constant(-1.9841270e-4f));
        s = TSimd.MultiplyAdd(s, q, Constant(8.3333333e-3f));
        s = TSimd.MultiplyAdd(s, q, Constant(-1.6666667e-1f));
        s = TSimd.Multiply(TSimd.MultiplyAdd(s, q, Constant(1f)), x);

        // An odd number of half turns changes both signs.
        var odd = TSimd.MultiplyAdd(TSimd.Round(TSimd.Multiply(halves, Constant(0.5f))), Constant(-2f), halves);
        var sign = TSimd.MultiplyAdd(TSimd.Multiply(odd, odd), Constant(-2f), Constant(1f));
        sine = TSimd.Multiply(s, sign);
        return TSimd.Multiply(c, sign);
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
