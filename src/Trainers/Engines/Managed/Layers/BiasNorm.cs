using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>No norm: a bias is added.</summary>
internal sealed unsafe class BiasNorm : Norm
{
    private readonly ParameterStore _store;
    private readonly Parameter _bias;
    private readonly FloatBuffer _ones;

    public BiasNorm(ParameterStore store, Parameter bias)
    {
        _store = store;
        _bias = bias;
        _ones = new FloatBuffer(2 * bias.Stride);
        _ones.Span[..bias.Tensor.Columns].Fill(1);
    }

    /// <inheritdoc/>
    public override void Prepare(ref BlockArguments arguments, in StepContext step, int group)
    {
        arguments.Scale = _ones.Pointer;
        arguments.Shift = _store.Values(_bias) + (group * _bias.Stride);
        arguments.InverseDeviation = arguments.NormalShift = _ones.Pointer + _bias.Stride;
    }

    /// <inheritdoc/>
    public override void Backward(in BlockArguments arguments, in StepContext step, in StagePart part) =>
        new ReadOnlySpan<float>(arguments.Sums, _bias.Stride).CopyTo(new Span<float>(_store.Gradient(_bias, step.Worker) + (part.Group * _bias.Stride), _bias.Stride));
}
