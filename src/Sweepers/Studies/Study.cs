using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>All trials of one question: asks the sweeper for trials, takes their values, keeps them in a store.</summary>
/// <remarks>
/// Thread-safe. A loop of its own needs only <see cref="Ask"/>, <see cref="Report"/> and <see cref="Tell"/> (or
/// <see cref="TellFailed"/>); <see cref="Run"/> is that loop, in one thread or several. A study whose name is in the store already
/// goes on where it stood: ended trials are replayed, and trials whose workers are gone are handed out again first. Any number of studies, in one
/// process or on many machines, may work on one shared store: each is a worker, and each trial is one worker's at a time.
/// </remarks>
public sealed partial class Study
{
    private readonly Lock _gate = new();
    private readonly StudyOptions _options;
    private readonly IStudyStore _store;
    private readonly IScheduler _scheduler;
    private readonly StudyMirror _mirror;
    private readonly StudyDesk _desk;
    private readonly LeaseKeeper? _leases;
    private int _renewing;
    private readonly StudyListeners _listeners;

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
        _scheduler = sweeper.NewScheduler(new SchedulerContext(space, Direction, Seed));
        Sampler = sweeper.NewSampler();
        Sampler.Check(space);
        var source = new ConfigurationSource(space, Sampler, _options, sweeper.Portfolio);
        _store = _options.Store ?? new MemoryStudyStore();
        _mirror = new StudyMirror(space, _scheduler, source, new TrialRanking(Direction));
        _desk = new StudyDesk(_options, _store, _mirror, _scheduler, source);

