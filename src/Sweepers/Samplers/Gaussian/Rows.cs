using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>The two loops all of the linear algebra here comes down to.</summary>
internal static class Rows
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        Vector<double> first = default, second = default;
        int i = 0;
        for (; i < x.Length - 1; i += 2)
        {
            first += x[i] * y[i];
            second += x[i + 1] * y[i + 1];
        }

        if (i < x.Length)
        {
            first += x[i] * y[i];
        }

        double sum = Vector.Sum(first + second);
        for (i = x.Length * Vector<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>target += factor * source.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(source);
        var y = MemoryMarshal.Cast<double, Vector<double>>(target);
        var scale = new Vector<double>(factor);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] += scale * x[i];
        }

        for (int i = x.Length * Vector<double>.Count; i < source.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
