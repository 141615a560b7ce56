using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Makes sweepable estimators of the catalog.
/// </summary>
internal static class CatalogEstimator
{
    /// <summary>
    /// A sweepable estimator.
    /// </summary>
    /// <param name="type">What it makes.</param>
    /// <param name="option">The parameters that a sample leaves out.</param>
    /// <param name="space">The search space; null for the option type's own.</param>
    /// <param name="build">Makes the estimator.</param>
    public static SweepableEstimator Create<TOption>(
        EstimatorType type, TOption option, SearchSpace<TOption>? space, Func<MLContext, TOption, IEstimator<ITransformer>> build)
        where TOption : class, new()
        => new CatalogEstimator<TOption>(option, build) { EstimatorType = type, SearchSpace = space ?? new SearchSpace<TOption>(option) };
}
