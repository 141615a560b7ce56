namespace Microsoft.ML.AutoML;

/// <summary>
/// Something with a search space.
/// </summary>
public interface ISweepable
{
    /// <summary>What may be searched.</summary>
    SearchSpace.SearchSpace SearchSpace { get; }
}
