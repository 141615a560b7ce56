using Microsoft.ML.Data;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>Twenty columns and a label.</summary>
internal sealed class ScoringBenchmarkRow : FeaturizerRow
{
    [ColumnName("Label")]
    public bool Label { get; set; }
}
