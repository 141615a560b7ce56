using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// What AutoML offers: inference of columns, featurizers, sweepable trainers and experiments.
/// </summary>
public sealed partial class AutoCatalog
{
    private readonly MLContext _context;

    internal AutoCatalog(MLContext context)
    {
        _context = context;
    }

    /// <summary>
    /// A sweepable estimator whose parameters are an instance of <typeparamref name="T"/>.
    /// </summary>
    /// <param name="factory">Makes the estimator from the parameters.</param>
    /// <param name="ss">The search space; it must be given.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public SweepableEstimator CreateSweepableEstimator<T>(Func<MLContext, T, IEstimator<ITransformer>> factory, SearchSpace<T>? ss = null)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (ss is null)
        {
            throw new ArgumentNullException(nameof(ss), $"Give the search space, such as new SearchSpace<{typeof(T).Name}>().");
        }

        return new SweepableEstimator((context, parameter) => factory(context, parameter.AsType<T>()), ss);
    }

    /// <summary>An experiment with neither data, metric nor tuner yet.</summary>
    /// <param name="settings">The settings; null for the defaults.</param>
    public AutoMLExperiment CreateExperiment(AutoMLExperiment.AutoMLExperimentSettings? settings = null)
        => new(_context, settings ?? new AutoMLExperiment.AutoMLExperimentSettings());
}
