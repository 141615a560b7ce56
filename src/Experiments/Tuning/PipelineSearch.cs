using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Spaces;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Reports;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>
/// A search of a pipeline's space by a sweeper, with a loop of its own in place of ML.NET's: trials run side by side, a failing one never ends the run, and the
/// study can be kept in a store and gone on with.
/// </summary>
/// <remarks>
/// Our networks and boosted trees train beside each other; trials of trainers that cannot share the process with their like
/// (<see cref="Trainers.SweepableTrainer.RunsAlone"/>: ML.NET's own FastTree and LightGbm) run one at a time beside ours.
/// </remarks>
public sealed class PipelineSearch
{
    private readonly TuningSession _session;
    private readonly SweepablePipeline _pipeline;
    private readonly PipelineSpace _space;
    private readonly TrialBook _book;
    private readonly Lock _listener = new();
    private double _bestLoss = double.MaxValue;

    internal PipelineSearch(TuningSession session, SweepablePipeline pipeline, Sweeper sweeper, IStudyStore? store, string? name, IStudyCheckpoints? checkpoints)
    {
        _session = session;
        _pipeline = pipeline;
        _space = new PipelineSpace(pipeline.SearchSpace);
        Study = _space.Open(sweeper, session, store, name);
        _book = new TrialBook(TrialBook.Place(checkpoints, store, Study.Name));
    }

    /// <summary>The trials, by configuration, each with its score on every fold (<see cref="TrialTable"/>); the session has their predictions and their models.</summary>
    public Study Study { get; }

    /// <summary>Runs trials until the plan is done, a limit is reached or the token is cancelled; whatever has ended stays in the session.</summary>
    /// <param name="limits">How many trials, for how long, and how many side by side; defaults when null. Each trial fits its folds side by side too.</param>
    /// <param name="monitor">Is told of every trial as ML.NET's loop tells it, one call at a time; null (the default) for nobody.</param>
    /// <param name="cancellationToken">Ends the run and cancels the running trials.</param>
    /// <returns>Why the run ended.</returns>
    /// <exception cref="ArgumentException">The plan has no end and no limit is given, or an option is not allowed.</exception>
    public RunEnd Run(RunOptions? limits = null, IMonitor? monitor = null, CancellationToken cancellationToken = default)
    {
        _session.Plan(limits?.MaxTrials ?? Study.PlannedTrials);
        return Study.Run(run => RunTrial(run, monitor), limits, cancellationToken);
    }

    private double RunTrial(TrialRun run, IMonitor? monitor)
    {
        var settings = new TrialSettings { TrialId = run.Trial.Id, StartedAtUtc = run.Trial.StartedAt.UtcDateTime, Parameter = _space.ToTrial(run.Configuration) };
        Tell(() => monitor?.ReportRunningTrial(settings));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.CancellationToken);
        var hand = new HandWatch(run, stop, _session.Options.TimeProvider);
        var trial = new SearchTrial(run.Trial.Id, run.Trial, _book, hand.Look);
        TrialRecord record;
        try
        {
            record = _session.Run(trial, _pipeline, settings.Parameter[PipelineSpace.PipelineKey], stop.Token);
        }
        catch (OperationCanceledException) when (hand.Decision == TrialDecision.Pause)
        {
            throw new TrialPausedException();
        }
        catch (OperationCanceledException) when (hand.Decision == TrialDecision.Stop)
        {
            var error = new InvalidOperationException("It was stopped by hand before it had a value.");
            Tell(() => monitor?.ReportFailTrial(settings, error));
            throw error;
        }
        catch (OutOfMemoryException e)
        {
            // The memory went with the trial; the next may be smaller.
            Tell(() => monitor?.ReportFailTrial(settings, e));
            throw new InvalidOperationException("The trial ran out of memory.", e);
        }

        _book.Forget(run.Trial, id => Study.Get(id).ParentId, _session.Folds.Count);
        settings.EndedAtUtc = _session.Options.TimeProvider.GetUtcNow().UtcDateTime;
        Tell(() => TellEnd(monitor, record, settings));
        return record.Succeeded ? run.SetFolds(record.FoldScores) : throw new InvalidOperationException(record.Error);
    }

    private void TellEnd(IMonitor? monitor, TrialRecord record, TrialSettings settings)
    {
        if (!record.Succeeded)
        {
            monitor?.ReportFailTrial(settings, new InvalidOperationException(record.Error));
            return;
        }

        var result = _session.ResultOf(record, settings);
        monitor?.ReportCompletedTrial(result);
        if (result.Loss < _bestLoss)
        {
            _bestLoss = result.Loss;
            monitor?.ReportBestTrial(result);
        }
    }

    private void Tell(Action tell)
    {
        lock (_listener)
        {
            tell();
        }
    }
}
