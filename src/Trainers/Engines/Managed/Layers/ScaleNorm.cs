using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>No norm: a learned factor per column and perhaps a bias. Serves front scaling and the factors of TabM's members.</summary>
internal sealed unsafe class ScaleNorm : Norm
{
    private readonly KernelSet _kernels;
    private readonly ParameterStore _store;
    private readonly Parameter _scale;
    private readonly Parameter? _bias;
    private readonly FloatBuffer _ones;
    private readonly FloatBuffer _coefficients;

    public ScaleNorm(KernelSet kernels, ParameterStore store, Parameter scale, Parameter? bias)
    {
        _kernels = kernels;
        _store = store;
        _scale = scale;
        _bias = bias;
        _ones = new FloatBuffer(2 * scale.Stride);
        _ones.Span[..scale.Tensor.Columns].Fill(1);
        _coefficients = new FloatBuffer(3 * scale.Stride * store.Workers);
    }

    /// <inheritdoc/>
    public override void Prepare(ref BlockArguments arguments, in StepContext step, int group)
    {
        var zeros = _ones.Pointer + _scale.Stride;
        arguments.Scale = _store.Values(_scale) + (group * _scale.Stride);
        arguments.Shift = _bias is null ? zeros : _store.Values(_bias) + (group * _bias.Stride);
        arguments.InverseDeviation = _ones.Pointer;
        arguments.NormalShift = zeros;
    }

    /// <inheritdoc/>
    public override void Backward(in BlockArguments arguments, in StepContext step, in StagePart part)
    {
        var stride = _scale.Stride;
        new ReadOnlySpan<float>(arguments.Sums + stride, stride).CopyTo(new Span<float>(_store.Gradient(_scale, step.Worker) + (part.Group * stride), stride));
        if (_bias is not null)
        {
            new ReadOnlySpan<float>(arguments.Sums, stride).CopyTo(new Span<float>(_store.Gradient(_bias, step.Worker) + (part.Group * stride), stride));
        }

        var coefficients = _coefficients.Pointer + (3 * stride * step.Worker);
        new ReadOnlySpan<float>(arguments.Scale, stride).CopyTo(new Span<float>(coefficients + stride, stride));
        _kernels.NormBackward(part.Gradient, part.Gradient, coefficients);
    }
}
