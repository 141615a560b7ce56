using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The periodic embeddings (Gorishniy, Rubachev and Babenko 2022; with a phase: Holzmüller et al. 2024).</summary>
internal sealed unsafe class PeriodicEmbedding : NumericEmbedding
{
    private readonly KernelSet _kernels;
    private readonly ParameterStore _store;
    private readonly NumericEmbeddingSpec _spec;
    private readonly int _inputs;
    private readonly Parameter _frequencies;
    private readonly Parameter? _phases;
    private readonly Parameter _weights;
    private readonly Parameter _bias;

    public PeriodicEmbedding(KernelSet kernels, ParameterStore store, NetworkSpec network)
    {
        _kernels = kernels;
        _store = store;
        _spec = network.NumericEmbedding!;
        _inputs = network.EmbeddedInputs;
        _frequencies = store.Get(TensorLayout.Front, TensorKind.Frequencies);
        _phases = store.Find(TensorLayout.Front, TensorKind.Phases);
        _weights = store.Get(TensorLayout.Front, TensorKind.EmbeddingWeights);
        _bias = store.Get(TensorLayout.Front, TensorKind.EmbeddingBias);
    }

    /// <inheritdoc/>
    public override int ScratchLength => PeriodicArguments.ScratchLength(_spec.Components, _spec.Width, _spec.Frequencies);

    /// <inheritdoc/>
    public override void Forward(in MatrixView x, in MatrixView output, float* scratch) =>
        _kernels.Periodic.Forward(Arguments(x, output, scratch), x.Rows);

    /// <inheritdoc/>
    public override void Backward(in MatrixView x, in MatrixView output, in MatrixView gradient, (int Worker, nint Scratch) work)
    {
        var arguments = Arguments(x, output, (float*)work.Scratch);
        arguments.Gradient = gradient.Values;
        arguments.FrequencyGradient = _store.Gradient(_frequencies, work.Worker);
        arguments.PhaseGradient = _phases is null ? null : _store.Gradient(_phases, work.Worker);
        arguments.WeightGradient = _store.Gradient(_weights, work.Worker);
        arguments.BiasGradient = _store.Gradient(_bias, work.Worker);
        _kernels.Periodic.Backward(arguments, x.Rows);
    }

    private PeriodicArguments Arguments(in MatrixView x, in MatrixView output, float* scratch) => new()
    {
        Inputs = _inputs,
        Count = _spec.Frequencies,
        Width = _spec.Width,
        KeepsInput = _spec.KeepsInput,
        Rectifies = _spec.Rectifies,
        Features = x.Values,
        FeatureStride = x.RowStride,
        Output = output.Values,
        OutputStride = output.RowStride,
        Frequencies = _store.Values(_frequencies),
        Phases = _phases is null ? null : _store.Values(_phases),
        FrequencyStride = _frequencies.Stride,
        Weights = _store.Values(_weights),
        Bias = _store.Values(_bias),
        WeightStride = _weights.Stride,
        Scratch = scratch,
    };
}
