namespace MLNetTuning.Trainers.Encoding;

/// <summary>What stands between features and a network: scaled columns and, where asked for, number columns bent by bins beside them.</summary>
/// <param name="Scaler">Scales every column and fills missing values.</param>
/// <param name="Pieces">Adds piecewise linear components, or null for none.</param>
public sealed record NetworkEncoder(FeatureScaler Scaler, PiecewiseLinearEncoder? Pieces)
{
    /// <summary>Number of columns of the features.</summary>
    public int Inputs => Scaler.Columns;

    /// <summary>Number of inputs of the network.</summary>
    public int Outputs => Scaler.Columns + (Pieces?.Components ?? 0);

    /// <summary>Learns the encoding.</summary>
    /// <param name="features">The training rows, and only these; NaN stands for missing.</param>
    /// <param name="scaling">How columns are scaled.</param>
    /// <param name="bins">Bins of a number column at the most, 2 to 256, or 0 for none.</param>
    /// <exception cref="ArgumentException">There are no rows, or a value is infinite; the message names row and column.</exception>
    public static NetworkEncoder Fit(FloatMatrix features, FeatureScaling scaling, int bins)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Fit(new TrainingData(features, new float[features.Rows]), scaling, bins);
    }

    /// <summary>Learns the encoding of rows that may be sparse; it is that of the same rows whole.</summary>
    /// <param name="data">The training rows, and only these; NaN stands for missing.</param>
    /// <param name="scaling">How columns are scaled.</param>
    /// <param name="bins">Bins of a number column at the most, 2 to 256, or 0 for none.</param>
    /// <exception cref="ArgumentException">There are no rows, or a value is infinite; the message names row and column.</exception>
    public static NetworkEncoder Fit(TrainingData data, FeatureScaling scaling, int bins)
    {
        ArgumentNullException.ThrowIfNull(data);
        var columns = FeatureColumns.Of(data);
        var scaler = FeatureScaler.Fit(columns, scaling);
        var pieces = bins == 0 ? null : PiecewiseLinearEncoder.Fit(columns, bins);
        return new NetworkEncoder(scaler, pieces is { Components: > 0 } ? pieces : null);
    }

    /// <summary>Encodes rows into a new matrix without missing values.</summary>
    /// <param name="features">Rows of the columns fitted on; NaN stands for missing.</param>
    /// <exception cref="ArgumentException">The number of columns differs.</exception>
    public FloatMatrix Transform(FloatMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var result = new FloatMatrix(features.Rows, Outputs);
        Transform(features, result);
        return result;
    }

    /// <summary>Encodes rows, with their labels and weights; sparse rows stay sparse.</summary>
    /// <param name="data">Rows of the columns fitted on; NaN stands for missing.</param>
    /// <exception cref="ArgumentException">The number of columns differs.</exception>
    public TrainingData Transform(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckColumns(data.Columns);
        return data.Encode(Outputs, TransformRow);
    }

    /// <summary>Encodes rows into a matrix that is there.</summary>
    internal void Transform(FloatMatrix features, FloatMatrix result)
    {
        CheckColumns(features.Columns);
        for (var row = 0; row < features.Rows; row++)
        {
            TransformRow(features.Row(row), result.Row(row));
        }
    }

    private void TransformRow(ReadOnlySpan<float> row, Span<float> target)
    {
        row.CopyTo(target);
        Scaler.TransformRow(target[..Inputs]);
        Pieces?.Encode(row, target[Inputs..]);
    }

    private void CheckColumns(int columns)
    {
        if (columns != Inputs)
        {
            throw new ArgumentException($"There are {columns} columns, but the encoding was fitted on {Inputs}; give the same columns.");
        }
    }
}