        // Nobody else can come to a store of the study's own: its leases need no renewing.
        _leases = _options.Store is null ? null : new LeaseKeeper(_options.Clock, _options.LeaseTime, this);
        _listeners = new StudyListeners(_options.Name, _options.Listeners);
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
                return _scheduler.IsFinished && !_desk.HasOpen;
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
                return [.. _mirror.Trials];
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
                return _mirror.Best;
            }
        }
    }

    /// <summary>What listeners threw; each was called no more after that. Empty when all went well.</summary>
    public IReadOnlyList<Exception> ListenerErrors
    {
        get
        {
            lock (_gate)
            {
                return [.. _listeners.Errors];
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
            return trialId >= 0 && trialId < _mirror.Trials.Count
                ? _mirror.Trials[trialId]
                : throw new ArgumentOutOfRangeException(nameof(trialId), $"Study '{Name}' has no trial {trialId}. It has {_mirror.Trials.Count}, counted from 0.");
        }
    }

    /// <summary>The next trial to run, or null when none can be handed out: the plan is done, or it waits for running trials.</summary>
    /// <remarks>
    /// Told apart by <see cref="IsFinished"/>. In a loop that runs one trial after another, null always means done. On a shared store the trial is
    /// this worker's alone, under a lease that is renewed in the background until it is told; a trial whose worker died is handed out again.
    /// </remarks>
    /// <exception cref="StudyStoreLostException">The store could not be reached in time.</exception>
    public Trial? Ask() => Next(CancellationToken.None);

    /// <summary>Takes an intermediate value and says whether the trial should go on.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <param name="step">The step, in the unit of the budget; at least 0.</param>
    /// <param name="value">The objective at that step. NaN or infinity means stop: the trial has failed.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    /// <exception cref="TrialLostException">Another worker has taken the trial over.</exception>
    public TrialDecision Report(int trialId, int step, double value) => TakeReport(trialId, step, value, CancellationToken.None);

    /// <summary>Ends a trial with its value; NaN or infinity ends it as failed.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <param name="value">The objective.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    /// <exception cref="TrialLostException">Another worker has taken the trial over; the value is not kept.</exception>
    public void Tell(int trialId, double value) => End(trialId, value, null, CancellationToken.None);

    /// <summary>Ends a trial without a value.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <param name="error">Why.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    /// <exception cref="TrialLostException">Another worker has taken the trial over.</exception>
    public void TellFailed(int trialId, string error)
    {
        ArgumentNullException.ThrowIfNull(error);
        End(trialId, null, error, CancellationToken.None);
    }

    /// <summary>Gives a trial back unfinished (the run was cancelled, say): the next <see cref="Ask"/>, of whichever worker, hands it out again under its own id.</summary>
    /// <param name="trialId">A running trial.</param>
    /// <exception cref="InvalidOperationException">The trial is not running.</exception>
    /// <exception cref="TrialLostException">Another worker has taken the trial over.</exception>
    public void Release(int trialId) => GiveBack(trialId, CancellationToken.None);

    /// <summary>Notes something about a trial: the folds' values, where its model lies. Kept in the store; other programs see it as a user attribute.</summary>
    /// <param name="trialId">A trial of the study, ended or not.</param>
    /// <param name="name">The name; 1 to 512 characters, none of <see cref="TrialAttributes.Reserved"/>.</param>
    /// <param name="value">The text; null takes the note away.</param>
    /// <exception cref="ArgumentException">The name cannot be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    public void SetAttribute(int trialId, string name, string? value)
    {
        TrialAttributes.Check(name);
        lock (_gate)
        {
            Get(trialId);
            _desk.SetAttribute(trialId, name, value);
        }
    }

    /// <summary>Takes in what other workers and other programs have done to the study since. <see cref="Ask"/> does so by itself.</summary>
    /// <exception cref="StudyStoreLostException">The store could not be reached in time.</exception>
    public void Refresh()
    {
        lock (_gate)
        {
            _desk.Refresh(CancellationToken.None);
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

        // A call that nothing can cut short stays on the caller's thread.
        bool threads = options.MaxConcurrency > 1 || cancellationToken.CanBeCanceled || options is not { TimeLimit: null, TrialTimeLimit: null };
        return new StudyRunner(this, run => Task.FromResult(objective(run)), options, _options.Clock) { Threads = threads ? TaskCreationOptions.LongRunning : null }.Run(cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Runs trials as <see cref="Run"/> does, with an objective that waits for something: a remote training, a queue, a process.</summary>
    /// <param name="objective">The question: gets a trial and answers its value. Up to <see cref="RunOptions.MaxConcurrency"/> answers are awaited at once.</param>
    /// <param name="options">The limits; defaults when null.</param>
    /// <param name="cancellationToken">Ends the run; reaches the objective through <see cref="TrialRun.CancellationToken"/>.</param>
    /// <returns>Why the run ended.</returns>
    /// <exception cref="ArgumentException">The plan has no end and no limit is given, or an option is not allowed.</exception>
    public Task<RunEnd> RunAsync(Func<TrialRun, Task<double>> objective, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        options ??= new RunOptions();
        options.Validate(PlannedTrials);
        return new StudyRunner(this, objective, options, _options.Clock) { Threads = TaskCreationOptions.None }.Run(cancellationToken);
    }

    /// <summary>Whether other workers have trials that may still end or come back.</summary>
    internal bool WaitsForOthers
    {
        get
        {
            lock (_gate)
            {
                return _desk.HasOpen;
            }
        }
    }

    internal Trial? Next(CancellationToken token)
    {
        lock (_gate)
        {
            var trial = _desk.Ask(token);
            KeepLeases();
            if (trial is not null)
            {
                _listeners.Started(trial);
            }

            return trial;
        }
    }

    internal TrialDecision TakeReport(int trialId, int step, double value, CancellationToken token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        lock (_gate)
        {
            var report = new TrialReport(step, value);
            var (trial, _) = _desk.Report(trialId, report, token);
            _listeners.Reported(trial, report);
            return Obey(trial, double.IsFinite(value) ? Planned(trial, report) : TrialDecision.Stop);
        }
    }

    // A trial made by hand is beside the plan: nothing but a person stops it.
    private TrialDecision Planned(Trial trial, TrialReport report) => trial.Slot.IsByHand ? TrialDecision.Continue : _scheduler.Reported(trial, report);

    internal void End(int trialId, double? value, string? error, CancellationToken token)
    {
        if (value is double number && !double.IsFinite(number))
        {
            (value, error) = (null, $"The objective was {Messages.Number(number)}.");
        }

        lock (_gate)
        {
            _desk.End(trialId, value, error, token);
            KeepLeases();
            _listeners.Ended(_mirror.Trials[trialId]);
        }
    }

    internal void GiveBack(int trialId, CancellationToken token)
    {
        lock (_gate)
        {
            _desk.Release(trialId, token);
            KeepLeases();
            _listeners.Ended(_mirror.Trials[trialId]);
        }
    }

    /// <summary>Gives a sign of life for every trial this worker has.</summary>
    internal void RenewLeases()
    {
        // A beat that waits for the store is enough.
        if (Interlocked.Exchange(ref _renewing, 1) == 1)
        {
            return;
        }

        try
        {
            Dictionary<int, long> held;
            int[] all;
            lock (_gate)
            {
                held = new(_desk.Held);
                all = [.. held.Keys, .. _desk.Aside];
            }

            // Outside the lock: it may have to wait for the store, and a lease that ran out is found at the next report anyway.
            var lost = all.Length == 0 ? [] : _store.Renew(Name, _desk.Owner, all, _options.LeaseTime);
            lock (_gate)
            {
                _desk.MarkLost(lost, held);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A timer has nobody to tell. The next beat tries again; if none comes through, the next report or Tell says what is wrong.
        }
        finally
        {
            Volatile.Write(ref _renewing, 0);
        }
    }

    private void OpenOrCreate()
    {
        var record = new StudyRecord { Name = Name, Space = Space, Direction = Direction, Seed = Seed, Sweeper = Sweeper.Description };
        var found = _store.FindOrCreate(record);
        if (ReferenceEquals(found, record))
        {
            return;
        }

        StudyMatch.Require(found, record);
        _desk.Refresh(CancellationToken.None);
    }
}
