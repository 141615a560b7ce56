namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A rule that looks at the last figures of the training rows.</summary>
public abstract class MovingWindowRule : EarlyStoppingRule
{
    private readonly Queue<float> _recent = new();

    private protected MovingWindowRule(float threshold, int windowSize, bool lowerIsBetter)
        : base(lowerIsBetter)
    {
        Threshold = Threshold01(threshold);
        WindowSize = Window(windowSize);
    }

    /// <summary>The share still tolerated, 0 to 1.</summary>
    public float Threshold { get; }

    /// <summary>Number of figures looked at, 1 or more.</summary>
    public int WindowSize { get; }

    /// <summary>Takes a figure; false as long as the window has not been full before.</summary>
    private protected bool CheckRecentScores(float score, out float best, out float average)
    {
        var wasFull = _recent.Count >= WindowSize;
        if (wasFull)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(score);
        (best, average) = (LowerIsBetter ? _recent.Min() : _recent.Max(), _recent.Average());
        return wasFull;
    }
}
