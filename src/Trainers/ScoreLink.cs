namespace MLNetTuning.Trainers;

/// <summary>How a model's raw scores become predictions.</summary>
public enum ScoreLink
{
    /// <summary>The score is the prediction, or no more is known of it.</summary>
    Identity,

    /// <summary>The score is the log odds of class 1; the prediction its probability, 1 / (1 + exp(-score)).</summary>
    Logistic,

    /// <summary>The scores are log probabilities up to a constant; the predictions are the probabilities of the classes.</summary>
    Softmax,

    /// <summary>The score is the log of the prediction.</summary>
    Exponential,
}
