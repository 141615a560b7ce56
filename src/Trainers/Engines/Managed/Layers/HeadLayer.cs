using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The last layer in training: linear, bias, perhaps the wide part, and loss, for every member.</summary>
internal sealed unsafe class HeadLayer
{
    private readonly KernelSet _kernels;
    private readonly ParameterStore _store;
    private readonly NetworkSpec _spec;
    private readonly LinearLayer _linear;
    private readonly WideLayer? _wide;
    private readonly Parameter _bias;
    private readonly FloatBuffer _logits;
    private readonly Loss _loss;

    public HeadLayer(Workplace place, NetworkSpec spec, Loss loss)
    {
        _kernels = place.Kernels;
        _store = place.Store;
        _spec = spec;
        _loss = loss;
        _linear = new LinearLayer(place, spec.Blocks.Count, spec.Members, spec.Blocks.Count > 0 || spec.TrainsFront);
        _wide = WideLayer.Of(_store, spec);
        _bias = _store.Get(spec.Blocks.Count, TensorKind.Bias);
        _logits = place.Rows(spec.Members, spec.Outputs);
    }

    /// <summary>Scores a worker's rows, leaves the loss's gradient, and gives the weighted sum of the losses, the mean of the members'.</summary>
    /// <param name="step">The step.</param>
    /// <param name="x">The worker's inputs.</param>
    /// <param name="features">The worker's features, for the wide part.</param>
    /// <param name="targets">Labels and weights, laid out as the features; the weights of a batch sum to 1.</param>
    public double Forward(in StepContext step, in MatrixView x, in MatrixView features, Targets targets)
    {
        var logits = Logits(step);
        _linear.Forward(_kernels, x, logits);
        _wide?.ClearGradient(step.Worker);
        var first = step.Rows.Start * (features.Rows > step.Rows.Count ? _spec.Members : 1);
        var labels = targets.Labels.Pointer + first;
        var weights = targets.Weights.Pointer + first;
        var sum = 0.0;
        for (var member = 0; member < _spec.Members; member++)
        {
            for (var i = 0; i < step.Rows.Count; i++)
            {
                var row = (member * step.Rows.Count) + i;
                var outputs = new Span<float>(logits.Values + ((nint)row * logits.RowStride), _spec.Outputs);
                var source = features.Rows > step.Rows.Count ? row : i;
                var feature = features.Values + ((nint)source * features.RowStride);
                var weight = weights[source] / _spec.Members;
                sum += weight * Lose(outputs, member, feature, labels[source]);
                foreach (ref var gradient in outputs)
                {
                    gradient *= weight;
                }

                _wide?.AddGradient(step.Worker, feature, outputs);
            }
        }

        return sum;
    }

    public void Backward(in StepContext step, in MatrixView x, MatrixView? inputGradient)
    {
        var gradient = Logits(step);
        for (var member = 0; member < _spec.Members; member++)
        {
            var rows = gradient.Slice(new RowRange(member * step.Rows.Count, step.Rows.Count));
            _kernels.ColumnSums(rows, _store.Gradient(_bias, step.Worker) + (member * _bias.Stride));
        }

        _linear.WeightGradient(_kernels, x, gradient, step.Worker);
        if (inputGradient is { } target)
        {
            _linear.InputGradient(_kernels, step, gradient, target);
        }
    }

    /// <summary>To be called after a worker's share of the parameters was stepped.</summary>
    public void Refresh(int worker, int workers) => _linear.Refresh(worker, workers);

    /// <summary>To be called after the parameters were set from outside.</summary>
    public void Refresh() => _linear.Refresh();

    private MatrixView Logits(in StepContext step) => step.View(_logits, _spec.Members, _spec.Outputs);

    private double Lose(Span<float> outputs, int member, float* features, float label)
    {
        var bias = new ReadOnlySpan<float>(_store.Values(_bias) + (member * _bias.Stride), outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] += bias[i];
        }

        _wide?.AddTo(features, outputs);
        return _loss.Apply(outputs, label);
    }
}
