namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>One fit: what to which split of which file.</summary>
/// <param name="Table">The file.</param>
/// <param name="Split">Which split.</param>
/// <param name="Model">What is fitted.</param>
/// <param name="Member">Which of eight, else 0.</param>
internal sealed record QualityJob(QualityTable Table, int Split, QualityModel Model, int Member)
{
    /// <summary>Row epochs by which jobs are sorted, so that long ones start first; TabM's members count.</summary>
    public double Work => Table.Data.Rows * (Model switch
    {
        QualityModel.TabM => 10_000.0,
        QualityModel.RealMlp or QualityModel.RealMlpEight => 256,
        QualityModel.Simple => 100,
        _ => 20,
    });
}
