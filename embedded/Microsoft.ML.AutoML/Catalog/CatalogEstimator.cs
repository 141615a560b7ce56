using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// A sweepable estimator of the catalog: its parameters are those of an option type.
/// </summary>
internal static class CatalogEstimator
{
    /// <summary>
    /// A sweepable estimator.
    /// </summary>
    /// <param name="name">What it is called in a pipeline's description.</param>
    /// <param name="option">The parameters that a sample leaves out.</param>
    /// <param name="space">The search space; null for the option type's own.</param>
    /// <param name="build">Makes the estimator.</param>
    public static SweepableEstimator Create<TOption>(
        string name, TOption option, SearchSpace<TOption>? space, Func<MLContext, TOption, IEstimator<ITransformer>> build)
        where TOption : class, new()
    {
        var defaults = Parameter.FromObject(option);
        return new SweepableEstimator(
            (context, sample) => build(context, Complete(sample, defaults).AsType<TOption>()), space ?? new SearchSpace<TOption>(option))
        { Name = name };
    }

    /// <summary>A step with nothing to search.</summary>
    public static SweepableEstimator Fixed(string name, Func<MLContext, IEstimator<ITransformer>> build)
        => new((context, _) => build(context), []) { Name = name };

    /// <summary>
    /// The sample with everything it leaves out; names of columns always are the catalog's, since no space searches them.
    /// </summary>
    private static Parameter Complete(Parameter sample, Parameter defaults)
    {
        var complete = Parameter.CreateNestedParameter([.. (IEnumerable<KeyValuePair<string, Parameter>>)sample]);
        foreach (var (name, value) in (IEnumerable<KeyValuePair<string, Parameter>>)defaults)
        {
            if (!complete.ContainsKey(name) || name.EndsWith("ColumnName", StringComparison.Ordinal))
            {
                complete[name] = value;
            }
        }

        return complete;
    }
}
