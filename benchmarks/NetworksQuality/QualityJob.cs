namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>One fit: what to which split of which file.</summary>
/// <param name="Table">The file.</param>
/// <param name="Split">Which split.</param>
/// <param name="Model">What is fitted.</param>
/// <param name="Member">Which of eight, else 0.</param>
internal sealed record QualityJob(QualityTable Table, int Split, QualityModel Model, int Member)
{
    /// <summary>Where in the order of work it comes: single models first, TabM's minutes before the many members of eight, which even out the end.</summary>
    public double Order => Model switch
    {
        QualityModel.EightRealMlpPle => 2,
        QualityModel.TabM => 1,
        _ => 1 - (Table.Data.Rows / 1e6),
    };
}
