using MLNetTuning.Trainers.Boosting.Explaining;
using MLNetTuning.Trainers.Boosting.Predicting;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>A sum of trees per output. Immutable; safe for use by many threads at once.</summary>
public sealed class TreeEnsembleModel
{
    private readonly IEnsemblePredictor _many;
    private readonly IRowPredictor _one;

    /// <summary>Makes a model of trees that exist.</summary>
    /// <param name="inputs">Columns of a row, 0 or more.</param>
    /// <param name="baseScores">The constant part of each output; its length is the number of outputs, 1 or more.</param>
    /// <param name="trees">The trees; tree t adds to output t modulo outputs, so their number is a multiple of the outputs.</param>
    /// <exception cref="ArgumentException">The numbers do not fit or a tree looks at a column that does not exist.</exception>
    public TreeEnsembleModel(int inputs, float[] baseScores, IReadOnlyList<Tree> trees)
    {
        ArgumentNullException.ThrowIfNull(baseScores);
        ArgumentNullException.ThrowIfNull(trees);
        ArgumentOutOfRangeException.ThrowIfNegative(inputs);
        if (baseScores.Length == 0 || trees.Count % baseScores.Length != 0)
        {
            throw new ArgumentException(
                $"There are {trees.Count} trees for {baseScores.Length} outputs; give 1 output or more and the same number of trees for each.", nameof(trees));
        }

        if (!Array.TrueForAll(baseScores, float.IsFinite))
        {
            throw new ArgumentException("A base score is not finite; base scores are finite numbers.", nameof(baseScores));
        }

        for (var t = 0; t < trees.Count; t++)
        {
            if (trees[t].Nodes > 0 && trees[t].SplitFeatures.Max() >= inputs)
            {
                throw new ArgumentException($"Tree {t} looks at column {trees[t].SplitFeatures.Max()}, but rows have {inputs} columns.", nameof(trees));
            }
        }

        Inputs = inputs;
        BaseScores = baseScores;
        Trees = trees;
        var most = trees.Count == 0 ? 0 : trees.Max(static t => t.Leaves);
        var flat = most > RowEnsemble.MostLeaves ? new FlatEnsemble(baseScores, trees) : null;
        _many = most <= MaskEnsemble.MostLeaves ? new MaskEnsemble(baseScores, trees) : flat!;
        _one = flat ?? (IRowPredictor)new RowEnsemble(baseScores, trees);
    }

    /// <summary>Columns of a row.</summary>
    public int Inputs { get; }

    /// <summary>Scores per row: the classes of softmax, else 1.</summary>
    public int Outputs => BaseScores.Length;

    /// <summary>The constant part of each score.</summary>
    public float[] BaseScores { get; }

    /// <summary>The trees; tree t adds to output t modulo <see cref="Outputs"/>.</summary>
    public IReadOnlyList<Tree> Trees { get; }

    /// <summary>How raw scores become predictions; set by boosting. Default <see cref="ScoreLink.Identity"/>.</summary>
    public ScoreLink Link { get; init; }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">What <see cref="Save"/> wrote; left open, standing behind the model.</param>
    /// <exception cref="InvalidDataException">The data are damaged, truncated or no such model.</exception>
    public static TreeEnsembleModel Load(Stream stream) => TreeEnsembleFile.Read(stream);

    /// <summary>The raw scores of many rows.</summary>
    /// <param name="features">Rows of <see cref="Inputs"/> columns; NaN stands for missing.</param>
    /// <param name="rawScores">Receives rows x <see cref="Outputs"/> scores, row by row.</param>
    /// <param name="threads">Threads to use, 1 or more; default 1.</param>
    /// <exception cref="ArgumentException">The columns differ from <see cref="Inputs"/> or there is too little room for the scores.</exception>
    public void Predict(FloatMatrix features, Span<float> rawScores, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (features.Columns != Inputs)
        {
            throw new ArgumentException($"The rows have {features.Columns} columns; the model was trained on {Inputs}.", nameof(features));
        }

        if (rawScores.Length < (long)features.Rows * Outputs)
        {
            throw new ArgumentException($"{features.Rows} rows x {Outputs} outputs do not fit in {rawScores.Length} scores.", nameof(rawScores));
        }

        _many.Predict(features, rawScores, threads);
    }

    /// <summary>What is predicted for many rows: probabilities or values, by <see cref="Link"/>.</summary>
    /// <param name="features">Rows of <see cref="Inputs"/> columns; NaN stands for missing.</param>
    /// <param name="threads">Threads to use, 1 or more; default 1.</param>
    /// <returns>Rows x <see cref="Outputs"/>: the probability of class 1, the probability of each class, or the value.</returns>
    /// <exception cref="ArgumentException">The columns differ from <see cref="Inputs"/>.</exception>
    public FloatMatrix Predictions(FloatMatrix features, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(features);
        var result = new FloatMatrix(features.Rows, Outputs);
        Predict(features, result.Values, threads);
        LinkFunction.Apply(Link, result.Values, Outputs);
        return result;
    }

