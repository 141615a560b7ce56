using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Layer norm (Ba, Kiros and Hinton 2016). The source's rows are normalised where they are.</summary>
internal sealed unsafe class LayerNorm : Norm
{
    private readonly KernelSet _kernels;
    private readonly ParameterStore _store;
    private readonly Parameter _gamma;
    private readonly Parameter _beta;
    private readonly float _epsilon;
    private readonly FloatBuffer _inverse;
    private readonly FloatBuffer _ones;
    private readonly int _copies;
    private readonly int _groups;

    public LayerNorm(Workplace place, NetworkSpec network, int layer)
    {
        _kernels = place.Kernels;
        _store = place.Store;
        _gamma = _store.Get(layer, TensorKind.Gamma);
        _beta = _store.Get(layer, TensorKind.Beta);
        _epsilon = network.Blocks[layer].NormEpsilon;
        _copies = network.Members;
        _groups = network.Groups;
        _inverse = new FloatBuffer(checked(place.BatchSize * _copies));
        _ones = new FloatBuffer(2 * _gamma.Stride);
        _ones.Span[.._gamma.Tensor.Columns].Fill(1);
    }

    /// <inheritdoc/>
    public override void Measure(in MatrixView source, in StepContext step, int group) =>
        _kernels.NormaliseRows(source, _epsilon, Inverse(step, group));

    /// <inheritdoc/>
    public override void Prepare(ref BlockArguments arguments, in StepContext step, int group)
    {
        arguments.Scale = _store.Values(_gamma) + (group * _gamma.Stride);
        arguments.Shift = _store.Values(_beta) + (group * _beta.Stride);
        arguments.InverseDeviation = _ones.Pointer;
        arguments.NormalShift = _ones.Pointer + _gamma.Stride;
    }

    /// <inheritdoc/>
    public override void Backward(in BlockArguments arguments, in StepContext step, in StagePart part)
    {
        var stride = _gamma.Stride;
        new ReadOnlySpan<float>(arguments.Sums, stride).CopyTo(new Span<float>(_store.Gradient(_beta, step.Worker) + (part.Group * stride), stride));
        new ReadOnlySpan<float>(arguments.Sums + stride, stride).CopyTo(new Span<float>(_store.Gradient(_gamma, step.Worker) + (part.Group * stride), stride));
        _kernels.NormaliseRowsBackward(part.Gradient, part.Source, Inverse(step, part.Group), arguments.Scale);
    }

    private float* Inverse(in StepContext step, int group) =>
        _inverse.Pointer + ((nint)step.Rows.Start * _copies) + ((nint)group * step.Rows.Count * (_copies / _groups));
}
