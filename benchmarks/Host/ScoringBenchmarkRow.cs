using Microsoft.ML.Data;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>Twenty columns and a label: ten numbers, some missing, and ten categories.</summary>
internal sealed class ScoringBenchmarkRow
{
    public float N0 { get; set; }

    public float N1 { get; set; }

    public float N2 { get; set; }

    public float N3 { get; set; }

    public float N4 { get; set; }

    public float N5 { get; set; }

    public float N6 { get; set; }

    public float N7 { get; set; }

    public float N8 { get; set; }

    public float N9 { get; set; }

    public string C0 { get; set; } = string.Empty;

    public string C1 { get; set; } = string.Empty;

    public string C2 { get; set; } = string.Empty;

    public string C3 { get; set; } = string.Empty;

    public string C4 { get; set; } = string.Empty;

    public string C5 { get; set; } = string.Empty;

    public string C6 { get; set; } = string.Empty;

    public string C7 { get; set; } = string.Empty;

    public string C8 { get; set; } = string.Empty;

    public string C9 { get; set; } = string.Empty;

    [ColumnName("Label")]
    public bool Label { get; set; }
}
