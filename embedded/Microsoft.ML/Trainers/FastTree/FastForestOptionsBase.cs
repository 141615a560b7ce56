namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Options of forests: rows, features per tree and features per split are each drawn at 0.7 by default.</summary>
public abstract class FastForestOptionsBase : TreeOptions
{
    internal FastForestOptionsBase()
    {
        FeatureFraction = 0.7;
        BaggingSize = 1;
        FeatureFractionPerSplit = 0.7;
    }
}
