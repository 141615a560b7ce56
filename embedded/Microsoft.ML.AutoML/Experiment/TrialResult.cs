namespace Microsoft.ML.AutoML;

/// <summary>
/// The outcome of a trial.
/// </summary>
public class TrialResult : IEqualityComparer<TrialResult>
{
    /// <summary>The trial.</summary>
    public TrialSettings TrialSettings { get; set; } = null!;

    /// <summary>The fitted pipeline.</summary>
    public ITransformer Model { get; set; } = null!;

    /// <summary>What the tuner minimises: the smaller the better.</summary>
    public double Loss { get; set; }

    /// <summary>The value of the metric.</summary>
    public double Metric { get; set; }

    /// <summary>How long the trial took, in milliseconds.</summary>
    public double DurationInMilliseconds { get; set; }

    /// <summary>The highest share of the processors used, where it was measured.</summary>
    public double? PeakCpu { get; set; }

    /// <summary>The most memory used in megabytes, where it was measured.</summary>
    public double? PeakMemoryInMegaByte { get; set; }

    /// <summary>Whether the two are of one trial.</summary>
    public bool Equals(TrialResult? x, TrialResult? y) => GetHashCode(x!) == GetHashCode(y!);

    /// <summary>A hash of the trial's number.</summary>
    public int GetHashCode(TrialResult obj) => obj?.TrialSettings?.TrialId.GetHashCode() ?? 0;
}
