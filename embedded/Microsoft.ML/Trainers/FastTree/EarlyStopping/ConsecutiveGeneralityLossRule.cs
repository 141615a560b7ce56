namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Stops when the figure of the validation rows got worse several times in a row.</summary>
public sealed class ConsecutiveGeneralityLossRule : EarlyStoppingRule
{
    private int _losses;
    private float _last;

    /// <summary>Makes the rule.</summary>
    /// <param name="windowSize">How many times in a row, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is empty.</exception>
    public ConsecutiveGeneralityLossRule(int windowSize = 5)
        : this(windowSize, false)
    {
    }

    private ConsecutiveGeneralityLossRule(int windowSize, bool lowerIsBetter)
        : base(lowerIsBetter)
    {
        WindowSize = Window(windowSize);
        _last = lowerIsBetter ? float.PositiveInfinity : float.NegativeInfinity;
    }

    /// <summary>How many times in a row.</summary>
    public int WindowSize { get; }

    /// <inheritdoc/>
    public override bool CheckScore(float validationScore, float trainingScore, out bool isBestCandidate)
    {
        isBestCandidate = CheckBestScore(validationScore);
        _losses = validationScore < _last != LowerIsBetter ? _losses + 1 : 0;
        _last = validationScore;
        return _losses >= WindowSize;
    }

    internal override EarlyStoppingRuleBase Start() => new ConsecutiveGeneralityLossRule(WindowSize, true);
}
