using Microsoft.ML.Data;

namespace MLNetTuning.Examples.HpcJobs;

/// <summary>One job handed to a cluster.</summary>
internal sealed class Job
{
    [ColumnName("protocol")]
    public string? Protocol { get; set; }

    [ColumnName("compounds")]
    public float Compounds { get; set; }

    [ColumnName("input_fields")]
    public float InputFields { get; set; }

    [ColumnName("iterations")]
    public float Iterations { get; set; }

    [ColumnName("num_pending")]
    public float Pending { get; set; }

    [ColumnName("hour")]
    public float Hour { get; set; }

    [ColumnName("day")]
    public string? Day { get; set; }
}
