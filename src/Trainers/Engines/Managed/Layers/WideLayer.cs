using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The linear model beside the blocks (Cheng et al. 2016): features, products of pairs of them, and a weight per category's level.</summary>
internal sealed unsafe class WideLayer
{
    private readonly ParameterStore _store;
    private readonly NetworkSpec _network;
    private readonly Parameter _weights;
    private readonly Parameter? _levels;
    private readonly int[] _firstLevels;

    public WideLayer(ParameterStore store, NetworkSpec network)
    {
        _store = store;
        _network = network;
        _weights = store.Get(network.Blocks.Count + 1, TensorKind.Weights);
        _levels = store.Find(network.Blocks.Count + 1, TensorKind.WideCategories);
        _firstLevels = FrontRows.FirstLevels(network);
    }

    /// <summary>The layer of a network, or null.</summary>
    public static WideLayer? Of(ParameterStore store, NetworkSpec network) => network.Wide ? new WideLayer(store, network) : null;

    /// <summary>Adds a row's outputs.</summary>
    /// <param name="features">[in] The row's features.</param>
    /// <param name="outputs">[in and out].</param>
    public void AddTo(float* features, Span<float> outputs)
    {
        for (var i = 0; i < _network.PlainColumns; i++)
        {
            Add(features[i], _store.Row(_weights, i), outputs);
        }

        for (var i = 0; i < _network.Crosses.Count; i++)
        {
            Add(Cross(features, i), _store.Row(_weights, _network.PlainColumns + i), outputs);
        }

        for (var i = 0; i < _firstLevels.Length; i++)
        {
            Add(1, _store.Row(_levels!, Level(features, i)), outputs);
        }
    }

    /// <summary>To be called before a batch's <see cref="AddGradient"/>.</summary>
    public void ClearGradient(int worker)
    {
        new Span<float>(_store.Gradient(_weights, worker), _weights.Tensor.Rows * _weights.Stride).Clear();
        if (_levels is not null)
        {
            new Span<float>(_store.Gradient(_levels, worker), _levels.Tensor.Rows * _levels.Stride).Clear();
        }
    }

    /// <summary>Adds a row's part of the parameters' gradients.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="features">[in] The row's features.</param>
    /// <param name="gradient">[in] With respect to the outputs.</param>
    public void AddGradient(int worker, float* features, ReadOnlySpan<float> gradient)
    {
        var weights = _store.Gradient(_weights, worker);
        for (var i = 0; i < _network.PlainColumns; i++)
        {
            Add(features[i], gradient, new Span<float>(weights + (i * _weights.Stride), gradient.Length));
        }

        for (var i = 0; i < _network.Crosses.Count; i++)
        {
            Add(Cross(features, i), gradient, new Span<float>(weights + ((_network.PlainColumns + i) * _weights.Stride), gradient.Length));
        }

        for (var i = 0; i < _firstLevels.Length; i++)
        {
            Add(1, gradient, new Span<float>(_store.Gradient(_levels!, worker) + (Level(features, i) * _levels!.Stride), gradient.Length));
        }
    }

    private static void Add(float factor, ReadOnlySpan<float> source, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    private float Cross(float* features, int index) => features[_network.Crosses[index].First] * features[_network.Crosses[index].Second];

    private int Level(float* features, int index) => _firstLevels[index] + (int)features[_network.PlainColumns + index];
}
