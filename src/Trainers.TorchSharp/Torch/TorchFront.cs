using MLNetTuning.Trainers.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>Everything before the first block: embedded numbers, plain columns, vectors of categories, the front's factors; and the wide part, which reads the same.</summary>
internal sealed class TorchFront : IDisposable
{
    private const float Turn = 6.28318531f;
    private readonly NetworkSpec _spec;
    private readonly TorchParameters _parameters;
    private readonly Tensor? _firstLevels;
    private readonly Tensor? _crossed;
    private readonly Tensor? _crossing;

    public TorchFront(TorchParameters parameters)
    {
        (_parameters, _spec) = (parameters, parameters.Spec);
        if (_spec.Categories.Count > 0)
        {
            var first = 0L;
            _firstLevels = Place(_spec.Categories.Select(levels => (first += levels) - levels), parameters.Device);
        }

        if (_spec.Wide && _spec.Crosses.Count > 0)
        {
            _crossed = Place(_spec.Crosses.Select(cross => (long)cross.First), parameters.Device);
            _crossing = Place(_spec.Crosses.Select(cross => (long)cross.Second), parameters.Device);
        }
    }

    /// <summary>What the first block reads.</summary>
    public Tensor Forward(Tensor features)
    {
        var front = _spec.HasPlainFront ? features : Join(features);
        return _spec.FrontScale ? front.mul(_parameters[TensorLayout.Front, TensorKind.FrontScale]) : front;
    }

    /// <summary>What the wide part adds to the outputs.</summary>
    public Tensor Wide(Tensor features)
    {
        var layer = _spec.Blocks.Count + 1;
        var plain = features.narrow(1, 0, _spec.PlainColumns);
        var columns = _crossed is null ? plain : cat([plain, features.index_select(1, _crossed).mul(features.index_select(1, _crossing!))], 1);
        var sum = columns.matmul(_parameters[layer, TensorKind.Weights]);
        return _firstLevels is null ? sum : sum.Plus(Levels(features, _parameters[layer, TensorKind.WideCategories]).sum(1));
    }

    public void Dispose()
    {
        _firstLevels?.Dispose();
        _crossed?.Dispose();
        _crossing?.Dispose();
    }

    private static Tensor Place(IEnumerable<long> values, Device device)
    {
        using var scope = NewDisposeScope();
        return tensor(values.ToArray()).to(device).clone().DetachFromDisposeScope();
    }

    private Tensor Join(Tensor features)
    {
        var parts = new List<Tensor>();
        var embedded = _spec.EmbeddedInputs;
        if (embedded > 0)
        {
            parts.Add(Embed(features.narrow(1, 0, embedded)));
        }

        parts.Add(features.narrow(1, embedded, _spec.PlainColumns - embedded));
        if (_firstLevels is not null)
        {
            parts.Add(Levels(features, _parameters[TensorLayout.Front, TensorKind.Categories]).flatten(1));
        }

        return cat(parts, 1);
    }

    /// <summary>Rows x categories x width.</summary>
    private Tensor Levels(Tensor features, Tensor table)
    {
        var levels = features.narrow(1, _spec.PlainColumns, _spec.Categories.Count).to_type(ScalarType.Int64).Plus(_firstLevels!);
        return table.index_select(0, levels.flatten()).view(features.shape[0], _spec.Categories.Count, table.shape[1]);
    }

    private Tensor Embed(Tensor x)
    {
        var embedding = _spec.NumericEmbedding!;
        var column = x.unsqueeze(2);
        var components = embedding.IsPeriodic ? Waves(column, embedding.Kind) : Shares(column);
        var mapped = components.transpose(0, 1).matmul(_parameters[TensorLayout.Front, TensorKind.EmbeddingWeights]).transpose(0, 1);
        mapped = mapped.Plus(_parameters[TensorLayout.Front, TensorKind.EmbeddingBias]);
        if (!embedding.IsPeriodic)
        {
            mapped = mapped.Plus(column.mul(_parameters[TensorLayout.Front, TensorKind.EmbeddingInput]));
        }

        mapped = embedding.Rectifies ? mapped.relu() : mapped;
        mapped = embedding.KeepsInput ? cat([mapped, column], 2) : mapped;
        return mapped.flatten(1);
    }

    private Tensor Waves(Tensor column, NumericEmbeddingKind kind)
    {
        var turns = column.mul(_parameters[TensorLayout.Front, TensorKind.Frequencies]);
        if (kind == NumericEmbeddingKind.PeriodicPhase)
        {
            return Angle(turns.Plus(_parameters[TensorLayout.Front, TensorKind.Phases].Times(1 / Turn))).cos();
        }

        var angle = Angle(turns);
        return cat([angle.cos(), angle.sin()], 2);
    }

    // Cosines of large angles are only as good as what is left of them without whole turns.
    private static Tensor Angle(Tensor turns) => turns.sub(turns.detach().round()).Times(Turn);

    /// <summary>How far each value is through each bin; a bin without width is a step at its edge. Nothing of it is trained.</summary>
    private Tensor Shares(Tensor column)
    {
        using var still = no_grad();
        var edges = _parameters[TensorLayout.Front, TensorKind.Edges];
        var bins = edges.shape[1] - 1;
        var low = edges.narrow(1, 0, bins);
        var width = edges.narrow(1, 1, bins).sub(low);
        var isStep = width.StaysWithin(0);
        var share = column.sub(low).div(width.Filled(isStep, 1)).Between(0, 1);
        return where(isStep, column.ge(low).to_type(ScalarType.Float32), share);
    }
}
