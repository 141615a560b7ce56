using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Features to the rows of the front: embedded numbers, plain columns, vectors of categories. Serves training and scoring.</summary>
internal sealed unsafe class FrontRows
{
    private readonly ParameterStore _store;
    private readonly NetworkSpec _network;
    private readonly NumericEmbedding? _embedding;
    private readonly Parameter? _categories;
    private readonly int[] _firstLevels;
    private readonly int _embedded;
    private readonly int _numbers;
    private readonly int _plain;

    public FrontRows(KernelSet kernels, ParameterStore store, NetworkSpec network)
    {
        _store = store;
        _network = network;
        _embedding = NumericEmbedding.Of(kernels, store, network);
        _categories = store.Find(TensorLayout.Front, TensorKind.Categories);
        _embedded = network.EmbeddedInputs;
        _numbers = _embedded * (network.NumericEmbedding?.OutputWidth ?? 0);
        _plain = network.PlainColumns - _embedded;
        _firstLevels = FirstLevels(network);
    }

    /// <summary>Floats of scratch that each call needs.</summary>
    public int ScratchLength => _embedding?.ScratchLength ?? 0;

    /// <summary>The row of each category's level 0 in the table of all.</summary>
    public static int[] FirstLevels(NetworkSpec network)
    {
        var result = new int[network.Categories.Count];
        for (var i = 1; i < result.Length; i++)
        {
            result[i] = result[i - 1] + network.Categories[i - 1];
        }

        return result;
    }

    /// <param name="x">[in] Features.</param>
    /// <param name="front">[out].</param>
    /// <param name="scratch">[out].</param>
    public void Forward(in MatrixView x, in MatrixView front, float* scratch)
    {
        _embedding?.Forward(x, front, scratch);
        for (var row = 0; row < x.Rows; row++)
        {
            var source = x.Values + ((nint)row * x.RowStride);
            var target = front.Values + ((nint)row * front.RowStride) + _numbers;
            new ReadOnlySpan<float>(source + _embedded, _plain).CopyTo(new Span<float>(target, _plain));
            target += _plain;
            for (var i = 0; i < _firstLevels.Length; i++)
            {
                _store.Row(_categories!, _firstLevels[i] + (int)source[_network.PlainColumns + i]).CopyTo(new Span<float>(target, _network.CategoryWidth));
                target += _network.CategoryWidth;
            }
        }
    }

    /// <summary>Gives the parameters' gradients of a worker.</summary>
    /// <param name="x">[in] Features.</param>
    /// <param name="front">[in] As the forward pass left it.</param>
    /// <param name="gradient">[in] With respect to the front.</param>
    /// <param name="work">The worker, and its scratch (a float*).</param>
    public void Backward(in MatrixView x, in MatrixView front, in MatrixView gradient, (int Worker, nint Scratch) work)
    {
        _embedding?.Backward(x, front, gradient, work);
        if (_categories is null)
        {
            return;
        }

        var table = _store.Gradient(_categories, work.Worker);
        new Span<float>(table, _categories.Tensor.Rows * _categories.Stride).Clear();
        for (var row = 0; row < x.Rows; row++)
        {
            var levels = x.Values + ((nint)row * x.RowStride) + _network.PlainColumns;
            var source = gradient.Values + ((nint)row * gradient.RowStride) + _numbers + _plain;
            for (var i = 0; i < _firstLevels.Length; i++)
            {
                var target = table + ((_firstLevels[i] + (int)levels[i]) * _categories.Stride);
                for (var d = 0; d < _network.CategoryWidth; d++)
                {
                    target[d] += *source++;
                }
            }
        }
    }
}
