using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetTuning.Trainers.Numerics;

/// <summary>Exponentials of many floats at once.</summary>
/// <remarks>Compiled at once and for good: before the runtime's second compilation the library's vector functions are a hundred times slower.</remarks>
internal static class VectorMath
{
    /// <summary>exp of each value; source and target may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exp(ReadOnlySpan<float> source, Span<float> target)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= source.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                Vector512.Exp(Vector512.Create(source[i..])).CopyTo(target[i..]);
            }
        }

        for (; i <= source.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256.Exp(Vector256.Create(source[i..])).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            // The same polynomial as the lanes above, so that a value does not depend on where its row stands.
            target[i] = Vector128.Exp(Vector128.CreateScalar(source[i])).ToScalar();
        }
    }

    /// <summary>ln(1 + x) of each value, 0 to 1; source and target may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogOnePlus(ReadOnlySpan<float> source, Span<float> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256.Log(Vector256.Create(source[i..]) + Vector256<float>.One).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = Vector128.Log(Vector128.CreateScalar(source[i] + 1)).ToScalar();
        }
    }

    /// <summary>1 / (1 + exp(-x)) of each value; source and target may be the same.</summary>
    public static void Sigmoid(ReadOnlySpan<float> source, Span<float> target)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = -source[i];
        }

        Exp(target[..source.Length], target);
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = 1f / (1f + target[i]);
        }
    }
}
