namespace MLNetTuning.Sweepers.Studies;

/// <summary>The limits of one run of a study.</summary>
public sealed class RunOptions
{
    /// <summary>At most this many trials are started in this run; null, the default, means as many as the plan has.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>No trial starts after this time, and the running ones are cancelled; null, the default, means no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>A trial that takes longer is cancelled and fails; null, the default, means no limit.</summary>
    public TimeSpan? TrialTimeLimit { get; init; }

    /// <summary>How many trials run side by side; 1 by default.</summary>
    public int MaxConcurrency { get; init; } = StudyDefaults.MaxConcurrency;

    /// <summary>The run ends when a trial's value is at least as good as this; null, the default, means no target. Other running trials are given back.</summary>
    public double? TargetValue { get; init; }

    /// <summary>The run ends after so many failed trials in a row: then the objective is broken, not the configurations. Null, the default, means no limit.</summary>
    public int? MaxConsecutiveFailures { get; init; }

    /// <summary>How often an objective that threw is called again before its trial fails; 0 by default.</summary>
    public int Retries { get; init; } = StudyDefaults.Retries;

    /// <summary>
    /// How long a cancelled objective is waited for; half a second by default. One that does not listen to its token is then left behind on its thread and its
    /// trial is given back, or fails where its own time was up. <see cref="Timeout.InfiniteTimeSpan"/> waits for it.
    /// </summary>
    public TimeSpan CancellationGrace { get; init; } = StudyDefaults.CancellationGrace;

    /// <summary>Called after each trial that ended, one call at a time; null, the default, means nobody listens.</summary>
    public Action<Trial>? TrialEnded { get; init; }

    internal void Validate(int? plannedTrials)
    {
        var errors = new List<string>();
        Messages.Require(MaxTrials is null or >= 1, errors, $"MaxTrials is {MaxTrials}. Allowed: at least 1, or null for the whole plan.");
        CheckTime(nameof(TimeLimit), TimeLimit, errors);
        CheckTime(nameof(TrialTimeLimit), TrialTimeLimit, errors);
        Messages.Require(TargetValue is not double target || double.IsFinite(target), errors, $"TargetValue is {TargetValue}. Allowed: a finite number, or null for no target.");
        Messages.Require(MaxConsecutiveFailures is null or >= 1, errors, $"MaxConsecutiveFailures is {MaxConsecutiveFailures}. Allowed: at least 1, or null for no limit.");
        Messages.Require(Retries >= 0, errors, $"Retries is {Retries}. Allowed: at least 0.");
        Messages.Require(CancellationGrace == Timeout.InfiniteTimeSpan || (CancellationGrace >= TimeSpan.Zero && CancellationGrace < TimeSpan.FromDays(49)), errors,
            $"CancellationGrace is {CancellationGrace.ToString("c", System.Globalization.CultureInfo.InvariantCulture)}. Allowed: 0 to 49 days, or infinite.");
        Messages.Require(MaxConcurrency is >= 1 and <= 1024, errors, $"MaxConcurrency is {MaxConcurrency}. Allowed: 1 to 1024.");
        Messages.Require(plannedTrials is not null || MaxTrials is not null || TimeLimit is not null, errors, "The sweeper's plan has no end. Give MaxTrials or TimeLimit.");
        Messages.ThrowIfAny(nameof(RunOptions), errors);
    }

    internal bool Reached(Trial trial, ObjectiveDirection direction) =>
        trial.Value is double value && TargetValue is double target && (direction == ObjectiveDirection.Minimize ? value <= target : value >= target);

    // Timers count milliseconds in 32 bits.
    private static void CheckTime(string name, TimeSpan? limit, List<string> errors) => Messages.Require(
        limit is null || (limit > TimeSpan.Zero && limit < TimeSpan.FromDays(49)), errors,
        $"{name} is {limit?.ToString("c", System.Globalization.CultureInfo.InvariantCulture)}. Allowed: above 0, below 49 days, or null for no limit.");
}
