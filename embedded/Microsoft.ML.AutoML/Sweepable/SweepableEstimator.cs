using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// An estimator with a search space.
/// </summary>
[JsonConverter(typeof(SweepableEstimatorConverter))]
public class SweepableEstimator : Estimator, ISweepable<IEstimator<ITransformer>>
{
    private readonly Func<MLContext, Parameter, IEstimator<ITransformer>>? _factory;

    /// <summary>
    /// An estimator made by a function of its parameters.
    /// </summary>
    /// <param name="factory">Makes the estimator from a sample of <paramref name="ss"/>.</param>
    /// <param name="ss">The search space; an empty one for an estimator with nothing to search.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public SweepableEstimator(Func<MLContext, Parameter, IEstimator<ITransformer>> factory, SearchSpace.SearchSpace ss)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(ss);
        _factory = factory;
        SearchSpace = ss;
        Parameter = ss.SampleFromFeatureSpace(ss.Default!);
    }

    /// <summary>For a subclass, which sets <see cref="SearchSpace"/> and overrides <see cref="BuildFromOption"/>.</summary>
    protected SweepableEstimator()
    {
        SearchSpace = [];
    }

    /// <summary>What may be searched.</summary>
    public SearchSpace.SearchSpace SearchSpace { get; set; }

    /// <summary>The estimator for the parameters given.</summary>
    /// <param name="context">The context to build it in.</param>
    /// <param name="param">A sample of <see cref="SearchSpace"/>.</param>
    /// <exception cref="InvalidOperationException">A subclass made no estimator and did not override this method.</exception>
    public virtual IEstimator<ITransformer> BuildFromOption(MLContext context, Parameter param)
        => _factory is not null
            ? _factory(context, param)
            : throw new InvalidOperationException($"{GetType().Name} has no factory: a subclass of {nameof(SweepableEstimator)} made with its protected constructor must override {nameof(BuildFromOption)}.");
}
