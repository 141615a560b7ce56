using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Least squares with an L2 penalty, solved exactly: squared error + L2 x |w|^2, bias free. Of fewer rows than columns the dual problem is solved.</summary>
/// <remarks>C. Saunders, A. Gammerman and V. Vovk, "Ridge regression learning algorithm in dual variables", 1998.</remarks>
public static class RidgeRegression
{
    // Products of pairs of numbers: some seconds of one core.
    private const double MostProducts = 1e10;

    /// <summary>Fits weights and bias. Sparse rows are not expanded: these are fitted by L-BFGS, to the tolerance of the options.</summary>
    /// <param name="options">Of dense rows only L2, Threads and IsOver count, of sparse ones all but L1; L2 = 0 is ordinary least squares, where columns that others explain get weight 0.</param>
    /// <param name="data">Finite features and labels.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static LinearModel Fit(LinearOptions options, TrainingData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var all = LinearRows.Of(data);
        LinearDataCheck.Throw(all, float.IsFinite, "finite numbers");
        if (all is not DenseRows rows || IsDear(options, rows))
        {
            return LinearFit.Run(options with { L1 = 0 }, all, new SquaredLoss(), [all.MeanLabel()], cancellation);
        }

        var moments = ColumnMoments.Of(rows, options.Threads, cancellation);
        var meanLabel = rows.MeanLabel();
        var weights = IsDual(options, rows)
            ? DualEquations.Solve(rows, moments.Means, meanLabel, options, cancellation)
            : PrimalWeights(rows, moments.Means, meanLabel, options, cancellation);
        return LinearFit.ToModel([.. weights, meanLabel], moments.Means, 1, ScoreLink.Identity, 1);
    }

    private static bool IsDual(LinearOptions options, DenseRows rows) => rows.Count < rows.Columns && options.L2 > 0;

    /// <summary>Whether a fit that may be ended would take long in one go.</summary>
    private static bool IsDear(LinearOptions options, DenseRows rows)
    {
        var size = (double)(IsDual(options, rows) ? rows.Count : rows.Columns);
        return options.IsOver is not null && size * size * (rows.Count + (double)rows.Columns) > MostProducts;
    }

    private static double[] PrimalWeights(DenseRows rows, double[] means, double meanLabel, LinearOptions options, CancellationToken cancellation)
    {
        var gram = new CentredGram(rows, means, meanLabel);
        return NormalEquations.Solve(gram.Sum(1, options.Threads, cancellation), gram.Stride, rows.Columns, options.L2, cancellation);
    }
}
