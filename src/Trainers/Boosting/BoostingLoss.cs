namespace MLNetTuning.Trainers.Boosting;

/// <summary>What boosting minimises, and so what its raw scores mean.</summary>
public enum BoostingLoss
{
    /// <summary>Two classes, labels 0 or 1; the raw score is the log odds of 1.</summary>
    Logistic,

    /// <summary>K classes, labels 0 to K-1, one tree per class and round; raw scores are log probabilities up to a constant.</summary>
    Softmax,

    /// <summary>Half the squared difference; the raw score is the prediction.</summary>
    SquaredError,

    /// <summary>The absolute difference; leaves hold medians.</summary>
    Absolute,

    /// <summary>Squared near zero, absolute beyond <see cref="BoostingOptions.LossParameter"/> (default 1), in label units.</summary>
    Huber,

    /// <summary>The pinball loss of the quantile <see cref="BoostingOptions.LossParameter"/> (default 0.5), between 0 and 1; leaves hold quantiles.</summary>
    Quantile,

    /// <summary>Poisson deviance, labels of 0 or more; the raw score is the log of the prediction.</summary>
    Poisson,

    /// <summary>Tweedie deviance of power <see cref="BoostingOptions.LossParameter"/> (default 1.5), between 1 and 2; the raw score is the log of the prediction.</summary>
    Tweedie,

    /// <summary>The loss of <see cref="BoostingOptions.CustomLoss"/>.</summary>
    Custom,
}
