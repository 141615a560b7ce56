namespace MLNetTuning.Trainers.Portable;

/// <summary>Scores blocks of rows with buffers of its own: fill the rows of each column, then call <see cref="Score"/>. For one thread at a time.</summary>
public sealed class PortableScorer
{
    private readonly PortableModel _model;
    private readonly PortableFrame _raw;
    private readonly PortableFrame? _only;
    private readonly float[] _one;
    private readonly double[] _sums;

    internal PortableScorer(PortableModel model, int capacity)
    {
        _model = model;
        Capacity = capacity;
        _raw = new PortableFrame(capacity, model.Columns);
        _only = IsSingle(model) ? new PortableFrame(capacity, _raw) : null;
        _one = new float[IsSingle(model) ? 0 : capacity * model.Members.Max(member => member.Predictor.Outputs)];
        _sums = new double[IsSingle(model) ? 0 : capacity * model.Label.Outputs];
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
            Average(rows, scores, probabilities);
        }
    }

    internal void Load(PortableTable table, int start, int rows) => _raw.Load(table, _model.Columns, start, rows);

    private static FloatMatrix Features(PortableFrame frame, PortableFeaturizer featurizer, int rows)
    {
        frame.Rows = rows;
        return featurizer.Run(frame);
    }

    private void Average(int rows, Span<float> scores, Span<float> probabilities)
    {
        var sums = _sums.AsSpan(0, scores.Length);
        sums.Clear();
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
            Add(member, one, sums, rows);
        }

        Finish(sums, scores, probabilities);
    }

    private void Add(PortableMember member, ReadOnlySpan<float> one, Span<double> sums, int rows)
    {
        if (member.Classes is null)
        {
            for (var i = 0; i < one.Length; i++)
            {
                sums[i] += (double)member.Weight * one[i];
            }

            return;
        }

        var outputs = _model.Label.Outputs;
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < member.Classes.Count; k++)
            {
                sums[row * outputs + member.Classes[k]] += (double)member.Weight * one[row * member.Classes.Count + k];
            }
        }
    }

    private static bool IsSingle(PortableModel model) => model.Members is [{ Classes: null }] && model.Temperature == 1;

    private void Finish(Span<double> sums, Span<float> scores, Span<float> probabilities)
    {
        if (_model.Temperature != 1 && _model.HasProbabilities)
        {
            PortableTemperature.Apply(sums, _model.TotalWeight, _model.Label.Outputs, _model.Temperature);
        }

        for (var i = 0; i < scores.Length; i++)
        {
            var mean = (float)(sums[i] / _model.TotalWeight);
            if (i < probabilities.Length)
            {
                probabilities[i] = mean;
            }

            scores[i] = _model.Label.Task == PredictionTask.Binary ? PortableModel.Logit(mean) : mean;
        }
    }
}
