using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Runs;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Running;

/// <summary>Fits configurations on all splits, several at a time, until the time or the plan ends.</summary>
internal sealed class SearchEngine(SearchRoom room, SearchPlanner planner, RunKeeper keeper, IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
{
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

    /// <summary>How many configurations this process has finished.</summary>
    public int Finished { get; private set; }

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
                    if (_busy == 0)
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
        var isFull = room.Settings.Configurations.Count == 0 && room.Settings.MaxTrials is { } most && _counted >= most;
        var isHeavy = room.Settings.MemoryLimit is { } bytes && _models.Count > 0 && GC.GetTotalMemory(false) > bytes;

        // Without a time limit one after another, so that what is tried next does not hang on which thread was faster.
        var mustWait = room.Settings.TimeLimit is null && _open.Count > 0;
        if (isHeavy || mustWait || planner.Next(_models, _open, isFull) is not { } planned)
        {
            return false;
        }

        _counted += planned.IsContinued ? 0 : 1;
        if (keeper.Start(planned.Candidate, planned is { Share: 1, Splits: null }) is { } id)
        {
            _open.Add(new CandidateRun(id, planned, room.Splits.Count));
        }
        else
        {
            // Tried before, or another process is at it: on to the next.
            _counted--;
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
                fit = run.Candidate.Fit(room.Fold(split), context);
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

        lock (_lock)
        {
            _busy--;
            run.Seconds += (room.Clock.Elapsed - start) * room.ThreadsPerFit;
            Note(run, split, (fit, planned, error));
            Monitor.PulseAll(_lock);
        }
    }

    private void Note(CandidateRun run, int split, (FoldFit? Fit, Candidate? Planned, string? Error) made)
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
        }
        else if (made.Error is not null)
        {
            run.Fail(made.Error);
        }
        else
        {
            run.Succeed(split, made.Fit!);
            if (run.IsWaiting)
            {
                Race(run);
            }
        }

        if (run.HasEnded && _open.Remove(run))
        {
            End(run);
        }
    }

    /// <summary>Lets a configuration go on when its first split is within one paired standard error of the fifth best's, or better.</summary>
    private void Race(CandidateRun run)
    {
        const int Rank = 5;
        var ranked = _models.OrderBy(model => model.Loss).ToArray();
        if (ranked.Length < Rank)
        {
            run.GoOn();
            return;
        }

        var fit = run.First;
        var model = fit.At(FoldFit.BestLength([fit]));
        var places = room.Judged.PlacesOf(0);
        var own = TaskLoss.PerRow(room.Label.Task, model.Predictions, Array.ConvertAll(places, place => room.Judged.Labels[place]));
        var rival = ranked[Rank - 1].RowLosses;
        double[] worse = [.. own.Select((loss, i) => loss - rival[places[i]])];
        var mean = worse.Average();
        var error = Math.Sqrt(worse.Sum(one => (one - mean) * (one - mean)) / Math.Max(1, worse.Length - 1) / worse.Length);
        if (mean <= error)
        {
            run.GoOn();
        }
        else
        {
            run.GiveUp();
        }
    }

    private void End(CandidateRun run)
    {
        var trial = new ExperimentTrial(run.Id, run.Candidate.Trainer, run.Candidate.Describe(), double.NaN, 0, 0, run.Seconds, run.Error)
        {
            Configuration = CandidateSpace.ToConfiguration(run.Candidate),
            WasGivenUp = run.WasGivenUp || (run.IsPart && run.Error is null),
        };
        if (run.IsWhole && !run.IsPart)
        {
            try
            {
                trial = Add(run, trial);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or ArithmeticException)
            {
                trial = trial with { Error = e.Message };
            }
        }

        if (run.Error == Cancelled)
        {
            planner.Dropped(run);
            keeper.End(trial, null);
            return;
        }

        Finished += run.IsPart ? 0 : 1;
        var model = _models.Count > 0 && _models[^1].Trial.Id == run.Id ? _models[^1] : null;
        planner.Told(run, room.Settings.TimeLimit is null ? 1 : run.Seconds, model);
        var isListed = !run.Plan.IsUnlisted || trial.Error is not null;
        if (isListed)
        {
            _trials.Add(trial);
        }

        // A network there was no time for has not been tried.
        var kept = run.WasGivenUp && run.Candidate is NetworkCandidate { Epochs: 0 } ? trial with { Error = Cancelled } : trial;
        var told = new ExperimentProgress(TimeSpan.FromSeconds(room.Clock.Elapsed), _trials.Count, trial, Best()) { Members = planner.Members };
        keeper.End(kept, model, isListed && progress is not null ? () => progress.Report(told) : null);
    }

    private ExperimentTrial? Best()
    {
        var trials = _models.Select(model => model.Trial);
        return TuningMetrics.HigherIsBetter(room.Metric) ? trials.MaxBy(trial => trial.Score) : trials.MinBy(trial => trial.Score);
    }

    private ExperimentTrial Add(CandidateRun run, ExperimentTrial trial)
    {
        var length = FoldFit.BestLength(run.Fits);
        FoldModel[] models = [.. run.Fits.Select(fit => fit.At(length))];
        var task = room.Label.Task;
        double[] scores = [.. models.Select((model, split) => TuningMetrics.Evaluate(room.Metric, task, model.Predictions, room.Fold(split).Validation.Labels))];
        var mean = scores.Average();
        var deviation = scores.Length < 2 ? 0 : Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1));
        trial = trial with { Score = mean, ScoreDeviation = deviation, Length = length + 1 };
        var predictions = room.Judged.Gather(models);
        if (predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) >= 0)
        {
            return trial with { Score = double.NaN, Error = "A prediction is not a finite number." };
        }

        _models.Add(new ModelRecord(trial, run.Candidate, predictions, TaskLoss.PerRow(task, predictions, room.Judged.Labels)) { Models = models, Curve = FoldFit.MeanLosses(run.Fits) });
        KeepTheBest();
        return trial;
    }

    private void KeepTheBest()
    {
        foreach (var one in _models.Where(model => model.Models is not null).OrderBy(model => model.Loss).Skip(RunKeeper.KeptModels))
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
        }
    }
}
