using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>A network in training: layers, parameters and the memory of one batch, all allocated here, once.</summary>
internal sealed unsafe class ManagedNetwork
{
    private readonly WorkerTeam _team;
    private readonly DenseBlock[] _blocks;
    private readonly HeadLayer _head;
    private readonly FloatBuffer _inputs;
    private readonly FloatBuffer _labels;
    private readonly FloatBuffer _weights;
    private readonly int _inputStride;

    public ManagedNetwork(KernelSet kernels, WorkerTeam team, NetworkSpec spec, Loss loss, int batchSize)
    {
        _team = team;
        Spec = spec;
        Store = new ParameterStore(spec, team.Size);
        _inputStride = FloatBuffer.Pad(spec.Inputs);
        _inputs = new FloatBuffer(checked(batchSize * _inputStride));
        _labels = new FloatBuffer(batchSize);
        _weights = new FloatBuffer(batchSize);
        _blocks = new DenseBlock[spec.Blocks.Count];
        for (var i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = new DenseBlock(kernels, team, Store, spec, (i, batchSize));
        }

        _head = new HeadLayer(kernels, Store, spec, loss, batchSize);
    }

    public NetworkSpec Spec { get; }

    public ParameterStore Store { get; }

    /// <summary>Copies a worker's rows of a batch into place.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="batch">[in] Row numbers of the whole batch.</param>
    /// <param name="rows">The worker's share.</param>
    public void Gather(TrainingData data, ReadOnlySpan<int> batch, RowRange rows)
    {
        var normaliser = (float)(1 / TotalWeight(data, batch));
        var columns = data.Features.Columns;
        var source = data.Features.Values.AsSpan();
        for (var i = rows.Start; i < rows.Start + rows.Count; i++)
        {
            var row = batch[i];
            source.Slice(row * columns, columns).CopyTo(new Span<float>(_inputs.Pointer + ((nint)i * _inputStride), columns));
            _labels.Pointer[i] = data.Labels[row];
            _weights.Pointer[i] = data.Weights is null ? normaliser : data.Weights[row] * normaliser;
        }
    }

    /// <summary>Forward and backward for a worker's rows; gives its part of the batch's mean loss.</summary>
    public double Differentiate(in StepContext step)
    {
        var rows = step.BatchRows;
        var x = Input(0, rows);
        for (var i = 0; i < _blocks.Length; i++)
        {
            _blocks[i].Forward(step, x);
            x = _blocks[i].Output(rows);
        }

        var loss = _head.Forward(step, x, _labels.Pointer, _weights.Pointer);
        _head.Backward(step, x, InputGradient(_blocks.Length, rows));
        for (var i = _blocks.Length - 1; i >= 0; i--)
        {
            _blocks[i].Backward(step, Input(i, rows), InputGradient(i, rows));
        }

        return loss;
    }

    /// <summary>Steps a worker's share of the parameters; all workers' gradients must be there.</summary>
    public void Update(in StepContext step)
    {
        foreach (var block in _blocks)
        {
            block.Update(step);
        }

        _head.Update(step);
    }

    /// <summary>To be called after the parameters were set from outside.</summary>
    public void Refresh()
    {
        foreach (var block in _blocks)
        {
            block.Refresh();
        }

        _head.Refresh();
    }

    private static double TotalWeight(TrainingData data, ReadOnlySpan<int> batch)
    {
        if (data.Weights is null)
        {
            return batch.Length;
        }

        var sum = 0.0;
        foreach (var row in batch)
        {
            sum += data.Weights[row];
        }

        // A batch whose rows all weigh nothing moves nothing.
        return sum > 0 ? sum : double.PositiveInfinity;
    }

    private MatrixView Input(int layer, int rows) =>
        layer == 0 ? new MatrixView(_inputs.Pointer, rows, Spec.Inputs, _inputStride) : _blocks[layer - 1].Output(rows);

    private MatrixView? InputGradient(int layer, int rows) => layer == 0 ? null : _blocks[layer - 1].Gradient(rows);
}
