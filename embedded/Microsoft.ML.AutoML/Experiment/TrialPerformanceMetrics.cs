namespace Microsoft.ML.AutoML;

/// <summary>
/// What a trial uses of the machine.
/// </summary>
public class TrialPerformanceMetrics
{
    /// <summary>The most megabytes the process held so far.</summary>
    public double? PeakMemoryUsage { get; set; }

    /// <summary>The largest share of all processors used so far, 0 to 1.</summary>
    public double? PeakCpuUsage { get; set; }

    /// <summary>The share of all processors used since the last look, 0 to 1.</summary>
    public double CpuUsage { get; internal set; }

    /// <summary>The megabytes the process holds.</summary>
    public double MemoryUsage { get; internal set; }
}
