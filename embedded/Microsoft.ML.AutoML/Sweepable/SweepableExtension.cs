namespace Microsoft.ML.AutoML;

/// <summary>
/// Chains of plain and sweepable estimators.
/// </summary>
public static class SweepableExtension
{
    /// <summary>A pipeline of the two.</summary>
    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, SweepableEstimator estimator1)
        => new SweepablePipeline().Append(Fixed(estimator)).Append(estimator1);

    /// <summary>The pipeline with one more step.</summary>
    public static SweepablePipeline Append(this SweepablePipeline pipeline, IEstimator<ITransformer> estimator)
        => pipeline.Append(Fixed(estimator));

    /// <summary>A pipeline of the two.</summary>
    public static SweepablePipeline Append(this SweepableEstimator estimator, SweepablePipeline estimator1)
        => new SweepablePipeline().Append(estimator).Append(estimator1);

    /// <summary>A pipeline of the two.</summary>
    public static SweepablePipeline Append(this SweepableEstimator estimator, IEstimator<ITransformer> estimator1)
        => new SweepablePipeline().Append(estimator).Append(Fixed(estimator1));

    /// <summary>A pipeline of the two.</summary>
    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, SweepablePipeline pipeline)
        => new SweepablePipeline().Append(Fixed(estimator)).Append(pipeline);

    /// <summary>A pipeline whose second step is one of the estimators given.</summary>
    public static SweepablePipeline Append(this SweepableEstimator estimator, params SweepableEstimator[] estimators)
        => new SweepablePipeline().Append(estimator).Append(estimators);

    /// <summary>A pipeline whose second step is one of the estimators given.</summary>
    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, params SweepableEstimator[] estimators)
        => new SweepablePipeline().Append(Fixed(estimator)).Append(estimators);

    /// <summary>An estimator with nothing to search.</summary>
    private static SweepableEstimator Fixed(IEstimator<ITransformer> estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new SweepableEstimator((_, _) => estimator, []);
    }
}
