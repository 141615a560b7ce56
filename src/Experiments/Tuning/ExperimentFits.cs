using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>Runs an experiment's trials: the pipeline a trial chooses, on every part of the data, at the trial's budget, judged by the experiment's metric.</summary>
internal sealed class ExperimentFits(SweepablePipeline pipeline, IEvaluateMetricManager metric, ExperimentFolds folds, SweepOptions options, SearchKeeper search)
{
    private readonly ConcurrentDictionary<string, (double Metric, ITransformer Model)> _budgetless = new(StringComparer.Ordinal);
    private PipelineFits? _fits;

    /// <summary>The mean of the metric over the parts, and a model; throws what the fit threw.</summary>
    internal (double Metric, ITransformer Model) Run(TrialSettings settings, MLContext context, CancellationToken cancellation)
    {
        var trial = new SearchTrial(settings.TrialId, search.Book[settings.TrialId], search.Book);
        var choice = new PipelineChoice(context, pipeline, settings.Parameter[PipelineSpace.PipelineKey]);
        bool repeats = search.Study.Get(trial.Trial.Id).State != TrialState.Running || (options.Budget == TuningBudget.Training && choice.Known is { FullBudget: 0 });
        if (repeats && _budgetless.TryGetValue(choice.Key, out var earlier))
        {
            return earlier;
        }

        _fits ??= new PipelineFits(new FoldCache(context, fold => folds.Parts[fold]), folds.Parts.Count, options.MaxConcurrency, options.Budget);
        var (results, _) = _fits.Run(choice, trial, (_, part, fitted) =>
        {
            var scored = fitted.Transform(part.Validation);
            return (Metric: metric.Evaluate(context, scored), Model: (ITransformer)new TransformerChain<ITransformer>([.. part.Steps, fitted]), Task: TaskOf(scored));
        }, cancellation);
        search.Book.Forget(trial.Trial, id => search.Study.Get(id).ParentId, folds.Parts.Count);
        var result = (results.Average(r => r.Metric), Model([.. results.Select(r => r.Model)], results[0].Task));
        _budgetless[choice.Key] = result;
        return result;
    }

    internal TrialResult Result(TrialSettings settings, (double Metric, ITransformer Model) outcome, double milliseconds) => new()
    {
        TrialSettings = settings,
        Metric = outcome.Metric,
        Loss = !double.IsFinite(outcome.Metric) ? double.MaxValue : metric.IsMaximize ? -outcome.Metric : outcome.Metric,
        DurationInMilliseconds = milliseconds,
        Model = outcome.Model,
    };

    // Of several folds no one's model is the trial's: their predictions are averaged, where there is something to average.
    private ITransformer Model(ITransformer[] models, PredictionTask? task) => models.Length > 1 && task is { } known
        ? new EnsembleTransformer(known, [new EnsembleMember("folds", 1, models)], folds.Parts[0].Train)
        : models[0];

    private static PredictionTask? TaskOf(IDataView scored) =>
        scored.Schema.GetColumnOrNull("Probability") is { Type: NumberDataViewType } ? PredictionTask.Binary
        : scored.Schema.GetColumnOrNull("PredictedLabel") is { Type: KeyDataViewType } ? PredictionTask.Multiclass
        : scored.Schema.GetColumnOrNull("PredictedLabel") is null && scored.Schema.GetColumnOrNull("Score") is { Type: NumberDataViewType } ? PredictionTask.Regression
        : null;
}
