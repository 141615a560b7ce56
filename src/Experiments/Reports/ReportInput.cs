namespace MLNetTuning.Experiments.Reports;

/// <summary>What a report is written from.</summary>
/// <param name="Data">The name of the data.</param>
/// <param name="Result">What the experiment found.</param>
/// <param name="Time">The clock: it dates the report and bounds the time it takes.</param>
internal sealed record ReportInput(string Data, ExperimentResult Result, TimeProvider Time)
{
    /// <summary>The search's seed.</summary>
    public int Seed => Result.Settings.Seed;

    /// <summary>Rows the search never saw, where there are any.</summary>
    public ReportRows? Test { get; init; }

    /// <summary>The search's limit as asked for.</summary>
    public string Limit { get; init; } = string.Empty;

    /// <summary>The version of the program.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>What it ran on.</summary>
    public string Runtime { get; init; } = $".NET {Environment.Version}";

    /// <summary>The processors it had.</summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>Which columns matter, where that was measured before; null to measure it.</summary>
    public ColumnImportance? Importance { get; init; }
}
