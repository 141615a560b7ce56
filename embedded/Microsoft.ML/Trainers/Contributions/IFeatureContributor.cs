namespace Microsoft.ML.Trainers;

/// <summary>A model that splits a row's score among the features.</summary>
internal interface IFeatureContributor : IScoreModel
{
    /// <summary>What each feature contributed.</summary>
    /// <param name="features">In: one row.</param>
    /// <param name="contributions">Out: one number a feature.</param>
    void Contribute(ReadOnlySpan<float> features, Span<float> contributions);
}
