namespace Microsoft.ML.Trainers;

/// <summary>Computes what each feature contributed to a row's score; the transform that uses it is the way to it.</summary>
public sealed class FeatureContributionCalculator
{
    internal FeatureContributionCalculator(IFeatureContributor contributor) => Contributor = contributor;

    internal IFeatureContributor Contributor { get; }
}
