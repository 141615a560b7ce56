using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers.Linear.Kernels;

/// <summary>Sums of products over short and long runs of numbers.</summary>
internal static class VectorKernel
{
    /// <summary>The dot product of two runs of equal length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> even = default, odd = default;
        var i = 0;

        // Two sums hide the latency of the addition.
        for (; i + 1 < va.Length; i += 2)
        {
            even += va[i] * vb[i];
            odd += va[i + 1] * vb[i + 1];
        }

        if (i < va.Length)
        {
            even += va[i] * vb[i];
        }

        var sum = Vector.Sum(even + odd);
        for (i = va.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>target += factor x source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> source)
    {
        var vt = MemoryMarshal.Cast<float, Vector<float>>(target);
        var vs = MemoryMarshal.Cast<float, Vector<float>>(source);
        var factors = new Vector<float>(factor);
        for (var i = 0; i < vt.Length; i++)
        {
            vt[i] += factors * vs[i];
        }

        for (var i = vt.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    /// <summary>The dot product of two runs of doubles of equal length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> sums = default;
        for (var i = 0; i < va.Length; i++)
        {
            sums += va[i] * vb[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = va.Length * Vector<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>target += factor x source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        var vt = MemoryMarshal.Cast<double, Vector<double>>(target);
        var vs = MemoryMarshal.Cast<double, Vector<double>>(source);
        var factors = new Vector<double>(factor);
        for (var i = 0; i < vt.Length; i++)
        {
            vt[i] += factors * vs[i];
        }

        for (var i = vt.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    /// <summary>Whether no value is infinite or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllFinite(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sums = default;
        foreach (var vector in vectors)
        {
            // 0 x infinity and 0 x NaN are NaN, and NaN stays.
            sums += vector * Vector<float>.Zero;
        }

        var sum = Vector.Sum(sums);
        for (var i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
        {
            sum += values[i] * 0;
        }

        return sum == 0;
    }

    /// <summary>sums += weight x (row - shift) and squares += weight x (row - shift)^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMoments(ReadOnlySpan<float> row, ReadOnlySpan<float> shift, float weight, Span<double> sums, Span<double> squares)
    {
        var vx = MemoryMarshal.Cast<float, Vector<float>>(row);
        var vs = MemoryMarshal.Cast<float, Vector<float>>(shift);
        var first = MemoryMarshal.Cast<double, Vector<double>>(sums);
        var second = MemoryMarshal.Cast<double, Vector<double>>(squares);
        var weights = new Vector<double>(weight);
        for (var i = 0; i < vx.Length; i++)
        {
            Vector.Widen(vx[i], out var lowX, out var highX);
            Vector.Widen(vs[i], out var lowShift, out var highShift);
            var (low, high) = (lowX - lowShift, highX - highShift);
            first[2 * i] += weights * low;
            first[(2 * i) + 1] += weights * high;
            second[2 * i] += weights * low * low;
            second[(2 * i) + 1] += weights * high * high;
        }

        for (var i = vx.Length * Vector<float>.Count; i < row.Length; i++)
        {
            var deviation = (double)row[i] - shift[i];
            sums[i] += weight * deviation;
            squares[i] += weight * deviation * deviation;
        }
    }
}
