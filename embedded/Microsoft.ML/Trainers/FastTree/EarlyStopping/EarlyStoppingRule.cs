namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A rule that remembers the best figure.</summary>
public abstract class EarlyStoppingRule : EarlyStoppingRuleBase
{
    private protected EarlyStoppingRule(bool lowerIsBetter)
    {
        LowerIsBetter = lowerIsBetter;
        BestScore = lowerIsBetter ? float.PositiveInfinity : float.NegativeInfinity;
    }

    /// <summary>Inside training figures are better the lower they are; a rule used by hand takes them the other way, as in ML.NET.</summary>
    private protected bool LowerIsBetter { get; }

    private protected float BestScore { get; private set; }

    /// <summary>Takes a figure; a tie with the best one counts as the best too where lower is better.</summary>
    private protected bool CheckBestScore(float score)
    {
        var isBest = score > BestScore != LowerIsBetter;
        BestScore = isBest ? score : BestScore;
        return isBest;
    }

    /// <exception cref="ArgumentOutOfRangeException">The threshold is not allowed.</exception>
    private protected static float Threshold01(float threshold) => threshold is >= 0 and <= 1
        ? threshold
        : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold has to be from 0 to 1.");

    /// <exception cref="ArgumentOutOfRangeException">The window is empty.</exception>
    private protected static int Window(int windowSize) => windowSize > 0
        ? windowSize
        : throw new ArgumentOutOfRangeException(nameof(windowSize), windowSize, "The window has to be 1 or more.");
}
