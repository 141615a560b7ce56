namespace MLNetTuning.Trainers.Portable;

/// <summary>Scores blocks of rows with buffers of its own: fill the rows of each column, then call <see cref="Score"/>. For one thread at a time.</summary>
public sealed class PortableScorer
{
    private readonly PortableModel _model;
    private readonly PortableFrame _raw;
    private readonly PortableFrame? _only;
    private readonly float[] _one;
    private readonly float[] _combined;
    private readonly float[] _groupWeights;

    internal PortableScorer(PortableModel model, int capacity)
    {
        _model = model;
        Capacity = capacity;
        _raw = new PortableFrame(capacity, model.Columns);
        _only = model.Combiner is null ? new PortableFrame(capacity, _raw) : null;
        _one = new float[model.Combiner is null ? 0 : capacity * model.Members.Max(member => member.Predictor.Outputs)];
        _combined = new float[model.Combiner is null ? 0 : capacity * model.Combiner.Inputs];
        _groupWeights = model.Combiner is null ? [] : model.GroupWeights;
    }

    /// <summary>The most rows scored at once.</summary>
    public int Capacity { get; }

    /// <summary>The place of a row's values of a number or boolean column.</summary>
    /// <param name="column">The column's place in <see cref="PortableModel.Columns"/>.</param>
    /// <param name="row">Row number from 0.</param>
    public Span<float> Numbers(int column, int row)
    {
        var block = _raw[_model.Columns[column].Name];
        return block.Numbers.AsSpan(row * block.Size, block.Size);
    }

    /// <summary>The place of a row's values of a text column; empty stands for missing.</summary>
    /// <param name="column">The column's place in <see cref="PortableModel.Columns"/>.</param>
    /// <param name="row">Row number from 0.</param>
    public Span<ReadOnlyMemory<char>> Texts(int column, int row)
    {
        var block = _raw[_model.Columns[column].Name];
        return block.Texts.AsSpan(row * block.Size, block.Size);
    }

    /// <summary>Predicts the first rows filled.</summary>
    /// <param name="rows">How many, 0 to <see cref="Capacity"/>.</param>
    /// <param name="scores">Filled row by row, as <see cref="PortablePredictions.Scores"/>.</param>
    /// <param name="probabilities">Binary with probabilities: filled with them; may be empty when not wanted.</param>
    /// <exception cref="ArgumentException">More rows than the capacity, or places of another size.</exception>
    public void Score(int rows, Span<float> scores, Span<float> probabilities)
    {
        if (rows < 0 || rows > Capacity || scores.Length != rows * _model.Label.Outputs)
        {
            throw new ArgumentException($"{rows} rows with room for {scores.Length} scores were given; the scorer takes 0 to {Capacity} rows with {_model.Label.Outputs} scores each.", nameof(rows));
        }

        _raw.Rows = rows;
        if (_only is not null)
        {
            var member = _model.Members[0];
            member.Predictor.Predict(Features(_only, member.Featurizer, rows), scores, _model.HasProbabilities ? probabilities : []);
        }
        else
        {
            Combine(rows, scores, probabilities);
        }
    }

    internal void Load(PortableTable table, int start, int rows) => _raw.Load(table, _model.Columns, start, rows);

    private static FloatMatrix Features(PortableFrame frame, PortableFeaturizer featurizer, int rows)
    {
        frame.Rows = rows;
        return featurizer.Run(frame);
    }

    private void Combine(int rows, Span<float> scores, Span<float> probabilities)
    {
        var all = new FloatMatrix(rows, _model.Combiner!.Inputs, _combined);
        _combined.AsSpan(0, rows * all.Columns).Clear();
        FloatMatrix? features = null;
        PortableFeaturizer? featurizer = null;
        foreach (var member in _model.Members)
        {
            if (features is null || !ReferenceEquals(featurizer, member.Featurizer))
            {
                features = Features(new PortableFrame(rows, _raw), member.Featurizer, rows);
                featurizer = member.Featurizer;
            }

            var one = _one.AsSpan(0, rows * member.Predictor.Outputs);
            member.Predictor.Score(features, one);
            member.Predictor.Link.Apply(one, member.Predictor.Outputs);
            Add(member, one, all);
        }

        if (_model.Passthrough is { } passthrough)
        {
            features = ReferenceEquals(featurizer, passthrough) ? features! : Features(new PortableFrame(rows, _raw), passthrough, rows);
            for (var row = 0; row < rows; row++)
            {
                features.Row(row).CopyTo(all.Row(row)[^features.Columns..]);
            }
        }

        _model.Combiner.Predict(all, scores, _model.HasProbabilities ? probabilities : []);
    }

    private void Add(PortableMember member, ReadOnlySpan<float> one, FloatMatrix all)
    {
        var (outputs, group) = (_model.Label.Outputs, member.Group!.Value);
        var share = member.Weight / _groupWeights[group];
        var own = member.Predictor.Outputs;
        for (var row = 0; row < all.Rows; row++)
        {
            var into = all.Row(row).Slice(group * outputs, outputs);
            for (var k = 0; k < own; k++)
            {
                into[member.Classes?[k] ?? k] += share * one[(row * own) + k];
            }
        }
    }
}
