using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The last layer in training: linear, bias and loss.</summary>
internal sealed unsafe class HeadLayer
{
    private readonly KernelSet _kernels;
    private readonly ParameterStore _store;
    private readonly NetworkSpec _spec;
    private readonly LinearLayer _linear;
    private readonly Parameter _bias;
    private readonly FloatBuffer _logits;
    private readonly Loss _loss;

    public HeadLayer(KernelSet kernels, ParameterStore store, NetworkSpec spec, Loss loss, int batchSize)
    {
        _kernels = kernels;
        _store = store;
        _spec = spec;
        _loss = loss;
        _linear = new LinearLayer(store, spec.Blocks.Count);
        _bias = store.Get(spec.Blocks.Count, TensorKind.Bias);
        _logits = new FloatBuffer(checked(batchSize * _bias.Stride));
    }

    /// <summary>Scores a worker's rows, leaves the loss's gradient, and gives the weighted sum of the losses.</summary>
    /// <param name="step">The step.</param>
    /// <param name="x">The head's input.</param>
    /// <param name="labels">[in] Labels of the whole batch.</param>
    /// <param name="weights">[in] Weights of the whole batch; they sum to 1.</param>
    public double Forward(in StepContext step, in MatrixView x, float* labels, float* weights)
    {
        _linear.Forward(_kernels, x.Slice(step.Rows), Logits(step));
        var bias = new ReadOnlySpan<float>(_store.Values(_bias), _spec.Outputs);
        var sum = 0.0;
        for (var row = step.Rows.Start; row < step.Rows.Start + step.Rows.Count; row++)
        {
            var logits = new Span<float>(_logits.Pointer + ((nint)row * _bias.Stride), _spec.Outputs);
            for (var i = 0; i < logits.Length; i++)
            {
                logits[i] += bias[i];
            }

            sum += weights[row] * _loss.Apply(logits, labels[row]);
            foreach (ref var gradient in logits)
            {
                gradient *= weights[row];
            }
        }

        return sum;
    }

    public void Backward(in StepContext step, in MatrixView x, MatrixView? inputGradient)
    {
        var gradient = Logits(step);
        _kernels.ColumnSums(gradient, _store.Gradient(_bias, step.Worker));
        _linear.WeightGradient(_kernels, x.Slice(step.Rows), gradient, step.Worker);
        if (inputGradient is { } target)
        {
            _linear.InputGradient(_kernels, gradient, target.Slice(step.Rows));
        }
    }

    /// <summary>Steps a worker's share of the parameters.</summary>
    public void Update(in StepContext step)
    {
        _linear.Update(_kernels, step.Worker, step.Numbers);
        if (step.Worker == 0)
        {
            _store.Update(_kernels, _bias, new RowRange(0, 1), step.Numbers);
        }
    }

    /// <summary>To be called after the parameters were set from outside.</summary>
    public void Refresh() => _linear.Refresh();

    private MatrixView Logits(in StepContext step) =>
        new MatrixView(_logits.Pointer, step.BatchRows, _spec.Outputs, _bias.Stride).Slice(step.Rows);
}
