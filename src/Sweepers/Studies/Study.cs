using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>All trials of one question: asks the sweeper for trials, takes their values, keeps them in a store.</summary>
/// <remarks>
/// Thread-safe. A loop of its own needs only <see cref="Ask"/>, <see cref="Report"/> and <see cref="Tell"/> (or
/// <see cref="TellFailed"/>); <see cref="Run"/> is that loop, in one thread or several. A study whose name is in the store already
/// goes on where it stood: ended trials are replayed, and trials that had not ended are handed out again first.
/// </remarks>
public sealed class Study
{
    private readonly Lock _gate = new();
    private readonly StudyOptions _options;
    private readonly IStudyStore _store;
    private readonly IScheduler _scheduler;
    private readonly TrialRanking _ranking;
    private readonly ConfigurationSource _source;
    private readonly List<Trial> _trials = [];
    private readonly SortedSet<int> _waiting = [];
    private readonly HashSet<int> _stopped = [];
    private Trial? _best;

    /// <summary>Opens the study of that name in the store, or starts it.</summary>
    /// <param name="space">Where trials are drawn from.</param>
    /// <param name="sweeper">How they are drawn and how long they run.</param>
    /// <param name="options">Name, direction, seed, store and more; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed, or the sweeper does not fit the space; the message lists every violation.</exception>
    /// <exception cref="InvalidOperationException">The store has a study of that name with another space, direction, seed or sweeper.</exception>
    public Study(SearchSpace space, Sweeper sweeper, StudyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(sweeper);
        _options = options ?? new StudyOptions();
        _options.Validate();
        Space = space;
        Sweeper = sweeper;
        sweeper.Check(space);
        _ranking = new TrialRanking(Direction);
        _scheduler = sweeper.NewScheduler(new SchedulerContext(space, Direction, Seed));
        Sampler = sweeper.NewSampler();
        Sampler.Check(space);
        _source = new ConfigurationSource(space, Sampler, _options);
        _store = _options.Store ?? new MemoryStudyStore();
        OpenOrCreate();
    }

    /// <summary>The name within the store.</summary>
    public string Name => _options.Name;

    /// <summary>Where trials are drawn from.</summary>
    public SearchSpace Space { get; }

    /// <summary>How they are drawn and how long they run.</summary>
    public Sweeper Sweeper { get; }

    /// <summary>The sampler at work in this study, for a look at what it has learnt. Draw through <see cref="Ask"/> only.</summary>
    public ISampler Sampler { get; }

    /// <summary>Which values are good.</summary>
    public ObjectiveDirection Direction => _options.Direction;

    /// <summary>The seed of every draw.</summary>
    public long Seed => _options.Seed;

    /// <summary>The number of trials of the whole plan, known ahead; fewer are handed out when trials fail or the space runs out. Null means without end.</summary>
    public int? PlannedTrials => _scheduler.PlannedTrials;

