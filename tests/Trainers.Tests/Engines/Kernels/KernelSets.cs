using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

/// <summary>The kernels of every vector width, which all run anywhere (in software where the machine lacks them).</summary>
internal static class KernelSets
{
    public static readonly int[] Widths = [1, 4, 8, 16];

    // Kernels are given pointers, which keep nothing alive.
    private static readonly ConcurrentBag<FloatBuffer> Kept = [];

    /// <summary>A buffer of zeros that lives as long as the tests.</summary>
    public static FloatBuffer Buffer(int length)
    {
        var buffer = new FloatBuffer(length);
        Kept.Add(buffer);
        return buffer;
    }

    public static KernelSet Of(int width) => width switch
    {
        1 => new KernelSetOf<SimdScalar, float>(),
        4 => new KernelSetOf<Simd128, Vector128<float>>(),
        8 => new KernelSetOf<Simd256, Vector256<float>>(),
        _ => new KernelSetOf<Simd512, Vector512<float>>(),
    };

    public static float[] Random(int length, int seed, double scale = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)(((2 * random.NextDouble()) - 1) * scale))];
    }

    /// <summary>A buffer of rows padded to 16 columns with the values in place and zeros elsewhere.</summary>
    public static FloatBuffer Padded(float[] values, int rows, int columns)
    {
        var stride = FloatBuffer.Pad(columns);
        var buffer = Buffer(rows * stride);
        for (var i = 0; i < rows; i++)
        {
            values.AsSpan(i * columns, columns).CopyTo(buffer.Span[(i * stride)..]);
        }

        return buffer;
    }
}
