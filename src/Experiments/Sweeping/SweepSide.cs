namespace MLNetTuning.Experiments.Sweeping;

/// <summary>One parameter's part of a box.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Low">The lower wall on the parameter's own scale, from 0 to 1.</param>
/// <param name="High">The upper wall.</param>
/// <param name="LowText">The value there.</param>
/// <param name="HighText">The value there.</param>
internal sealed record SweepSide(string Name, double Low, double High, string LowText, string HighText)
{
    /// <summary>The values still in play of a choice; null for a range.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Whether the best lies at an end of the whole range.</summary>
    public bool IsAtEdge { get; init; }

    /// <summary>Where the best configuration of all lies, from 0 to 1; null where it has no such setting.</summary>
    public double? Best { get; init; }
}
