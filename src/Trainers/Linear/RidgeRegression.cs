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
        options.Validate();
        LinearDataCheck.Throw(data, float.IsFinite, "finite numbers");
        var moments = ColumnMoments.Of(data);
        var system = new NormalEquations(data, moments, data.MeanLabel());
        system.Accumulate(options.Threads, cancellation);
        var weights = system.Solve(options.L2);
        double[] point = [.. weights, system.MeanLabel];
        return LinearFit.ToModel(point, moments.Means, 1, ScoreLink.Identity, 1);
    }
}
