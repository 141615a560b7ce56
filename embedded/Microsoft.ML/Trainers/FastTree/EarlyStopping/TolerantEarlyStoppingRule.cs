namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Stops when the figure of the validation rows is worse than the best by more than a threshold.</summary>
public sealed class TolerantEarlyStoppingRule : EarlyStoppingRule
{
    /// <summary>Makes the rule.</summary>
    /// <param name="threshold">The difference still tolerated, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below 0 or NaN.</exception>
    public TolerantEarlyStoppingRule(float threshold = 0.01f)
        : this(threshold, false)
    {
    }

    private TolerantEarlyStoppingRule(float threshold, bool lowerIsBetter)
        : base(lowerIsBetter)
    {
        Threshold = threshold >= 0 ? threshold : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold has to be 0 or more.");
    }

    /// <summary>The difference still tolerated.</summary>
    public float Threshold { get; }

    /// <inheritdoc/>
    public override bool CheckScore(float validationScore, float trainingScore, out bool isBestCandidate)
    {
        isBestCandidate = CheckBestScore(validationScore);
        return (LowerIsBetter ? validationScore - BestScore : BestScore - validationScore) > Threshold;
    }

    internal override EarlyStoppingRuleBase Start() => new TolerantEarlyStoppingRule(Threshold, true);
}
