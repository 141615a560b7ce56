using MLNetTuning.Trainers.Linear.Kernels;
using MLNetTuning.Trainers.Numerics;
using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Scores that are weighted sums of the features plus a bias. Immutable in use; safe for many threads at once.</summary>
public sealed class LinearModel
{
    private const string Magic = "MLNTLINE";
    private const int Version = 2;
    private const int Most = 1 << 28;

    /// <summary>Makes a model of known weights, without copying.</summary>
    /// <param name="inputs">Features per row, 0 or more.</param>
    /// <param name="weights">Outputs x inputs weights, output by output, finite.</param>
    /// <param name="biases">One finite bias per output, 1 output or more.</param>
    /// <exception cref="ArgumentException">The lengths do not fit or a number is not finite.</exception>
    public LinearModel(int inputs, float[] weights, float[] biases)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(biases);
        ArgumentOutOfRangeException.ThrowIfNegative(inputs);
        if (biases.Length == 0 || weights.Length != (long)inputs * biases.Length)
        {
            throw new ArgumentException($"{biases.Length} outputs of {inputs} inputs need {(long)inputs * biases.Length} weights and 1 output or more, but {weights.Length} weights were given.");
        }

        if (!Array.TrueForAll(weights, float.IsFinite) || !Array.TrueForAll(biases, float.IsFinite))
        {
            throw new ArgumentException("A weight or bias is not finite; all must be finite numbers.");
        }

        Inputs = inputs;
        Weights = weights;
        Biases = biases;
    }

    /// <summary>Features per row.</summary>
    public int Inputs { get; }

    /// <summary>Scores per row.</summary>
    public int Outputs => Biases.Length;

    /// <summary>Outputs x inputs weights, output by output.</summary>
    public float[] Weights { get; }

    /// <summary>One bias per output.</summary>
    public float[] Biases { get; }

    /// <summary>Iterations the solver took; 0 when unknown.</summary>
    public int Iterations { get; init; }

    /// <summary>Whether <see cref="LinearOptions.IsOver"/> ended the fit before it had converged. Not kept by <see cref="Save"/>.</summary>
    public bool EndedEarly { get; init; }

    /// <summary>How raw scores become predictions; set by the regressions that fit it. Default <see cref="ScoreLink.Identity"/>.</summary>
    public ScoreLink Link { get; init; }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">What <see cref="Save"/> wrote; left open, standing behind the model.</param>
    /// <exception cref="InvalidDataException">The data are damaged, truncated or no such model.</exception>
    public static LinearModel Load(Stream stream)
    {
        var reader = new ModelReader(stream, Magic, Version, "a linear model");
        var inputs = reader.Int("the number of inputs", 0, Most);
        var weights = reader.Array<float>(Most);
        var biases = reader.Array<float>(Most);
        var iterations = reader.Int("the number of iterations", 0, int.MaxValue);
        var link = reader.Version < 2 ? ScoreLink.Identity : (ScoreLink)reader.Int("the link", 0, (int)ScoreLink.Exponential);
        try
        {
            return new LinearModel(inputs, weights, biases) { Iterations = iterations, Link = link };
        }
        catch (ArgumentException e)
        {
            throw reader.Damaged(e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>The scores of many rows: log odds, log probabilities up to a constant, log means or values, by what was fitted.</summary>
    /// <param name="features">Rows of <see cref="Inputs"/> columns.</param>
    /// <param name="scores">Receives rows x <see cref="Outputs"/> scores, row by row; a row with a NaN gets NaN.</param>
    /// <exception cref="ArgumentException">The columns differ from <see cref="Inputs"/> or there is too little room for the scores.</exception>
    public void Predict(FloatMatrix features, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckRows(features.Rows, features.Columns, scores.Length);
        for (var i = 0; i < features.Rows; i++)
        {
            PredictRow(features.Row(i), scores[(i * Outputs)..]);
        }
    }

    /// <summary>The scores of many sparse rows.</summary>
    /// <param name="features">Rows of <see cref="Inputs"/> columns.</param>
    /// <param name="scores">Receives rows x <see cref="Outputs"/> scores, row by row.</param>
    /// <exception cref="ArgumentException">The columns differ from <see cref="Inputs"/> or there is too little room for the scores.</exception>
    public void Predict(SparseMatrix features, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckRows(features.Rows, features.Columns, scores.Length);
        for (var i = 0; i < features.Rows; i++)
        {
            var indexes = features.RowIndexes(i);
            var values = features.RowValues(i);
            for (var k = 0; k < Outputs; k++)
            {
                var weights = Weights.AsSpan(k * Inputs, Inputs);
                var score = Biases[k];
                for (var n = 0; n < indexes.Length; n++)
                {
                    score += weights[indexes[n]] * values[n];
                }

                scores[(i * Outputs) + k] = score;
            }
        }
    }

    /// <summary>What is predicted for many rows: probabilities or values, by <see cref="Link"/>.</summary>
    /// <param name="features">Rows of <see cref="Inputs"/> columns.</param>
    /// <returns>Rows x <see cref="Outputs"/>: the probability of class 1, the probability of each class, or the value.</returns>
    /// <exception cref="ArgumentException">The columns differ from <see cref="Inputs"/>.</exception>
    public FloatMatrix Predictions(FloatMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var result = new FloatMatrix(features.Rows, Outputs);
        Predict(features, result.Values);
        LinkFunction.Apply(Link, result.Values, Outputs);
        return result;
    }

    /// <summary>The scores of one row.</summary>
    /// <param name="row"><see cref="Inputs"/> values.</param>
    /// <param name="scores">Receives <see cref="Outputs"/> scores.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void PredictRow(ReadOnlySpan<float> row, Span<float> scores)
    {
        if (row.Length != Inputs || scores.Length < Outputs)
        {
            throw new ArgumentException($"A row of {row.Length} values and room for {scores.Length} scores were given; the model has {Inputs} inputs and {Outputs} outputs.");
        }

        for (var k = 0; k < Outputs; k++)
        {
            scores[k] = VectorKernel.Dot(Weights.AsSpan(k * Inputs, Inputs), row) + Biases[k];
        }
    }

    /// <summary>Writes the model; the format is the same on every machine.</summary>
    /// <param name="stream">Where to write; left open.</param>
    public void Save(Stream stream)
    {
        using var writer = new ModelWriter(stream, Magic, Version);
        writer.Write(Inputs);
        writer.Write<float>(Weights);
        writer.Write<float>(Biases);
        writer.Write(Iterations);
        writer.Write((int)Link);
    }

    private void CheckRows(int rows, int columns, int room)
    {
        if (columns != Inputs)
        {
            throw new ArgumentException($"The rows have {columns} columns; the model was trained on {Inputs}.");
        }

        if (room < (long)rows * Outputs)
        {
            throw new ArgumentException($"{rows} rows x {Outputs} outputs do not fit in {room} scores.");
        }
    }
}