    /// <summary>True when <see cref="Ask"/> will answer null from now on. Trials handed out before may still be running.</summary>
    public bool IsFinished
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0 && _scheduler.IsFinished;
            }
        }
    }

    /// <summary>The trials so far, in the order of their ids: a picture that does not follow.</summary>
    public IReadOnlyList<Trial> Trials
    {
        get
        {
            lock (_gate)
            {
                return [.. _trials];
            }
        }
    }

    /// <summary>
    /// The ended trial with the best value, at whatever budget it was reached: a model that exists. Ties go to the smaller budget, then to the
    /// earlier. Null until one has a value.
    /// </summary>
    public Trial? Best
    {
        get
        {
            lock (_gate)
            {
                return _best;
            }
        }
    }

    /// <summary>One trial as it is now.</summary>
    /// <param name="trialId">The id of a trial that has been handed out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    public Trial Get(int trialId)
    {
        lock (_gate)
        {
            return trialId >= 0 && trialId < _trials.Count
                ? _trials[trialId]
                : throw new ArgumentOutOfRangeException(nameof(trialId), $"Study '{Name}' has no trial {trialId}. It has {_trials.Count}, counted from 0.");
        }
    }

    /// <summary>The next trial to run, or null when none can be handed out: the plan is done, or it waits for running trials.</summary>
    /// <remarks>Told apart by <see cref="IsFinished"/>. In a loop that runs one trial after another, null always means done.</remarks>
    public Trial? Ask()
    {
        lock (_gate)
        {
            if (_waiting.Count > 0)
            {
                return Restart(_waiting.Min);
            }

            if (_scheduler.Next() is not { } slot)
            {
                return null;
            }

            if (Start(slot) is { } trial)
            {
                return trial;
            }

            // The sampler has run out. What is left of the plan is promotions, at once or when running trials end.
            _scheduler.NoMoreConfigurations();
            return _scheduler.Next() is { ParentId: not null } promotion ? Start(promotion) : null;
        }
    }

    /// <summary>Takes an intermediate value and says whether the trial should go on.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <param name="step">The step, in the unit of the budget; at least 0.</param>
    /// <param name="value">The objective at that step. NaN or infinity means stop: the trial has failed.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    public TrialDecision Report(int trialId, int step, double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        lock (_gate)
        {
            var report = new TrialReport(step, value);
            var trial = TrialReports.Add(Running(trialId), report);
            _store.Report(Name, trialId, report);
            _trials[trialId] = trial;
            var decision = double.IsFinite(value) ? _scheduler.Reported(trial, report) : TrialDecision.Stop;
            if (decision == TrialDecision.Stop)
            {
                _stopped.Add(trialId);
            }

            return decision;
        }
    }

    /// <summary>Ends a trial with its value; NaN or infinity ends it as failed.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <param name="value">The objective.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    public void Tell(int trialId, double value)
    {
        if (!double.IsFinite(value))
        {
            TellFailed(trialId, $"The objective was {Messages.Number(value)}.");
            return;
        }

        lock (_gate)
        {
            var state = _stopped.Contains(trialId) ? TrialState.Stopped : TrialState.Completed;
            End(Running(trialId) with { State = state, Value = value });
        }
    }

    /// <summary>Ends a trial without a value.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <param name="error">Why.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    public void TellFailed(int trialId, string error)
    {
        ArgumentNullException.ThrowIfNull(error);
        lock (_gate)
        {
            End(Running(trialId) with { State = TrialState.Failed, Error = error });
        }
    }

    /// <summary>Gives a trial back unfinished (the run was cancelled, say): the next <see cref="Ask"/> hands it out again under its own id.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    public void Release(int trialId)
    {
        lock (_gate)
        {
            var trial = Running(trialId) with { State = TrialState.Waiting };
            _store.Update(Name, trial);
            _trials[trialId] = trial;
            _waiting.Add(trialId);
        }
    }

    /// <summary>Runs trials until the plan is done, a limit is reached or the token is cancelled; keeps whatever has ended.</summary>
    /// <param name="objective">
    /// The question: gets a trial and answers its value. Called on several threads at once when <see cref="RunOptions.MaxConcurrency"/> is above 1.
    /// An exception fails that trial only; an <see cref="OperationCanceledException"/> after a cancellation gives it back.
    /// </param>
    /// <param name="options">The limits; defaults when null.</param>
    /// <param name="cancellationToken">Ends the run; reaches the objective through <see cref="TrialRun.CancellationToken"/>.</param>
    /// <returns>Why the run ended.</returns>
    /// <exception cref="ArgumentException">The plan has no end and no limit is given, or an option is not allowed.</exception>
    public RunEnd Run(Func<TrialRun, double> objective, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        options ??= new RunOptions();
        options.Validate(PlannedTrials);
        return new StudyRunner(this, objective, options, _options.Clock).Run(cancellationToken);
    }

    private Trial? Start(TrialSlot slot)
    {
        var parent = slot.ParentId is int id ? _trials[id] : null;
        if ((slot.Configuration ?? parent?.Configuration ?? _source.Draw(_trials)) is not { } configuration)
        {
            return null;
        }

        var trial = new Trial
        {
            Id = _trials.Count,
            Configuration = configuration,
            ConfigurationIndex = parent is null || slot.Configuration is not null ? _source.NextIndex : parent.ConfigurationIndex,
            // Kept once, as the trial's own.
            Slot = slot with { Configuration = null },
            StartedAt = _options.Clock.GetUtcNow(),
        };
        _store.Add(Name, trial);
        _source.Remember(trial);
        _trials.Add(trial);
        _scheduler.Started(trial);
        return trial;
    }

    private Trial Restart(int id)
    {
        var trial = _trials[id] with { State = TrialState.Running, StartedAt = _options.Clock.GetUtcNow() };
        _store.Update(Name, trial);
        _waiting.Remove(id);
        return _trials[id] = trial;
    }

    private Trial Running(int id)
    {
        string state = id < 0 || id >= _trials.Count ? "unknown" : _trials[id].State.ToString().ToLowerInvariant();
        return state == "running"
            ? _trials[id]
            : throw new InvalidOperationException($"Study '{Name}': trial {id} is {state}. Allowed: a trial that Ask has handed out and that has not ended.");
    }

    private void End(Trial trial)
    {
        trial = trial with { EndedAt = _options.Clock.GetUtcNow() };
        _store.Update(Name, trial);
        _trials[trial.Id] = trial;
        Settle(trial);
    }

    private void Settle(Trial trial)
    {
        _stopped.Remove(trial.Id);
        _scheduler.Ended(trial);
        if (trial.Value is double value && (_best is null || IsBetter(trial, value)))
        {
            _best = trial;
        }
    }

    private bool IsBetter(Trial trial, double value) => _ranking.IsBetter(value, _best!.Value!.Value)
        || (value == _best.Value!.Value && trial.Budget < _best.Budget);

    private void OpenOrCreate()
    {
        var record = new StudyRecord { Name = Name, Space = Space, Direction = Direction, Seed = Seed, Sweeper = Sweeper.Description };
        if (_store.Find(Name) is not { } found)
        {
            _store.Create(record);
            return;
        }

        StudyMatch.Require(found, record);
        foreach (var trial in _store.Load(Name))
        {
            Replay(trial);
        }
    }

    private void Replay(Trial trial)
    {
        _source.Remember(trial);
        _trials.Add(trial);
        _scheduler.Started(trial);
        if (trial.HasEnded)
        {
            Settle(trial);
        }
        else
        {
            _waiting.Add(trial.Id);
        }
    }
}
