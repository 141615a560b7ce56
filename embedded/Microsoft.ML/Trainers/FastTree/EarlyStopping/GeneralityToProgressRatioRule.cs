namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Stops when the loss on the validation rows outweighs what is still gained on the training rows.</summary>
public sealed class GeneralityToProgressRatioRule : MovingWindowRule
{
    /// <summary>Makes the rule.</summary>
    /// <param name="threshold">The share still tolerated, 0 to 1.</param>
    /// <param name="windowSize">Number of figures looked at, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public GeneralityToProgressRatioRule(float threshold = 0.01f, int windowSize = 5)
        : base(threshold, windowSize, false)
    {
    }

    private GeneralityToProgressRatioRule(float threshold, int windowSize, bool lowerIsBetter)
        : base(threshold, windowSize, lowerIsBetter)
    {
    }

    /// <inheritdoc/>
    public override bool CheckScore(float validationScore, float trainingScore, out bool isBestCandidate)
    {
        isBestCandidate = CheckBestScore(validationScore);
        return CheckRecentScores(trainingScore, out var best, out var average)
            && (LowerIsBetter
                ? validationScore * best >= (1 + Threshold) * BestScore * average
                : validationScore * best <= (1 - Threshold) * BestScore * average);
    }

    internal override EarlyStoppingRuleBase Start() => new GeneralityToProgressRatioRule(Threshold, WindowSize, true);
}
