namespace Microsoft.ML.AutoML;

/// <summary>
/// Whether the rows are kept in memory as the featurizers made them, before a trainer reads them.
/// </summary>
public enum CacheBeforeTrainer
{
    /// <summary>Where it saves time. The trainers of this host read their rows once, so nowhere.</summary>
    Auto,

    /// <summary>Always.</summary>
    On,

    /// <summary>Never.</summary>
    Off,
}
