using Microsoft.ML;
using MLNetTuning.Estimators.Ensembles;

namespace MLNetTuning;

/// <summary>Ensembles of any ML.NET pipelines, under <c>ml.Tuning()</c>.</summary>
public static class EnsembleCatalog
{
    /// <summary>An estimator that fits several pipelines on folds and joins them: an average, a greedy selection or a stack, with calibration and decision threshold.</summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="candidates">The pipelines, each from raw columns to predictions.</param>
    /// <param name="options">The settings, or null for the defaults: greedy selection from five folds.</param>
    /// <exception cref="ArgumentException">No candidates, a candidate without a name or pipeline, or settings out of range.</exception>
    public static EnsembleEstimator Ensemble(this TuningCatalog tuning, IReadOnlyList<EnsembleCandidate> candidates, EnsembleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        ArgumentNullException.ThrowIfNull(candidates);
        return new EnsembleEstimator(candidates, options);
    }

    /// <summary>An estimator that fits one pipeline on all folds of several dealings and averages these models.</summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="pipeline">The pipeline, from raw columns to predictions.</param>
    /// <param name="options">The settings; null for five folds dealt three times. Method does not count.</param>
    /// <exception cref="ArgumentException">Settings out of range.</exception>
    public static EnsembleEstimator Bagging(this TuningCatalog tuning, IEstimator<ITransformer> pipeline, EnsembleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        ArgumentNullException.ThrowIfNull(pipeline);
        return new EnsembleEstimator([new EnsembleCandidate("bag", pipeline)], (options ?? new EnsembleOptions { Repeats = 3 }) with { Method = EnsembleMethod.Average, RefitRows = int.MaxValue });
    }
}
