using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Least squares with an L2 penalty, solved exactly: squared error + L2 x |w|^2, bias free.</summary>
public static class RidgeRegression
{
    /// <summary>Fits weights and bias.</summary>
    /// <param name="options">Only L2 and Threads count; L2 = 0 is ordinary least squares, where columns that others explain get weight 0.</param>
    /// <param name="data">Finite features and labels.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static LinearModel Fit(LinearOptions options, TrainingData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options.Validate();
        var rows = new DenseRows(data);
        LinearDataCheck.Throw(rows, float.IsFinite, "finite numbers");
        var moments = ColumnMoments.Of(rows, options.Threads, cancellation);
        var meanLabel = rows.MeanLabel();
        var gram = new CentredGram(rows, moments.Means, meanLabel);
        var sums = gram.Sum(1, options.Threads, cancellation);
        double[] point = [.. NormalEquations.Solve(sums, gram.Stride, rows.Columns, options.L2), meanLabel];
        return LinearFit.ToModel(point, moments.Means, 1, ScoreLink.Identity, 1);
    }

    /// <summary>Fits weights and bias to sparse rows, which are not expanded: by L-BFGS, to the tolerance of the options.</summary>
    /// <param name="options">L1 does not count.</param>
    /// <param name="data">Finite features and labels.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static LinearModel Fit(LinearOptions options, SparseTrainingData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options.Validate();
        var rows = new SparseRows(data);
        LinearDataCheck.Throw(rows, float.IsFinite, "finite numbers");
        return LinearFit.Run(options with { L1 = 0 }, rows, new SquaredLoss(), [rows.MeanLabel()], cancellation);
    }
}
