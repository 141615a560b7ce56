using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// A sweepable estimator of the catalog: its parameters are those of an option type.
/// </summary>
internal sealed class CatalogEstimator<TOption> : SweepableEstimator
    where TOption : class, new()
{
    private readonly Parameter _defaults;
    private readonly Func<MLContext, TOption, IEstimator<ITransformer>> _build;

    public CatalogEstimator(TOption option, Func<MLContext, TOption, IEstimator<ITransformer>> build)
    {
        _defaults = Parameter.FromObject(option);
        _build = build;
        Parameter = _defaults;
    }

    public override IEstimator<ITransformer> BuildFromOption(MLContext context, Parameter param)
    {
        Parameter = param;
        return _build(context, Complete(param).AsType<TOption>());
    }

    /// <summary>
    /// The sample with everything it leaves out; names of columns always are the catalog's, since no space searches them.
    /// </summary>
    private Parameter Complete(Parameter sample)
    {
        var complete = Parameter.CreateNestedParameter([.. (IEnumerable<KeyValuePair<string, Parameter>>)sample]);
        foreach (var (name, value) in (IEnumerable<KeyValuePair<string, Parameter>>)_defaults)
        {
            if (!complete.ContainsKey(name) || name.EndsWith("ColumnName", StringComparison.Ordinal))
            {
                complete[name] = value;
            }
        }

        return complete;
    }
}
