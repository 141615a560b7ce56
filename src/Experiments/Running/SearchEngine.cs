using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Runs;
using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Running;

/// <summary>Fits configurations on all splits, several at a time, until the time or the plan ends.</summary>
internal sealed class SearchEngine(SearchRoom room, SearchPlanner planner, RunKeeper keeper, IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
{
    /// <summary>A new configuration goes on when it keeps up with the model of this rank.</summary>
    private const int RivalRank = 5;

    private const string Cancelled = StudyBook.TimeOver;

    private readonly object _lock = new();
    private readonly List<CandidateRun> _open = [];
    private readonly List<ModelRecord> _models = [.. keeper.Models];
    private readonly List<ExperimentTrial> _trials = [.. keeper.Trials];
    private CancellationTokenSource _late = null!;
    private int _counted = room.Settings.IsResumed ? keeper.Trials.Count : 0;
    private int _busy;

    /// <summary>The configurations that succeeded, in the order they ended.</summary>
    public IReadOnlyList<ModelRecord> Models => _models;

    /// <summary>All configurations, in the order they ended.</summary>
    public IReadOnlyList<ExperimentTrial> Trials => _trials;

    /// <summary>What the sweeper did; null for the built-in plan.</summary>
    public SweepTrace? Sweep => planner.Sweep;

    /// <summary>How many configurations this process has finished.</summary>
    public int Finished { get; private set; }

    /// <summary>Whether it works for another process, which makes the model; else it waits at its end, while there is time, for what others are at.</summary>
    public bool IsHelper { get; init; }

    private bool IsFull => room.Settings.Configurations.Count == 0 && room.Settings.MaxTrials is { } most && _counted >= most;

    /// <summary>Whether others are at what this process would need to go on from: nothing has succeeded yet.</summary>
    private bool HopesForOthers => _models.Count == 0 && !(IsHelper && (IsFull || room.Clock.IsLate)) && keeper.MayOthersBring;

    /// <summary>Searches; ends early, with what there is, when cancelled.</summary>
    public void Run()
    {
        using var timer = double.IsFinite(room.Clock.SearchEnd)
            ? new CancellationTokenSource(TimeSpan.FromSeconds(Math.Max(0, room.Clock.Left)), room.Clock.Provider)
            : new CancellationTokenSource();
        using var late = _late = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        foreach (var model in _models)
        {
            planner.Adopted(model);
        }

        var others = Enumerable.Range(1, room.Workers - 1).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning)).ToArray();
        Work();
        Task.WaitAll(others, CancellationToken.None);
        foreach (var run in _open)
        {
            planner.Dropped(run);
            keeper.End(new ExperimentTrial(run.Id, run.Candidate.Trainer, run.Candidate.Describe(), double.NaN, 0, 0, run.Seconds, Cancelled), null);
        }

        if (!IsHelper)
        {
            keeper.AwaitOthers(late.Token);
        }

        keeper.Finish();
        Adopt();
    }

    private void Work()
    {
        while (Take() is { } job)
        {
            Execute(job.Run, job.Split);
        }
    }

    /// <summary>The next fit, or null when the search is over. A split of -1 asks for planning.</summary>
    private (CandidateRun Run, int Split)? Take()
    {
        lock (_lock)
        {
            while (!cancellation.IsCancellationRequested && !(room.Clock.IsLate && _models.Count > 0))
            {
                foreach (var run in _open)
                {
                    if (run.IsUnplanned && !run.IsPlanning && run.Error is null)
                    {
                        run.IsPlanning = true;
                        _busy++;
                        return (run, -1);
                    }

                    if (run.TryTake(out var split))
                    {
                        _busy++;
                        return (run, split);
                    }
                }

                if (!Open())
                {
                    if (_busy == 0 && !HopesForOthers)
                    {
                        break;
                    }

                    Monitor.Wait(_lock, TimeSpan.FromMilliseconds(100));
                }
            }

            Monitor.PulseAll(_lock);
            return null;
        }
    }

    private bool Open()
    {
        Adopt();
        foreach (var left in keeper.Left())
        {
            planner.Return(left);
        }

        var isHeavy = room.Settings.MemoryLimit is { } bytes && _models.Count > 0 && GC.GetTotalMemory(false) > bytes;

        // Without a time limit one after another, so that what is tried next does not hang on which thread was faster.
        var mustWait = room.Settings.TimeLimit is null && _open.Count > 0;
        if (isHeavy || mustWait || planner.Next(_models, _open, IsFull) is not { } planned)
        {
            return false;
        }

        if (keeper.Start(planned.Candidate, planned is { Share: 1, Splits: null }) is { } id)
        {
            _counted += planned.IsContinued ? 0 : 1;
            _open.Add(new CandidateRun(id, planned, room.Splits.Count));
        }
        else
        {
            // Tried before, or another process is at it: on to the next.
            planner.Dropped(new CandidateRun(-1, planned, room.Splits.Count));
        }

        return true;
    }

    private void Execute(CandidateRun run, int split)
    {
        var start = room.Clock.Elapsed;
        var context = new FitContext(room.ThreadsPerFit, () => room.Clock.IsLate, () => room.Clock.Elapsed >= run.SoftEnd, cancellation)
        {
            Late = _models.Count > 0 ? _late.Token : cancellation,
            Share = run.Plan.Share,
            Earlier = run.Plan.Earlier is { } earlier && split >= 0 && split < earlier.Count ? earlier[split] : null,
        };
        FoldFit? fit = null;
        Candidate? planned = null;
        string? error = null;
        try
        {
            if (split < 0)
            {
                planned = planner.Plan(run.Candidate, context);
            }
            else
            {
                fit = run.Candidate.Fit(room.Fold(split, run.Candidate.MostRows), context);
                error = double.IsFinite(fit.Losses.Min()) ? null : "The validation loss is not a finite number.";
            }
        }
        catch (OperationCanceledException)
        {
            error = Cancelled;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A trainer that fails is listed; the others go on.
            error = e.Message;
        }

        After after;
        ModelRecord? rival;
        lock (_lock)
        {
            var seconds = room.Clock.Elapsed - start;
            run.Seconds += seconds * room.ThreadsPerFit;
            if (fit is not null && context.Earlier is null)
            {
                planner.Timed(run.Candidate, fit, seconds);
            }

            after = Note(run, split, (fit, planned, error));
            after = after == After.Nothing && run.HasEnded ? After.Drop : after;
            rival = after == After.Race ? Rival() : null;
        }

        Conclude(run, after, rival);
    }

    /// <summary>What follows a fit. Predicting, scoring and weighing take their time, so they hold no lock: the other threads go on with their fits.</summary>
    private void Conclude(CandidateRun run, After after, ModelRecord? rival)
    {
        var isGood = after != After.Race || RunResult.HoldsItsOwn(room, run.First, rival);
        (ExperimentTrial? trial, ModelRecord? record) = after == After.End ? RunResult.Of(room, run) : (null, null);
        if (record is not null && !room.Clock.IsLate)
        {
            planner.Ponder(Snapshot(record));
        }

        lock (_lock)
        {
            _busy--;
            if (after == After.Race)
            {
                run.Decide(isGood);
            }

            if (after is After.End or After.Drop || !isGood)
            {
                _open.Remove(run);
                End(run, trial ?? RunResult.Trial(run), record);
            }

            Monitor.PulseAll(_lock);
        }
    }

    private ModelRecord[] Snapshot(ModelRecord latest)
    {
        lock (_lock)
        {
            return [.. _models, latest];
        }
    }

    private static After Note(CandidateRun run, int split, (FoldFit? Fit, Candidate? Planned, string? Error) made)
    {
        if (split < 0)
        {
            (run.IsUnplanned, run.IsPlanning) = (false, false);
            if (made.Error is not null)
            {
                run.FailPlanning(made.Error);
            }
            else if (made.Planned is null)
            {
                run.GiveUp();
            }
            else
            {
                run.Candidate = made.Planned;
            }

            return After.Nothing;
        }

        if (made.Error is not null)
        {
            run.Fail(made.Error);
            return After.Nothing;
        }

        run.Succeed(split, made.Fit!);
        return run.IsWhole ? run.IsPart ? After.Drop : After.End : run.IsWaiting ? After.Race : After.Nothing;
    }

    /// <summary>The model a new configuration must keep up with; null while there are few.</summary>
    private ModelRecord? Rival() => _models.OrderBy(model => model.Loss).Skip(RivalRank - 1).FirstOrDefault();

    private void End(CandidateRun run, ExperimentTrial trial, ModelRecord? record)
    {
        if (record is not null)
        {
            _models.Add(record);
            KeepTheBest();
        }

        if (run.Error == Cancelled)
        {
            planner.Dropped(run);
            keeper.End(trial, null);
            return;
        }

        Finished += run.IsPart ? 0 : 1;
        planner.Told(run, room.Settings.TimeLimit is null ? 1 : run.Seconds, record);
        var isListed = !run.GoesOn;
        if (isListed)
        {
            _trials.Add(trial);
        }

        // A network there was no time for has not been tried.
        var kept = run.WasGivenUp && run.Candidate is NetworkCandidate { Epochs: 0 } ? trial with { Error = Cancelled } : trial;
        var told = new ExperimentProgress(TimeSpan.FromSeconds(room.Clock.Elapsed), _trials.Count, trial, Best()) { Members = planner.Members };
        keeper.End(kept, record, isListed && progress is not null ? () => progress.Report(told) : null);
    }

    private ExperimentTrial? Best()
    {
        var trials = _models.Select(model => model.Trial);
        return TuningMetrics.HigherIsBetter(room.Metric) ? trials.MaxBy(trial => trial.Score) : trials.MinBy(trial => trial.Score);
    }

    private void KeepTheBest()
    {
        ModelRecord[] kept = [.. _models.Where(model => model.Models is not null)];
        foreach (var one in kept.Except(ModelPool.Choose(kept, RunKeeper.KeptModels)))
        {
            one.Models = null;
        }
    }

    /// <summary>Takes in what other processes have finished.</summary>
    private void Adopt()
    {
        foreach (var record in keeper.Adopt())
        {
            _models.Add(record);
            _trials.Add(record.Trial);
            planner.Adopted(record);
            KeepTheBest();
            if (progress is not null)
            {
                var told = new ExperimentProgress(TimeSpan.FromSeconds(room.Clock.Elapsed), _trials.Count, record.Trial, Best()) { Members = planner.Members, IsElsewhere = true };
                keeper.Tell(() => progress.Report(told));
            }
        }
    }

    /// <summary>What follows a fit.</summary>
    private enum After
    {
        /// <summary>More fits of the configuration.</summary>
        Nothing,

        /// <summary>A comparison with what there is.</summary>
        Race,

        /// <summary>All splits are fitted: the configuration's score.</summary>
        End,

        /// <summary>It failed or was given up.</summary>
        Drop,
    }
}
