namespace Microsoft.ML.Trainers;

/// <summary>A model that can tell what each feature contributed to a row's score.</summary>
public interface ICalculateFeatureContribution
{
    /// <summary>What computes the contributions; given to <c>Transforms.CalculateFeatureContribution</c> inside its model.</summary>
    FeatureContributionCalculator FeatureContributionCalculator { get; }
}
