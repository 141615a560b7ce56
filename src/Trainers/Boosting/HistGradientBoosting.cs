namespace MLNetTuning.Trainers.Boosting;

/// <summary>Trains histogram gradient-boosted trees; of ML.NET it needs nothing.</summary>
/// <remarks>
/// J. Friedman, "Greedy function approximation: a gradient boosting machine", 2001, with second-order leaves (T. Chen and C. Guestrin,
/// "XGBoost", 2016) and histograms grown leaf by leaf (G. Ke et al., "LightGBM", 2017).
/// </remarks>
public sealed class HistGradientBoosting
{
    /// <summary>Prepares training: checks, bins, and stands before the first tree.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="train">Rows to learn from. Kept, not copied: do not change it while the session lives.</param>
    /// <param name="validation">Rows to watch, for the validation loss and early stopping, or null. Kept, not copied.</param>
    /// <param name="cancellation">Stops the preparation.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public BoostingSession Start(BoostingOptions options, TrainingData train, TrainingData? validation = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(train);
        options.Validate();
        if (options.EarlyStoppingRounds > 0 && validation is null)
        {
            throw new ArgumentException("EarlyStoppingRounds needs validation rows; give some or set it to 0.", nameof(validation));
        }

        return new BoostingSession(options, train, validation, cancellation);
    }

    /// <summary>Trains all trees of the options, or fewer when stopped early.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="train">Rows to learn from.</param>
    /// <param name="validation">Rows to watch, or null.</param>
    /// <param name="cancellation">Stops training within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="ArithmeticException">The loss diverged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public TreeEnsembleModel Fit(BoostingOptions options, TrainingData train, TrainingData? validation = null, CancellationToken cancellation = default)
    {
        var session = Start(options, train, validation, cancellation);
        session.RunTo(options.Trees, cancellation);
        return session.CreateModel();
    }
}
