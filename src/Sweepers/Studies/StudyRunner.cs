using System.Globalization;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>The loop of a run: keeps as many trials going as allowed, and waits for one of them, or for other workers, when the plan does.</summary>
internal sealed class StudyRunner(Study study, Func<TrialRun, Task<double>> objective, RunOptions options, TimeProvider clock)
{
    private static readonly TimeSpan s_shortestPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPoll = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private TimeSpan _poll = s_shortestPoll;
    private RunEnd? _end;
    private int _started;
    private int _failures;

    /// <summary>How objectives get threads of their own, to run side by side and to be left behind if they do not listen; null for the caller's thread.</summary>
    public TaskCreationOptions? Threads { get; init; }

    public async Task<RunEnd> Run(CancellationToken cancellationToken)
    {
        using var timer = options.TimeLimit is { } limit ? new CancellationTokenSource(limit, clock) : new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken, _stop.Token);
        try
        {
            var end = await Loop(any.Token).ConfigureAwait(false);
            await Task.WhenAll(_running).ConfigureAwait(false);
            return end is RunEnd.PlanFinished or RunEnd.Paused ? end
                : _end is { } own ? own
                : cancellationToken.IsCancellationRequested ? RunEnd.Cancelled
                : timer.IsCancellationRequested ? RunEnd.TimeLimit
                : end;
        }
        catch (Exception e)
        {
            // The store or the listener failed: the trials still running are ended, and the first error is the one that counts.
            await _stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_running).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            if (e is StudyStoreLostException)
            {
                return cancellationToken.IsCancellationRequested ? RunEnd.Cancelled : RunEnd.StoreLost;
            }

            throw;
        }
        finally
        {
            _stop.Dispose();
        }
    }

    private async Task<RunEnd> Loop(CancellationToken token)
    {
        while (!token.IsCancellationRequested && !(_started >= options.MaxTrials))
        {
            bool free = _running.Count < options.MaxConcurrency;
            if (free && study.Next(token) is { } trial)
            {
                _started++;
                _poll = s_shortestPoll;
                _running.Add(RunOne(trial, token));
            }
            else if (!await Wait(free && study.WaitsForOthers, token).ConfigureAwait(false))
            {
                return study.IsHeldUp ? RunEnd.Paused : RunEnd.PlanFinished;
            }

            await Collect().ConfigureAwait(false);
        }

        return _started >= options.MaxTrials ? (study.IsFinished ? RunEnd.PlanFinished : RunEnd.TrialLimit) : RunEnd.TimeLimit;
    }

    // Waits until something may have changed; false when nothing can.
    private async Task<bool> Wait(bool others, CancellationToken token)
    {
        if (!others)
        {
            return _running.Count > 0 && await Task.WhenAny(_running).ConfigureAwait(false) is not null;
        }

        using var awake = CancellationTokenSource.CreateLinkedTokenSource(token);
        await Task.WhenAny([Task.Delay(_poll, awake.Token), .. _running]).ConfigureAwait(false);
        await awake.CancelAsync().ConfigureAwait(false);
        _poll = _poll * 2 < s_longestPoll ? _poll * 2 : s_longestPoll;
        return true;
    }

    // A task faults only when the store or the listener throws: that ends the run, the objective's own errors do not.
    private async Task Collect()
    {
        foreach (var ended in _running.Where(t => t.IsCompleted).ToList())
        {
            _running.Remove(ended);
            await ended.ConfigureAwait(false);
        }
    }

    private async Task RunOne(Trial trial, CancellationToken token)
    {
        try
        {
            for (int attempt = 0; ; attempt++)
            {
                var outcome = await Try(trial, token).ConfigureAwait(false);
                if (outcome.IsPaused)
                {
                    study.SetAside(trial.Id, token);
                    return;
                }

                if (outcome.GivenBack)
                {
                    study.GiveBack(trial.Id, token);
                    return;
                }

                if (!outcome.CanRetry || attempt >= options.Retries)
                {
                    End(trial.Id, outcome.Value, outcome.Error, token);
                    return;
                }
            }
        }
        catch (TrialLostException)
        {
            // Another worker has the trial: it is that one's to end.
        }
    }

    private async Task<TrialOutcome> Try(Trial trial, CancellationToken token)
    {
        using var timer = options.TrialTimeLimit is { } limit ? new CancellationTokenSource(limit, clock) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, token);
        try
        {
            var run = new TrialRun(study, trial, either.Token);
            var work = Threads is { } kind
                ? Task.Factory.StartNew(() => objective(run), CancellationToken.None, kind, TaskScheduler.Default).Unwrap()
                : objective(run);
            return await EndsInTime(work, either.Token).ConfigureAwait(false) ? new(await work.ConfigureAwait(false))
                : token.IsCancellationRequested ? TrialOutcome.Returned
                : new(TooLong());
        }
        catch (Exception e) when (e is TrialLostException or StudyStoreLostException)
        {
            throw;
        }
        catch (TrialPausedException)
        {
            return TrialOutcome.Paused;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return TrialOutcome.Returned;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            return new(TooLong());
        }
        catch (Exception e)
        {
            return new($"{e.GetType().Name}: {e.Message}") { CanRetry = true };
        }
    }

    private string TooLong() => $"The trial took longer than its limit of {options.TrialTimeLimit!.Value.ToString("c", CultureInfo.InvariantCulture)}.";

    // An objective that does not listen to its token is left behind: its trial is no longer its own, and its next report tells it so.
    private async Task<bool> EndsInTime(Task work, CancellationToken token)
    {
        if (Threads is null || work.IsCompleted || options.CancellationGrace == Timeout.InfiniteTimeSpan)
        {
            return true;
        }

        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.Register(cancelled.SetResult);
        return await Task.WhenAny(work, cancelled.Task).ConfigureAwait(false) == work
            || await Task.WhenAny(work, Task.Delay(options.CancellationGrace, CancellationToken.None)).ConfigureAwait(false) == work;
    }

    private void End(int trialId, double value, string? error, CancellationToken token)
    {
        study.End(trialId, error is null ? value : null, error, token);
        lock (_gate)
        {
            var trial = study.Get(trialId);
            _failures = trial.State == TrialState.Failed ? _failures + 1 : 0;
            if (options.Reached(trial, study.Direction))
            {
                Stop(RunEnd.TargetReached);
            }
            else if (_failures >= options.MaxConsecutiveFailures)
            {
                Stop(RunEnd.TooManyFailures);
            }

            options.TrialEnded?.Invoke(trial);
        }
    }

    private void Stop(RunEnd end)
    {
        _end ??= end;
        _stop.Cancel();
    }
}
