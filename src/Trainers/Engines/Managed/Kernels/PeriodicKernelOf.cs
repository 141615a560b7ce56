using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>
/// Periodic embeddings with rows in the lanes: every frequency and weight is one broadcast, so that no width needs a tail and no sum crosses lanes
/// until an input is done. Cosines are computed again backward, which costs less than storing them.
/// </summary>
internal sealed unsafe class PeriodicKernelOf<TSimd, TVector> : PeriodicKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const float Turn = 6.28318531f;

    /// <inheritdoc/>
    public override void Forward(in PeriodicArguments arguments, int rows)
    {
        for (var input = 0; input < arguments.Inputs; input++)
        {
            for (var row = 0; row < rows; row += TSimd.Width)
            {
                ForwardRows(arguments, input, row, Math.Min(TSimd.Width, rows - row));
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in PeriodicArguments arguments, int rows)
    {
        var sums = arguments.Scratch + (arguments.Width * TSimd.Width);
        var length = (((arguments.Components + 1) * arguments.Width) + (2 * arguments.Count)) * TSimd.Width;
        for (var input = 0; input < arguments.Inputs; input++)
        {
            new Span<float>(sums, length).Clear();
            for (var row = 0; row < rows; row += TSimd.Width)
            {
                BackwardRows(arguments, input, row, Math.Min(TSimd.Width, rows - row), sums);
            }

            WriteSums(arguments, input, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardRows(in PeriodicArguments x, int input, int row, int count)
    {
        var features = LoadColumn(x.Features + ((nint)row * x.FeatureStride) + input, x.FeatureStride, count);
        var frequencies = x.Frequencies + (input * x.FrequencyStride);
        var phases = x.Phases is null ? null : x.Phases + (input * x.FrequencyStride);
        var components = x.Components;
        var weights = x.Weights + ((nint)input * components * x.WeightStride);
        for (var d = 0; d < x.Width; d++)
        {
            TSimd.Store(x.Scratch + (d * TSimd.Width), TSimd.Broadcast(x.Bias[(input * x.WeightStride) + d]));
        }

        for (var f = 0; f < x.Count; f++)
        {
            var cosine = VectorMath<TSimd, TVector>.CosSinTurns(Turns(features, frequencies, phases, f), out var sine);
            var w = weights + ((nint)f * x.WeightStride);
            for (var d = 0; d < x.Width; d++)
            {
                var o = x.Scratch + (d * TSimd.Width);
                TSimd.Store(o, TSimd.MultiplyAdd(cosine, TSimd.Broadcast(w[d]), TSimd.Load(o)));
            }

            if (phases is null)
            {
                w += (nint)x.Count * x.WeightStride;
                for (var d = 0; d < x.Width; d++)
                {
                    var o = x.Scratch + (d * TSimd.Width);
                    TSimd.Store(o, TSimd.MultiplyAdd(sine, TSimd.Broadcast(w[d]), TSimd.Load(o)));
                }
            }
        }

        StoreRows(x, input, row, count);
    }

    private static void StoreRows(in PeriodicArguments x, int input, int row, int count)
    {
        var width = x.Width + (x.KeepsInput ? 1 : 0);
        for (var i = 0; i < count; i++)
        {
            var target = x.Output + ((nint)(row + i) * x.OutputStride) + (input * width);
            for (var d = 0; d < x.Width; d++)
            {
                var value = x.Scratch[(d * TSimd.Width) + i];
                target[d] = x.Rectifies ? MathF.Max(0, value) : value;
            }

            if (x.KeepsInput)
            {
                target[x.Width] = x.Features[((nint)(row + i) * x.FeatureStride) + input];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardRows(in PeriodicArguments x, int input, int row, int count, float* sums)
    {
        LoadGradients(x, input, row, count);
        var features = LoadColumn(x.Features + ((nint)row * x.FeatureStride) + input, x.FeatureStride, count);
        var frequencies = x.Frequencies + (input * x.FrequencyStride);
        var phases = x.Phases is null ? null : x.Phases + (input * x.FrequencyStride);
        var components = x.Components;
        var weights = x.Weights + ((nint)input * components * x.WeightStride);
        var step = x.Width * TSimd.Width;
        for (var f = 0; f < x.Count; f++)
        {
            var cosine = VectorMath<TSimd, TVector>.CosSinTurns(Turns(features, frequencies, phases, f), out var sine);
            var byCosine = Accumulate(x.Width, x.Scratch, weights + ((nint)f * x.WeightStride), cosine, sums + (f * step));
            var angle = TSimd.Subtract(TSimd.Zero, TSimd.Multiply(byCosine, sine));
            if (phases is null)
            {
                var bySine = Accumulate(x.Width, x.Scratch, weights + ((nint)(f + x.Count) * x.WeightStride), sine, sums + ((f + x.Count) * step));
                angle = TSimd.MultiplyAdd(bySine, cosine, angle);
            }

            var angles = sums + ((components + 1) * step) + (2 * f * TSimd.Width);
            TSimd.Store(angles, TSimd.MultiplyAdd(angle, features, TSimd.Load(angles)));
            TSimd.Store(angles + TSimd.Width, TSimd.Add(angle, TSimd.Load(angles + TSimd.Width)));
        }

        var bias = sums + (components * step);
        for (var d = 0; d < step; d += TSimd.Width)
        {
            TSimd.Store(bias + d, TSimd.Add(TSimd.Load(x.Scratch + d), TSimd.Load(bias + d)));
        }
    }

    /// <summary>Adds a component's part of the weights' gradient; gives the gradient with respect to the component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Accumulate(int width, float* gradients, float* weights, TVector component, float* sums)
    {
        var result = TSimd.Zero;
        for (var d = 0; d < width; d++)
        {
            var gradient = TSimd.Load(gradients + (d * TSimd.Width));
            result = TSimd.MultiplyAdd(gradient, TSimd.Broadcast(weights[d]), result);
            TSimd.Store(sums + (d * TSimd.Width), TSimd.MultiplyAdd(gradient, component, TSimd.Load(sums + (d * TSimd.Width))));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Turns(TVector features, float* frequencies, float* phases, int index) => TSimd.MultiplyAdd(
        features, TSimd.Broadcast(frequencies[index]), phases is null ? TSimd.Zero : TSimd.Broadcast(phases[index] * (1 / Turn)));

    private static TVector LoadColumn(float* source, int stride, int count)
    {
        var lanes = stackalloc float[16];
        for (var i = 0; i < TSimd.Width; i++)
        {
            lanes[i] = i < count ? source[(nint)i * stride] : 0;
        }

        return TSimd.Load(lanes);
    }

    private static void LoadGradients(in PeriodicArguments x, int input, int row, int count)
    {
        var width = x.Width + (x.KeepsInput ? 1 : 0);
        for (var i = 0; i < TSimd.Width; i++)
        {
            var offset = ((nint)(row + i) * x.OutputStride) + (input * width);
            for (var d = 0; d < x.Width; d++)
            {
                var isLive = i < count && (!x.Rectifies || x.Output[offset + d] > 0);
                x.Scratch[(d * TSimd.Width) + i] = isLive ? x.Gradient[offset + d] : 0;
            }
        }
    }

    private static void WriteSums(in PeriodicArguments x, int input, float* sums)
    {
        var components = x.Components;
        for (var c = 0; c <= components; c++)
        {
            var target = c < components ? x.WeightGradient + ((((nint)input * components) + c) * x.WeightStride) : x.BiasGradient + (input * x.WeightStride);
            for (var d = 0; d < x.Width; d++)
            {
                target[d] = TSimd.Sum(TSimd.Load(sums + (((c * x.Width) + d) * TSimd.Width)));
            }
        }

        var angles = sums + ((components + 1) * x.Width * TSimd.Width);
        for (var f = 0; f < x.Count; f++)
        {
            x.FrequencyGradient[(input * x.FrequencyStride) + f] = Turn * TSimd.Sum(TSimd.Load(angles + (2 * f * TSimd.Width)));
            if (x.Phases is not null)
            {
                x.PhaseGradient[(input * x.FrequencyStride) + f] = TSimd.Sum(TSimd.Load(angles + (((2 * f) + 1) * TSimd.Width)));
            }
        }
    }
}
