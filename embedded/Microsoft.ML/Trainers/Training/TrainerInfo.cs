namespace Microsoft.ML;

/// <summary>What a trainer wants of its data.</summary>
public sealed class TrainerInfo
{
    internal TrainerInfo(bool normalization, bool caching)
    {
        NeedNormalization = normalization;
        WantCaching = caching;
    }

    /// <summary>Whether the trainer works better on normalized features.</summary>
    public bool NeedNormalization { get; }

    /// <summary>Whether the trainer passes over its data many times; this host's trainers read the data once all the same.</summary>
    public bool WantCaching { get; }
}
