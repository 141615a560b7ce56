namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Stops when the figure of the validation rows is worse than the best by more than a share of it.</summary>
public sealed class GeneralityLossRule : EarlyStoppingRule
{
    /// <summary>Makes the rule.</summary>
    /// <param name="threshold">The share still tolerated, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to 1.</exception>
    public GeneralityLossRule(float threshold = 0.01f)
        : this(threshold, false)
    {
    }

    private GeneralityLossRule(float threshold, bool lowerIsBetter)
        : base(lowerIsBetter) => Threshold = Threshold01(threshold);

    /// <summary>The share still tolerated.</summary>
    public float Threshold { get; }

    /// <inheritdoc/>
    public override bool CheckScore(float validationScore, float trainingScore, out bool isBestCandidate)
    {
        isBestCandidate = CheckBestScore(validationScore);
        return LowerIsBetter ? validationScore > (1 + Threshold) * BestScore : validationScore < (1 - Threshold) * BestScore;
    }

    internal override EarlyStoppingRuleBase Start() => new GeneralityLossRule(Threshold, true);
}
