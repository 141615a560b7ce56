using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>
/// The piecewise linear embedding (Gorishniy, Rubachev and Babenko 2022, as in TabM): bias + x v + sum over bins of the share of the bin passed times the
/// bin's vector. Of the sum only the present bin is looked at: the bins before it are a sum of vectors made once per call.
/// </summary>
internal sealed unsafe class PiecewiseEmbedding : NumericEmbedding
{
    private readonly ParameterStore _store;
    private readonly NumericEmbeddingSpec _spec;
    private readonly int _inputs;
    private readonly Parameter _edges;
    private readonly Parameter _byInput;
    private readonly Parameter _weights;
    private readonly Parameter _bias;
    private readonly int _stride;

    public PiecewiseEmbedding(ParameterStore store, NetworkSpec network)
    {
        _store = store;
        _spec = network.NumericEmbedding!;
        _inputs = network.EmbeddedInputs;
        _edges = store.Get(TensorLayout.Front, TensorKind.Edges);
        _byInput = store.Get(TensorLayout.Front, TensorKind.EmbeddingInput);
        _weights = store.Get(TensorLayout.Front, TensorKind.EmbeddingWeights);
        _bias = store.Get(TensorLayout.Front, TensorKind.EmbeddingBias);
        _stride = _weights.Stride;
    }

    /// <inheritdoc/>
    public override int ScratchLength => 2 * (_spec.Bins + 1) * _stride;

    /// <inheritdoc/>
    public override void Forward(in MatrixView x, in MatrixView output, float* scratch)
    {
        for (var input = 0; input < _inputs; input++)
        {
            var weights = _store.Values(_weights) + ((nint)input * _spec.Bins * _stride);
            SumUp(weights, _store.Values(_bias) + (input * _stride), scratch);
            var byInput = _store.Values(_byInput) + (input * _stride);
            for (var row = 0; row < x.Rows; row++)
            {
                var value = x.Values[((nint)row * x.RowStride) + input];
                var (bin, share) = Locate(input, value);
                var target = output.Values + ((nint)row * output.RowStride) + (input * _spec.OutputWidth);
                for (var d = 0; d < _spec.Width; d++)
                {
                    var sum = scratch[(bin * _stride) + d] + (share * weights[(bin * _stride) + d]) + (value * byInput[d]);
                    target[d] = _spec.Rectifies ? MathF.Max(0, sum) : sum;
                }

                if (_spec.KeepsInput)
                {
                    target[_spec.Width] = value;
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in MatrixView x, in MatrixView output, in MatrixView gradient, (int Worker, nint Scratch) work)
    {
        // By bin: the sums of the gradients, and of the gradients times the share.
        var whole = (float*)work.Scratch;
        var partial = whole + ((_spec.Bins + 1) * _stride);
        for (var input = 0; input < _inputs; input++)
        {
            new Span<float>(whole, ScratchLength).Clear();
            var byInput = new Span<float>(_store.Gradient(_byInput, work.Worker) + (input * _stride), _spec.Width);
            byInput.Clear();
            for (var row = 0; row < x.Rows; row++)
            {
                var value = x.Values[((nint)row * x.RowStride) + input];
                var (bin, share) = Locate(input, value);
                var offset = ((nint)row * output.RowStride) + (input * _spec.OutputWidth);
                for (var d = 0; d < _spec.Width; d++)
                {
                    var g = _spec.Rectifies && output.Values[offset + d] <= 0 ? 0 : gradient.Values[offset + d];
                    whole[(bin * _stride) + d] += g;
                    partial[(bin * _stride) + d] += share * g;
                    byInput[d] += value * g;
                }
            }

            WriteGradient(input, work.Worker, whole, partial);
        }
    }

    /// <summary>The bias and the vectors of all bins before each.</summary>
    private void SumUp(float* weights, float* bias, float* sums)
    {
        new ReadOnlySpan<float>(bias, _spec.Width).CopyTo(new Span<float>(sums, _spec.Width));
        for (var bin = 0; bin < _spec.Bins; bin++)
        {
            for (var d = 0; d < _spec.Width; d++)
            {
                sums[((bin + 1) * _stride) + d] = sums[(bin * _stride) + d] + weights[(bin * _stride) + d];
            }
        }
    }

    /// <summary>The bin a value is in and how far through it is; below the first edge 0, above the last 1.</summary>
    private (int Bin, float Share) Locate(int input, float value)
    {
        var edges = new ReadOnlySpan<float>(_store.Values(_edges) + (input * _edges.Stride), _spec.Bins + 1);
        int low = 0, high = _spec.Bins;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (value >= edges[middle])
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        var width = edges[high] - edges[low];
        return (low, width > 0 ? Math.Clamp((value - edges[low]) / width, 0, 1) : value >= edges[high] ? 1 : 0);
    }

    private void WriteGradient(int input, int worker, float* whole, float* partial)
    {
        var target = _store.Gradient(_weights, worker) + ((nint)input * _spec.Bins * _stride);
        for (var d = 0; d < _spec.Width; d++)
        {
            // A bin's vector counts in full for rows in later bins.
            var later = 0f;
            for (var bin = _spec.Bins - 1; bin >= 0; bin--)
            {
                target[(bin * _stride) + d] = later + partial[(bin * _stride) + d];
                later += whole[(bin * _stride) + d];
            }

            _store.Gradient(_bias, worker)[(input * _stride) + d] = later;
        }
    }
}
