using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>Fits a chosen pipeline on every fold at one budget and collects its out-of-fold predictions.</summary>
internal sealed class TrialExecutor(MLContext context, IDataView data, PredictionTask task, FoldAssignment folds, int concurrency)
{
    private readonly FoldCache _cache = new(context, data, folds);
    private readonly MemoryCheckpointStore _checkpoints = new();

    /// <summary>Predictions of all rows, and the fitted pipeline of each fold.</summary>
    internal (FloatMatrix OutOfFold, ITransformer[] Models) Run(PipelineChoice choice, double budget, double horizon, CancellationToken cancellation)
    {
        var models = new ITransformer[folds.Count];
        var predictions = new FloatMatrix[folds.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellation };
        var known = choice.Known;
        try
        {
            Parallel.For(0, folds.Count, options, fold =>
            {
                var trial = new TrialContext
                {
                    Budget = known?.BudgetAt(budget / horizon) ?? budget,
                    Horizon = known?.FullBudget ?? horizon,
                    Checkpoints = _checkpoints,
                    CheckpointKey = $"{choice.Key}#{fold}",
                    CancellationToken = cancellation,
                };
                using (TrialContext.Enter(trial))
                {
                    (models[fold], predictions[fold]) = FitFold(choice, fold);
                }
            });
        }
        catch (AggregateException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw e.Flatten().InnerExceptions[0];
        }

        return (Join(predictions), models);
    }

    private (ITransformer Model, FloatMatrix Predictions) FitFold(PipelineChoice choice, int fold)
    {
        var part = _cache.Get(choice.Variant, fold, choice.BuildSteps);
        var fitted = choice.BuildTrainer().Fit(part.Train);
        var predictions = PredictionReader.Read(fitted.Transform(part.Validation), task);
        if (predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) >= 0)
        {
            throw new InvalidOperationException("The model predicts values that are not finite numbers.");
        }

        return (new TransformerChain<ITransformer>([.. part.Steps, fitted]), predictions);
    }

    private FloatMatrix Join(FloatMatrix[] parts)
    {
        var columns = parts[0].Columns;
        var all = new FloatMatrix(folds.Rows, columns);
        var next = new int[parts.Length];
        for (var row = 0; row < folds.Rows; row++)
        {
            var fold = folds.FoldOfRow[row];
            parts[fold].Row(next[fold]++).CopyTo(all.Row(row));
        }

        return all;
    }
}
