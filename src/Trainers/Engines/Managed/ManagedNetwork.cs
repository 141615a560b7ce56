using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Layers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>A network in training: layers, parameters and the memory of one batch, all allocated here, once.</summary>
internal sealed unsafe class ManagedNetwork
{
    private readonly KernelSet _kernels;
    private readonly FrontLayer _front;
    private readonly DenseBlock[] _blocks;
    private readonly HeadLayer _head;
    private readonly Targets _targets;
    private readonly int _batches;

    public ManagedNetwork(KernelSet kernels, WorkerTeam team, NetworkSpec spec, Loss loss, int batchSize, TrainingOptions? options = null)
    {
        _kernels = kernels;
        Spec = spec;
        Store = new ParameterStore(spec, team.Size, options is not null && options.Averaging != WeightAveraging.None);
        _batches = options?.SeparateBatches == true ? spec.Members : 1;
        var place = new Workplace(kernels, team, Store, batchSize) { SeparateBatches = _batches > 1 };
        _targets = new Targets(new FloatBuffer(batchSize * _batches), new FloatBuffer(batchSize * _batches));
        _front = new FrontLayer(place, spec, _batches);
        _blocks = new DenseBlock[spec.Blocks.Count];
        for (var i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = new DenseBlock(place, spec, i, i > 0 ? _blocks[i - 1].Gradients : _batches > 1 ? _front.Gradients : null);
        }

        _head = new HeadLayer(place, spec, loss);
    }

    public NetworkSpec Spec { get; }

    public ParameterStore Store { get; }

    /// <summary>Whether there are running statistics.</summary>
    public bool HasStatistics => Spec.Blocks.Any(block => block.Normalization == Normalization.Batch);

    /// <summary>Batches read in a step: one, or one for each member.</summary>
    public int Batches => _batches;

    /// <summary>Copies a worker's rows of a step's batches into place.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="orders">[in] Row numbers of an epoch, order after order.</param>
    /// <param name="first">Where the batch starts in each order.</param>
    /// <param name="step">The step.</param>
    public void Gather(TrainingData data, ReadOnlySpan<int> orders, int first, in StepContext step)
    {
        var length = orders.Length / _batches;
        for (var i = 0; i < _batches; i++)
        {
            GatherBatch(data, orders.Slice((i * length) + first, step.BatchRows), i, step);
        }
    }

    private void GatherBatch(TrainingData data, ReadOnlySpan<int> batch, int number, in StepContext step)
    {
        var normaliser = (float)(1 / TotalWeight(data, batch));
        var place = number * step.Rows.Count;
        var features = _front.Features(step).Slice(new RowRange(place, step.Rows.Count));
        var target = (step.Rows.Start * _batches) + place;
        for (var i = 0; i < step.Rows.Count; i++)
        {
            var row = batch[step.Rows.Start + i];
            data.CopyRow(row, new Span<float>(features.Values + ((nint)i * features.RowStride), features.Columns));
            _targets.Labels.Pointer[target + i] = data.Labels[row];
            _targets.Weights.Pointer[target + i] = data.Weights is null ? normaliser : data.Weights[row] * normaliser;
        }
    }

    /// <summary>Forward and backward for a worker's rows; gives its part of the batch's mean loss.</summary>
    public double Differentiate(in StepContext step)
    {
        var x = Forward(step);
        var loss = _head.Forward(step, x, _front.Features(step), _targets);
        _head.Backward(step, x, InputGradient(_blocks.Length, step));
        for (var i = _blocks.Length - 1; i >= 0; i--)
        {
            _blocks[i].Backward(step, Input(i, step), InputGradient(i, step));
        }

        _front.Backward(step);
        return loss;
    }

    /// <summary>Forward only, as far as the head; leaves the batch's statistics.</summary>
    public MatrixView Forward(in StepContext step)
    {
        _front.Forward(step);
        var x = _front.Output(step);
        foreach (var block in _blocks)
        {
            block.Forward(step, x);
            x = block.Output(step);
        }

        return x;
    }

    /// <summary>Steps a worker's share of the parameters; all workers' gradients must be there.</summary>
    public void Update(in StepContext step, float gradientFactor)
    {
        Store.Update(_kernels, step.Worker, step.Numbers, gradientFactor);
        foreach (var block in _blocks)
        {
            block.Refresh(step.Worker, Store.Workers);
        }

        _head.Refresh(step.Worker, Store.Workers);
        if (step.Worker == 0)
        {
            UpdateStatistics(step.LeastMomentum, isExact: false);
        }
    }

    /// <summary>Takes the batch's statistics into the running ones; for one worker.</summary>
    /// <param name="momentum">The weight of the batch.</param>
    /// <param name="isExact">Whether it is that weight, not only the least.</param>
    public void UpdateStatistics(float momentum, bool isExact)
    {
        foreach (var block in _blocks)
        {
            block.UpdateStatistics(momentum, isExact);
        }
    }

    /// <summary>Sets what the options say of each group of parameters.</summary>
    public void SetFactors(TrainingOptions options)
    {
        foreach (var parameter in Store.Parameters)
        {
            var group = parameter.Tensor.GroupIn(Spec);
            parameter.RateFactor = options.LearningRateFactors.Of(group);
            parameter.DecayFactor = options.DecayFactors.Of(group);
            var isMatrix = parameter.Tensor.Kind == TensorKind.Weights && parameter.Tensor.Layer <= Spec.Blocks.Count;
            if (isMatrix && options.Parametrization == Parametrization.Ntk)
            {
                var matrices = parameter.Tensor.Layer == Spec.Blocks.Count ? Spec.Members : Spec.Matrices;
                parameter.Parametrisation = (float)Math.Sqrt((double)matrices / parameter.Tensor.Rows);
            }
        }
    }

    /// <summary>Shortens the weights into each unit of a block to a length; for one worker.</summary>
    public void Constrain(float length)
    {
        foreach (var parameter in Store.Parameters)
        {
            if (parameter.Tensor.Kind == TensorKind.Weights && parameter.Tensor.Layer < Spec.Blocks.Count)
            {
                Store.Constrain(parameter, length, Spec.Matrices);
            }
        }

        Refresh();
    }

    /// <summary>The sum of squares of a worker's share of the gradients.</summary>
    public double GradientSquareSum(int worker) => Store.SquareSum(_kernels, worker);

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

    private MatrixView Input(int layer, in StepContext step) => layer == 0 ? _front.Output(step) : _blocks[layer - 1].Output(step);

    private MatrixView? InputGradient(int layer, in StepContext step) => layer == 0 ? _front.Gradient(step) : _blocks[layer - 1].Gradient(step);
}
