namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Stops when the last figures of the training rows hardly improve any more: their mean is within a share of the best of them.</summary>
public sealed class LowProgressRule : MovingWindowRule
{
    /// <summary>Makes the rule.</summary>
    /// <param name="threshold">The share, 0 to 1.</param>
    /// <param name="windowSize">Number of figures looked at, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public LowProgressRule(float threshold = 0.01f, int windowSize = 5)
        : base(threshold, windowSize, false)
    {
    }

    private LowProgressRule(float threshold, int windowSize, bool lowerIsBetter)
        : base(threshold, windowSize, lowerIsBetter)
    {
    }

    /// <inheritdoc/>
    public override bool CheckScore(float validationScore, float trainingScore, out bool isBestCandidate)
    {
        isBestCandidate = CheckBestScore(validationScore);
        return CheckRecentScores(trainingScore, out var best, out var average)
            && (LowerIsBetter ? average <= (1 + Threshold) * best : average >= (1 - Threshold) * best);
    }

    internal override EarlyStoppingRuleBase Start() => new LowProgressRule(Threshold, WindowSize, true);
}
