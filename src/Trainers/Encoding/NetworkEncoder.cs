namespace MLNetTuning.Trainers.Encoding;

/// <summary>What stands between features and a network: scaled columns and, where asked for, number columns bent by quantile bins beside them.</summary>
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
        var scaler = FeatureScaler.Fit(features, scaling);
        var pieces = bins == 0 ? null : PiecewiseLinearEncoder.Fit(features, bins);
        return new NetworkEncoder(scaler, pieces is { Components: > 0 } ? pieces : null);
    }

    /// <summary>Encodes rows into a new matrix without missing values.</summary>
    /// <param name="features">Rows of the columns fitted on; NaN stands for missing.</param>
    /// <exception cref="ArgumentException">The number of columns differs.</exception>
    public FloatMatrix Transform(FloatMatrix features)
    {
        if (Pieces is null)
        {
            return Scaler.Transform(features);
        }

        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != Inputs)
        {
            throw new ArgumentException($"There are {features.Columns} columns, but the encoding was fitted on {Inputs}; give the same columns.", nameof(features));
        }

        var result = new FloatMatrix(features.Rows, Outputs);
        for (var row = 0; row < features.Rows; row++)
        {
            var target = result.Row(row);
            features.Row(row).CopyTo(target);
            Scaler.TransformRow(target[..Inputs]);
            Pieces.Encode(features.Row(row), target[Inputs..]);
        }

        return result;
    }
}
