using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Poisson regression of counts by L-BFGS or, with an L1 penalty, proximal Newton or OWL-QN. The score is the log of the prediction.</summary>
public static class PoissonRegression
{
    private const double SmallestMean = 1e-7;

    /// <summary>Fits weights and bias. Sparse rows are not expanded.</summary>
    /// <param name="options">Penalties and when to end.</param>
    /// <param name="data">Finite features, finite labels of 0 or more.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static LinearModel Fit(LinearOptions options, TrainingData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var rows = LinearRows.Of(data);
        LinearDataCheck.Throw(rows, label => label >= 0 && float.IsFinite(label), "finite numbers of 0 or more");
        var mean = Math.Max(rows.MeanLabel(), SmallestMean);
        return LinearFit.Run(options, rows, new PoissonLoss(mean), [Math.Log(mean)], cancellation);
    }
}
