using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Logistic regression of two classes by L-BFGS or, with an L1 penalty, proximal Newton or OWL-QN. Scores are log odds of 1.</summary>
public static class LogisticRegression
{
    private const double SmallestShare = 1e-7;

    /// <summary>Fits weights and bias. Features are best of similar size, as the penalty is the same for all. Sparse rows are not expanded.</summary>
    /// <param name="options">Penalties and when to end.</param>
    /// <param name="data">Finite features, labels 0 or 1. With one class only, the model is that class.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static LinearModel Fit(LinearOptions options, TrainingData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var rows = LinearRows.Of(data);
        LinearDataCheck.Throw(rows, label => label is 0 or 1, "0 or 1");
        var share = Math.Clamp(rows.MeanLabel(), SmallestShare, 1 - SmallestShare);
        return LinearFit.Run(options, rows, new LogisticLoss(share), [Math.Log(share / (1 - share))], cancellation);
    }
}
