using System.Globalization;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>The loop of a run: keeps as many trials going as allowed, and waits for one of them when the plan does.</summary>
internal sealed class StudyRunner(Study study, Func<TrialRun, double> objective, RunOptions options, TimeProvider clock)
{
    private readonly Lock _listener = new();
    private readonly List<Task> _running = [];
    private int _started;

    public RunEnd Run(CancellationToken cancellationToken)
    {
        using var timer = options.TimeLimit is { } limit ? new CancellationTokenSource(limit, clock) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        RunEnd end;
        try
        {
            end = Loop(either.Token);
            Task.WaitAll([.. _running], CancellationToken.None);
        }
        catch
        {
            // The store or the listener failed: the trials still running are ended, and the first error is the one that counts.
            timer.Cancel();
            Task.WhenAll(_running).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
            throw;
        }

        return cancellationToken.IsCancellationRequested && end is not RunEnd.PlanFinished ? RunEnd.Cancelled
            : timer.IsCancellationRequested && end is not RunEnd.PlanFinished ? RunEnd.TimeLimit
            : end;
    }

    private RunEnd Loop(CancellationToken token)
    {
        while (!token.IsCancellationRequested && !(_started >= options.MaxTrials))
        {
            if (_running.Count < options.MaxConcurrency && study.Ask() is { } trial)
            {
                _started++;
                Start(trial, token);
            }
            else if (_running.Count > 0)
            {
                Task.WaitAny([.. _running], CancellationToken.None);
            }
            else
            {
                return RunEnd.PlanFinished;
            }

            Collect();
        }

        return _started >= options.MaxTrials ? (study.IsFinished ? RunEnd.PlanFinished : RunEnd.TrialLimit) : RunEnd.TimeLimit;
    }

    private void Start(Trial trial, CancellationToken token)
    {
        if (options.MaxConcurrency == 1)
        {
            RunOne(trial, token);
            return;
        }

        // Training blocks its thread for long: a thread of its own keeps the pool free.
        _running.Add(Task.Factory.StartNew(() => RunOne(trial, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    // A task faults only when the store or the listener throws: that ends the run, the objective's own errors do not.
    private void Collect()
    {
        foreach (var ended in _running.Where(t => t.IsCompleted).ToList())
        {
            _running.Remove(ended);
            ended.GetAwaiter().GetResult();
        }
    }

    private void RunOne(Trial trial, CancellationToken token)
    {
        double value = double.NaN;
        string? error = null;
        using var timer = options.TrialTimeLimit is { } limit ? new CancellationTokenSource(limit, clock) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, token);
        try
        {
            value = objective(new TrialRun(study, trial, either.Token));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            study.Release(trial.Id);
            return;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            error = $"The trial took longer than its limit of {options.TrialTimeLimit!.Value.ToString("c", CultureInfo.InvariantCulture)}.";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            error = $"{e.GetType().Name}: {e.Message}";
        }

        End(trial.Id, value, error);
    }

    private void End(int trialId, double value, string? error)
    {
        if (error is null)
        {
            study.Tell(trialId, value);
        }
        else
        {
            study.TellFailed(trialId, error);
        }

        if (options.TrialEnded is { } listener)
        {
            lock (_listener)
            {
                listener(study.Get(trialId));
            }
        }
    }
}
