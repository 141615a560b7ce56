using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Something with a search space that becomes an estimator once its parameters are known.
/// </summary>
/// <typeparam name="T">The estimator.</typeparam>
public interface ISweepable<out T> : ISweepable
    where T : IEstimator<ITransformer>
{
    /// <summary>The estimator for the parameters given.</summary>
    /// <param name="context">The context to build it in.</param>
    /// <param name="parameter">A sample of the search space.</param>
    T BuildFromOption(MLContext context, Parameter parameter);
}
