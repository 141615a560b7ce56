using System.Collections.Concurrent;
using Microsoft.ML;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>Featurized folds, made once for each variant of the featurizer and shared by all trials.</summary>
internal sealed class FoldCache(MLContext context, Func<int, (IDataView Train, IDataView Validation)> split)
{
    private readonly ConcurrentDictionary<(string Variant, int Fold), Lazy<FoldData>> _folds = new();

    internal FoldData Get(string variant, int fold, Func<IReadOnlyList<IEstimator<ITransformer>>> steps) =>
        _folds.GetOrAdd((variant, fold), _ => new Lazy<FoldData>(() => Make(fold, steps()))).Value;

    private FoldData Make(int fold, IReadOnlyList<IEstimator<ITransformer>> steps)
    {
        var (train, validation) = split(fold);
        var fitted = new List<ITransformer>();
        foreach (var step in steps)
        {
            var transformer = step.Fit(train);
            train = transformer.Transform(train);
            validation = transformer.Transform(validation);
            fitted.Add(transformer);
        }

        return new FoldData(fitted, context.Data.Cache(train), context.Data.Cache(validation));
    }
}
