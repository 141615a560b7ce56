using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>A model that tells how much each feature weighs; 0 means that its predictions do not depend on the feature.</summary>
internal interface IFeatureWeights
{
    /// <summary>Writes one weight a feature.</summary>
    void GetFeatureWeights(ref VBuffer<float> weights);
}
