using System.Runtime.CompilerServices;
using MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>
/// Normalisation, activation and dropout in one pass each way. Columns are walked in strips of one or two vectors whose constants stay in
/// registers while the rows go by.
/// </summary>
internal sealed unsafe class BlockKernelOf<TSimd, TVector, TActivation> : BlockKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TActivation : struct, IActivation<TVector>
{
    /// <inheritdoc/>
    public override void Forward(in BlockArguments arguments, RowRange rows)
    {
        switch (arguments.Dropout.IsOn, arguments.Slopes is not null)
        {
            case (false, false):
                ForwardStrips<None, None>(arguments, rows);
                break;
            case (true, false):
                ForwardStrips<One, None>(arguments, rows);
                break;
            case (false, true):
                ForwardStrips<None, One>(arguments, rows);
                break;
            default:
                ForwardStrips<One, One>(arguments, rows);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(in BlockArguments arguments, RowRange rows)
    {
        switch (arguments.Dropout.IsOn, arguments.Slopes is not null)
        {
            // A gate reads what was dropped off its output.
            case (true, false) when !TActivation.IsGate:
                BackwardStrips<One, None>(arguments, rows);
                break;
            case (_, false):
                BackwardStrips<None, None>(arguments, rows);
                break;
            case (false, true):
                BackwardStrips<None, One>(arguments, rows);
                break;
            default:
                BackwardStrips<One, One>(arguments, rows);
                break;
        }
    }

    private static void ForwardStrips<TDropout, TSlope>(in BlockArguments x, RowRange rows)
        where TDropout : struct, IConstant
        where TSlope : struct, IConstant
    {
        var column = 0;
        for (; column + (2 * TSimd.Width) <= x.Stride; column += 2 * TSimd.Width)
        {
            ForwardStrip<Two, TDropout, TSlope>(x, rows, column);
        }

        for (; column < x.Stride; column += TSimd.Width)
        {
            ForwardStrip<One, TDropout, TSlope>(x, rows, column);
        }
    }

    private static void BackwardStrips<TDropout, TSlope>(in BlockArguments x, RowRange rows)
        where TDropout : struct, IConstant
        where TSlope : struct, IConstant
    {
        var column = 0;
        for (; column + (2 * TSimd.Width) <= x.Stride; column += 2 * TSimd.Width)
        {
            BackwardStrip<Two, TDropout, TSlope>(x, rows, column);
        }

        for (; column < x.Stride; column += TSimd.Width)
        {
            BackwardStrip<One, TDropout, TSlope>(x, rows, column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardStrip<TColumns, TDropout, TSlope>(in BlockArguments x, RowRange rows, int column)
        where TColumns : struct, IConstant
        where TDropout : struct, IConstant
        where TSlope : struct, IConstant
    {
        var last = (TColumns.Value - 1) * TSimd.Width;
        var scale0 = TSimd.Load(x.Scale + column);
        var shift0 = TSimd.Load(x.Shift + column);
        var scale1 = TSimd.Load(x.Scale + column + last);
        var shift1 = TSimd.Load(x.Shift + column + last);
        var slope0 = TSlope.Value == 1 ? TSimd.Load(x.Slopes + column) : TSimd.Zero;
        var slope1 = TSlope.Value == 1 ? TSimd.Load(x.Slopes + column + last) : TSimd.Zero;
        var mask = new DropoutMask<TSimd, TVector>(x.Dropout, x.Stride, rows.Start, column);
        nint stride = x.Stride;
        var linear = x.Linear + (rows.Start * stride) + column;
        var output = x.Output + (rows.Start * stride) + column;
        for (var row = rows.Count; row > 0; row--)
        {
            var random = TDropout.Value == 1 ? mask.Next() : TSimd.Zero;
            var y0 = Activate<TSlope>(TSimd.MultiplyAdd(TSimd.Load(linear), scale0, shift0), slope0);
            TSimd.Store(output, TDropout.Value == 1 ? mask.ApplyLow(random, y0) : y0);
            if (TColumns.Value == 2)
            {
                var y1 = Activate<TSlope>(TSimd.MultiplyAdd(TSimd.Load(linear + TSimd.Width), scale1, shift1), slope1);
                TSimd.Store(output + TSimd.Width, TDropout.Value == 1 ? mask.ApplyHigh(random, y1) : y1);
            }

            linear += stride;
            output += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardStrip<TColumns, TDropout, TSlope>(in BlockArguments x, RowRange rows, int column)
        where TColumns : struct, IConstant
        where TDropout : struct, IConstant
        where TSlope : struct, IConstant
    {
        var last = (TColumns.Value - 1) * TSimd.Width;
        var scale0 = TSimd.Load(x.Scale + column);
        var shift0 = TSimd.Load(x.Shift + column);
        var scale1 = TSimd.Load(x.Scale + column + last);
        var shift1 = TSimd.Load(x.Shift + column + last);
        var inverse0 = TSimd.Load(x.InverseDeviation + column);
        var normal0 = TSimd.Load(x.NormalShift + column);
        var inverse1 = TSimd.Load(x.InverseDeviation + column + last);
        var normal1 = TSimd.Load(x.NormalShift + column + last);
        var keep = TSimd.Broadcast(x.Dropout.Scale);
        var slope0 = TSlope.Value == 1 ? TSimd.Load(x.Slopes + column) : TSimd.Zero;
        var slope1 = TSlope.Value == 1 ? TSimd.Load(x.Slopes + column + last) : TSimd.Zero;
        var mask = new DropoutMask<TSimd, TVector>(x.Dropout, x.Stride, rows.Start, column);
        TVector sum0 = TSimd.Zero, sum1 = TSimd.Zero, product0 = TSimd.Zero, product1 = TSimd.Zero, share0 = TSimd.Zero, share1 = TSimd.Zero;
        nint offset = ((nint)rows.Start * x.Stride) + column;
        for (var row = rows.Count; row > 0; row--)
        {
            var random = TDropout.Value == 1 ? mask.Next() : TSimd.Zero;
            var z0 = TSimd.Load(x.Linear + offset);
            var g0 = TSimd.Load(x.Gradient + offset);
            g0 = TDropout.Value == 1 ? mask.ApplyLow(random, g0) : g0;
            g0 = TSlope.Value == 1
                ? Differentiate(TSimd.MultiplyAdd(z0, scale0, shift0), slope0, g0, ref share0)
                : TActivation.IsGate
                ? TSimd.Select(TSimd.GreaterThan(TSimd.Load(x.Output + offset), TSimd.Zero), TSimd.Multiply(g0, keep), TSimd.Zero)
                : TSimd.Multiply(g0, TActivation.Derivative(TSimd.MultiplyAdd(z0, scale0, shift0)));
            TSimd.Store(x.Gradient + offset, g0);
            sum0 = TSimd.Add(sum0, g0);
            product0 = TSimd.MultiplyAdd(g0, TSimd.MultiplyAdd(z0, inverse0, normal0), product0);
            if (TColumns.Value == 2)
            {
                var z1 = TSimd.Load(x.Linear + offset + TSimd.Width);
                var g1 = TSimd.Load(x.Gradient + offset + TSimd.Width);
                g1 = TDropout.Value == 1 ? mask.ApplyHigh(random, g1) : g1;
                g1 = TSlope.Value == 1
                    ? Differentiate(TSimd.MultiplyAdd(z1, scale1, shift1), slope1, g1, ref share1)
                    : TActivation.IsGate
                    ? TSimd.Select(TSimd.GreaterThan(TSimd.Load(x.Output + offset + TSimd.Width), TSimd.Zero), TSimd.Multiply(g1, keep), TSimd.Zero)
                    : TSimd.Multiply(g1, TActivation.Derivative(TSimd.MultiplyAdd(z1, scale1, shift1)));
                TSimd.Store(x.Gradient + offset + TSimd.Width, g1);
                sum1 = TSimd.Add(sum1, g1);
                product1 = TSimd.MultiplyAdd(g1, TSimd.MultiplyAdd(z1, inverse1, normal1), product1);
            }

            offset += x.Stride;
        }

        TSimd.Store(x.Sums + column, sum0);
        TSimd.Store(x.Sums + x.Stride + column, product0);
        if (TColumns.Value == 2)
        {
            TSimd.Store(x.Sums + column + TSimd.Width, sum1);
            TSimd.Store(x.Sums + x.Stride + column + TSimd.Width, product1);
        }

        if (TSlope.Value == 1)
        {
            TSimd.Store(x.Sums + (2 * x.Stride) + column, share0);
            if (TColumns.Value == 2)
            {
                TSimd.Store(x.Sums + (2 * x.Stride) + column + TSimd.Width, share1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Activate<TSlope>(TVector x, TVector slope)
        where TSlope : struct, IConstant
    {
        var y = TActivation.Forward(x);
        return TSlope.Value == 1 ? TSimd.MultiplyAdd(slope, TSimd.Subtract(y, x), x) : y;
    }

    /// <summary>g (1 + a (f' - 1)), and g (f - x) added to the slope's sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Differentiate(TVector x, TVector slope, TVector gradient, ref TVector share)
    {
        var one = TSimd.Broadcast(1f);
        var y = TActivation.Both<TActivation>(x, out var derivative);
        share = TSimd.MultiplyAdd(gradient, TSimd.Subtract(y, x), share);
        return TSimd.Multiply(gradient, TSimd.MultiplyAdd(slope, TSimd.Subtract(derivative, one), one));
    }
}
