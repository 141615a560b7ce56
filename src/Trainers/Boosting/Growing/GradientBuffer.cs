using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>
/// First and second derivatives of every row, first as floats, then in place as whole numbers of a common scale, so that sums of
/// them are exact: they do not depend on the order or the number of threads, and a parent less one child is the other child.
/// </summary>
/// <remarks>
/// A row is the pair (gradient, hessian). The gradient uses 31 bits. Sums of hessians share 63 bits with the row count,
/// which takes the low <see cref="CountBits"/>. Scales are powers of two, so numbers that floats hold exactly mostly stay exact.
/// </remarks>
internal sealed class GradientBuffer
{
    private const double LargestUnit = 1 << 30;

    private double _largestGradient;
    private double _largestHessian;
    private double _sumOfHessians;

    public GradientBuffer(int rows)
    {
        Rows = rows;
        Pairs = GC.AllocateArray<int>(checked(2 * rows), pinned: true);
        CountBits = 1;
        while ((1L << CountBits) <= rows)
        {
            CountBits++;
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Gradient and hessian of each row in units, in pinned memory, once <see cref="Quantize"/> has run.</summary>
    public int[] Pairs { get; }

    /// <summary>Low bits of a packed sum that hold the row count.</summary>
    public int CountBits { get; }

    /// <summary>The gradient that one unit stands for.</summary>
    public double GradientUnit { get; private set; }

    /// <summary>The hessian that one unit stands for.</summary>
    public double HessianUnit { get; private set; }

    /// <summary>The same memory as floats, to be filled before <see cref="Quantize"/>.</summary>
    public Span<float> Floats => MemoryMarshal.Cast<int, float>(Pairs.AsSpan());

    /// <summary>Forgets the statistics of the tree before.</summary>
    public void Begin() => (_largestGradient, _largestHessian, _sumOfHessians) = (0, 0, 0);

    /// <summary>Adds what one block of rows holds; blocks come in row order.</summary>
    public void Add(in GradientStatistics block)
    {
        _largestGradient = Math.Max(_largestGradient, block.LargestGradient);
        _largestHessian = Math.Max(_largestHessian, block.LargestHessian);
        _sumOfHessians += block.SumOfHessians;
    }

    /// <summary>Sets the scales from what was added.</summary>
    /// <exception cref="ArithmeticException">A derivative is NaN or infinite.</exception>
    public void SetScales()
    {
        if (!double.IsFinite(_largestGradient) || !double.IsFinite(_sumOfHessians))
        {
            throw new ArithmeticException("The loss has diverged: a gradient is NaN or infinite. Use a smaller learning rate or scale the labels.");
        }

        // 6 bits are spare: a bootstrap may draw a heavy row many times.
        GradientUnit = UnitOf(_largestGradient / LargestUnit);
        HessianUnit = UnitOf(Math.Max(_largestHessian / LargestUnit, _sumOfHessians / (1L << (57 - CountBits))));
    }

    /// <summary>Turns a run of rows into whole numbers.</summary>
    public void Quantize(int firstRow, int rows)
    {
        var ints = Pairs.AsSpan(2 * firstRow, 2 * rows);
        var floats = MemoryMarshal.Cast<int, float>(ints);
        var gradientScale = (float)(1 / GradientUnit);
        var hessianScale = (float)(1 / HessianUnit);
        var i = 0;
        var scales = Vector256.Create(gradientScale, hessianScale, gradientScale, hessianScale, gradientScale, hessianScale, gradientScale, hessianScale);
        for (; i <= ints.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var scaled = Vector256.Round(Vector256.Create<float>(floats.Slice(i, Vector256<float>.Count)) * scales);
            Vector256.ConvertToInt32(scaled).CopyTo(ints[i..]);
        }

        for (; i < ints.Length; i += 2)
        {
            var (gradient, hessian) = (floats[i], floats[i + 1]);
            ints[i] = (int)MathF.Round(gradient * gradientScale);
            ints[i + 1] = (int)MathF.Round(hessian * hessianScale);
        }
    }

    // The power of two at or above: dividing by it rounds nothing.
    private static double UnitOf(double least)
    {
        // Floats cannot scale by more than 2^127; units below 2^-100 only occur when all derivatives vanish.
        const double Smallest = 1e-30;
        var bits = BitConverter.DoubleToInt64Bits(Math.Max(least, Smallest));
        var power = BitConverter.Int64BitsToDouble(bits & 0x7FF0000000000000);
        return power < least ? 2 * power : power;
    }
}