    /// <summary>The raw scores of one row.</summary>
    /// <param name="row"><see cref="Inputs"/> values; NaN stands for missing.</param>
    /// <param name="rawScores">Receives <see cref="Outputs"/> scores.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void PredictRow(ReadOnlySpan<float> row, Span<float> rawScores)
    {
        if (row.Length != Inputs)
        {
            throw new ArgumentException($"The row has {row.Length} values; the model was trained on {Inputs}.", nameof(row));
        }

        if (rawScores.Length < Outputs)
        {
            throw new ArgumentException($"{Outputs} outputs do not fit in {rawScores.Length} scores.", nameof(rawScores));
        }

        _one.PredictRow(row, rawScores);
    }

    /// <summary>A block for rows given value by value, such as sparse ones; null where a tree has more than 256 leaves, which blocks do not serve.</summary>
    public TreeBlock? CreateBlock() => _many is MaskEnsemble masks ? new TreeBlock(masks, Inputs, Outputs) : null;

    /// <summary>The model of the first rounds only: <paramref name="rounds"/> trees per output.</summary>
    /// <param name="rounds">0 to the rounds there are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rounds"/> is out of range.</exception>
    public TreeEnsembleModel Truncate(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, Trees.Count / Outputs);
        return new TreeEnsembleModel(Inputs, BaseScores, [.. Trees.Take(rounds * Outputs)]) { Link = Link };
    }

    /// <summary>How much each column gained over all splits, in units of the loss; 0 for columns never split and for trees of unknown gains.</summary>
    public double[] GainImportance() => Importance((tree, node) => tree.Gains.Length > 0 ? tree.Gains[node] : 0);

    /// <summary>How often each column was split.</summary>
    public double[] SplitImportance() => Importance((_, _) => 1);

    /// <summary>Parts one score of each row among the columns (TreeSHAP): columns and constant sum to the raw score.</summary>
    /// <remarks>S. Lundberg, G. Erion and S.-I. Lee, "Consistent individualized feature attribution for tree ensembles", 2018; unknown values follow the training rows.</remarks>
    /// <param name="features">Rows of <see cref="Inputs"/> columns.</param>
    /// <param name="output">Which score, from 0.</param>
    /// <param name="threads">Threads to use, 1 or more; default 1.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <returns>Rows x (<see cref="Inputs"/> + 1) contributions; the last column is the mean score over the training rows.</returns>
    /// <exception cref="ArgumentException">The columns differ from <see cref="Inputs"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="output"/> does not exist.</exception>
    /// <exception cref="InvalidOperationException">The trees do not know the training rows of their leaves.</exception>
    public FloatMatrix Contributions(FloatMatrix features, int output = 0, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, Outputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (features.Columns != Inputs)
        {
            throw new ArgumentException($"The rows have {features.Columns} columns; the model was trained on {Inputs}.", nameof(features));
        }

        Tree[] trees = [.. Trees.Where((_, t) => t % Outputs == output)];
        return RowContributions.Of(trees, BaseScores[output], features, threads, cancellation);
    }

    /// <summary>How much worse a metric gets when a column's values are dealt out among the rows anew; 0 for columns never split.</summary>
    /// <remarks>L. Breiman, "Random forests", 2001. Use rows the model was not trained on. Columns that tell the same share their worth.</remarks>
    /// <param name="data">Rows with labels.</param>
    /// <param name="metric">What to measure.</param>
    /// <param name="repeats">How often each column is dealt out, 1 or more; the mean counts. Default 5.</param>
    /// <param name="seed">The seed of the dealing. Default 0.</param>
    /// <param name="threads">Threads to use, 1 or more; the result does not depend on it. Default 1.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <returns>For each column the mean change for the worse, in units of the metric.</returns>
    /// <exception cref="ArgumentException">The columns differ from <see cref="Inputs"/> or there are no rows.</exception>
    public double[] PermutationImportance(
        TrainingData data, ValidationMetric metric, int repeats = 5, int seed = 0, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (data.Features.Columns != Inputs || data.Rows == 0)
        {
            throw new ArgumentException($"{data.Rows} rows of {data.Features.Columns} columns were given; give at least one row of {Inputs} columns, as in training.", nameof(data));
        }

        return new PermutationImportance(this, data, scores => metric.Badness(data, scores, Link)).Of(repeats, seed, threads, cancellation);
    }

    /// <summary>Writes the model; the format is the same on every machine.</summary>
    /// <param name="stream">Where to write; left open.</param>
    public void Save(Stream stream) => TreeEnsembleFile.Write(this, stream);

    private double[] Importance(Func<Tree, int, double> worth)
    {
        var sums = new double[Inputs];
        foreach (var tree in Trees)
        {
            for (var node = 0; node < tree.Nodes; node++)
            {
                sums[tree.SplitFeatures[node]] += worth(tree, node);
            }
        }

        return sums;
    }
}
