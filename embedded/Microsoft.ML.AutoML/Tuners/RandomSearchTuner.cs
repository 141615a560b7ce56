using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Proposes points drawn evenly from the space.
/// </summary>
internal sealed class RandomSearchTuner(SearchSpace.SearchSpace space, int? seed) : ITuner
{
    private readonly Random _random = new(seed ?? Guid.NewGuid().GetHashCode());

    public Parameter Propose(TrialSettings settings)
    {
        var point = new double[space.FeatureSpaceDim];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = _random.NextDouble();
        }

        return space.SampleFromFeatureSpace(point);
    }

    public void Update(TrialResult result)
    {
    }
}
