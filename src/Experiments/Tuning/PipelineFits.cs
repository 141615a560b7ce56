using Microsoft.ML;
using MLNetTuning.Estimators;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>
/// Fits chosen pipelines on every fold at a budget: their first steps once for all trials, folds side by side, our trainers from their
/// checkpoints, and those that cannot share the process with their like one trial at a time.
/// </summary>
internal sealed class PipelineFits(FoldCache cache, int folds, int concurrency, TuningBudget unit)
{
    // One for the process: a lock inside LightGBM and a static thread count inside FastTree know no sessions.
    private static readonly SemaphoreSlim _alone = new(1);

    /// <summary>Fits and reads every fold.</summary>
    /// <param name="choice">The pipeline.</param>
    /// <param name="trial">Its trial.</param>
    /// <param name="read">Gets the fold, its data and the fitted trainer; called for several folds at once.</param>
    /// <param name="cancellation">Ends the fits.</param>
    /// <returns>What was read, and whether training went on from checkpoints.</returns>
    internal (T[] Results, bool HasResumed) Run<T>(PipelineChoice choice, SearchTrial trial, Func<int, FoldData, ITransformer, T> read, CancellationToken cancellation)
    {
        if (!choice.RunsAlone)
        {
            return RunFolds(choice, trial, read, cancellation);
        }

        _alone.Wait(cancellation);
        try
        {
            return RunFolds(choice, trial, read, cancellation);
        }
        finally
        {
            _alone.Release();
        }
    }

    private (T[] Results, bool HasResumed) RunFolds<T>(PipelineChoice choice, SearchTrial trial, Func<int, FoldData, ITransformer, T> read, CancellationToken cancellation)
    {
        var results = new T[folds];
        var resumed = new bool[folds];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, folds, options, fold =>
            {
                var context = Context(choice, trial, fold, cancellation);
                using (TrialContext.Enter(context))
                {
                    var part = cache.Get(choice.Variant, fold, choice.BuildSteps);
                    var rows = unit == TuningBudget.Rows ? RowShare.Take(part.Train, trial.Trial.Budget / trial.Trial.Horizon) : part.Train;
                    results[fold] = read(fold, part, choice.BuildTrainer().Fit(rows));
                    resumed[fold] = context.HasResumed;
                }
            });
        }
        catch (AggregateException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw e.Flatten().InnerExceptions[0];
        }

        return (results, Array.TrueForAll(resumed, r => r));
    }

    private TrialContext Context(PipelineChoice choice, SearchTrial search, int fold, CancellationToken cancellation)
    {
        var trial = search.Trial;
        if (unit == TuningBudget.Rows)
        {
            // Other rows are another training: nothing goes on from a checkpoint.
            return new TrialContext { CancellationToken = cancellation };
        }

        var known = choice.Known;
        return new TrialContext
        {
            Budget = known?.BudgetAt(trial.Budget / trial.Horizon) ?? trial.Budget,
            Horizon = known?.FullBudget ?? trial.Horizon,
            Checkpoints = search.Book.Checkpoints,
            CheckpointKey = TrialBook.Key(trial.Id, fold),
            ResumeKey = trial.ParentId is int parent ? TrialBook.Key(parent, fold) : null,
            CancellationToken = cancellation,
            Beat = search.Beat,
        };
    }
}
