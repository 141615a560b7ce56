using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>Passes along rows: layer norm (Ba, Kiros and Hinton 2016) and sums of matrices. Padding is 0 and stays 0.</summary>
internal static unsafe class RowKernels<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in MatrixView a, in MatrixView b, in MatrixView target)
    {
        var columns = FloatBuffer.Pad(target.Columns);
        for (var row = 0; row < target.Rows; row++)
        {
            var pa = a.Values + ((nint)row * a.RowStride);
            var pb = b.Values + ((nint)row * b.RowStride);
            var pt = target.Values + ((nint)row * target.RowStride);
            for (var column = 0; column < columns; column += TSimd.Width)
            {
                TSimd.Store(pt + column, TSimd.Add(TSimd.Load(pa + column), TSimd.Load(pb + column)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalise(in MatrixView x, float epsilon, float* inverse)
    {
        var padded = FloatBuffer.Pad(x.Columns);
        for (var row = 0; row < x.Rows; row++)
        {
            var values = x.Values + ((nint)row * x.RowStride);
            var sum = TSimd.Zero;
            for (var column = 0; column < padded; column += TSimd.Width)
            {
                sum = TSimd.Add(sum, TSimd.Load(values + column));
            }

            // Padding counts as -mean: what it adds to the squares is taken off again.
            var mean = TSimd.Sum(sum) / x.Columns;
            var centre = TSimd.Broadcast(mean);
            var square = TSimd.Zero;
            for (var column = 0; column < padded; column += TSimd.Width)
            {
                var value = TSimd.Subtract(TSimd.Load(values + column), centre);
                square = TSimd.MultiplyAdd(value, value, square);
            }

            var variance = MathF.Max(0, (TSimd.Sum(square) - ((padded - x.Columns) * mean * mean)) / x.Columns);
            inverse[row] = 1 / MathF.Sqrt(variance + epsilon);
            var factor = TSimd.Broadcast(inverse[row]);
            for (var column = 0; column < padded; column += TSimd.Width)
            {
                TSimd.Store(values + column, TSimd.Multiply(TSimd.Subtract(TSimd.Load(values + column), centre), factor));
            }

            new Span<float>(values + x.Columns, padded - x.Columns).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(in MatrixView gradient, in MatrixView normalised, float* inverse, float* factors)
    {
        var padded = FloatBuffer.Pad(gradient.Columns);
        for (var row = 0; row < gradient.Rows; row++)
        {
            var g = gradient.Values + ((nint)row * gradient.RowStride);
            var z = normalised.Values + ((nint)row * normalised.RowStride);
            TVector sum = TSimd.Zero, product = TSimd.Zero;
            for (var column = 0; column < padded; column += TSimd.Width)
            {
                var value = TSimd.Multiply(TSimd.Load(g + column), TSimd.Load(factors + column));
                TSimd.Store(g + column, value);
                sum = TSimd.Add(sum, value);
                product = TSimd.MultiplyAdd(value, TSimd.Load(z + column), product);
            }

            // dz = (dn - mean(dn) - n mean(dn n)) / deviation.
            var scale = TSimd.Broadcast(inverse[row]);
            var constant = TSimd.Broadcast(-inverse[row] * TSimd.Sum(sum) / gradient.Columns);
            var slope = TSimd.Broadcast(-inverse[row] * TSimd.Sum(product) / gradient.Columns);
            for (var column = 0; column < padded; column += TSimd.Width)
            {
                var value = TSimd.MultiplyAdd(TSimd.Load(z + column), slope, constant);
                TSimd.Store(g + column, TSimd.MultiplyAdd(TSimd.Load(g + column), scale, value));
            }

            new Span<float>(g + gradient.Columns, padded - gradient.Columns).Clear();
        }
    }
}
