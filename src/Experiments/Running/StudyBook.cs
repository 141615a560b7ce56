using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Running;

/// <summary>An experiment's configurations in a store: each as it starts, and with its value as it ends; those of other processes too. Thread-safe.</summary>
internal sealed class StudyBook
{
    /// <summary>The error of a configuration that its first split ruled out.</summary>
    public const string GivenUp = "Given up after its first split.";

    /// <summary>The error of a configuration that the end of the search cut short.</summary>
    public const string TimeOver = "The time was over.";

    /// <summary>The error of a configuration that succeeded, but whose models could not be kept.</summary>
    public const string Unkept = "Its models could not be kept.";

    /// <summary>The attribute that tells on which data and splits a configuration was tried.</summary>
    public const string DataAttribute = "data";

    private const string Gone = "Its process ended before it did.";
    private const string Sweeper = "experiment";
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly IStudyStore _store;
    private readonly string _name;
    private readonly SearchSpace _space;
    private readonly TimeProvider _clock;
    private readonly string _owner = WorkerIdentity.Create(null);
    private readonly HashSet<int> _own = [];
    private readonly HashSet<int> _begun = [];
    private readonly List<Trial> _trials;
    private readonly List<Trial> _news = [];

    // How far the store's clock is ahead: leases are measured by that one, whatever this machine's says.
    private TimeSpan _ahead;

    private StudyBook(IStudyStore store, StudyRecord study, TimeProvider clock)
    {
        (_store, _name, _space, _clock) = (store, study.Name, study.Space, clock);
        _trials = [.. store.Load(_name)];
        store.Transact(_name, Look);
    }

    /// <summary>The study's trials as last seen.</summary>
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

    /// <summary>Opens the study, or starts it; null without a store.</summary>
    /// <exception cref="InvalidOperationException">The store has a study of that name that is no experiment's, or looks the other way.</exception>
    public static StudyBook? Open(ExperimentSettings settings, TuningMetric metric)
    {
        if (settings.StudyStore is not { } store)
        {
            return null;
        }

        var direction = TuningMetrics.HigherIsBetter(metric) ? ObjectiveDirection.Maximize : ObjectiveDirection.Minimize;
        var found = store.FindOrCreate(new StudyRecord { Name = settings.StudyName, Space = CandidateSpace.Space, Direction = direction, Seed = settings.Seed, Sweeper = Sweeper });
        if (found.Direction != direction || CandidateSpace.Earlier.Prepend(CandidateSpace.Space).All(space => found.Space.ToJson() != space.ToJson()))
        {
            throw new InvalidOperationException($"The store's study '{settings.StudyName}' is of another space or direction than an experiment by {metric}. Give {nameof(settings.StudyName)} another name.");
        }

        return new StudyBook(store, found, settings.TimeProvider);
    }

    /// <summary>Whether the study can say what a configuration is; one that an earlier version began cannot of all.</summary>
    public bool Knows(Candidate candidate) => _space.Violations(CandidateSpace.ToConfiguration(candidate)).Count == 0;

    /// <summary>Notes a configuration that starts.</summary>
    /// <param name="candidate">The configuration.</param>
    /// <param name="data">On which data and splits, where nobody should do twice what was done there; null to start it in any case.</param>
    /// <param name="cancellation">Ends waiting for a store that cannot be reached.</param>
    /// <returns>Its number; null when it has been tried on that data, or another process is at it.</returns>
    public int? Start(Candidate candidate, string? data, CancellationToken cancellation)
    {
        var point = CandidateSpace.ToConfiguration(candidate);
        lock (_gate)
        {
            var (changes, trial) = _store.Transact(_name, transaction =>
            {
                Look(transaction);
                var changes = transaction.Changes(_trials.Count, Open());
                var count = Math.Max(_trials.Count, changes.Count == 0 ? 0 : changes.Max(one => one.Id) + 1);
                var known = _trials.Concat(changes).ToLookup(one => one.Id);
                if (data is not null && known.Any(one => one.Last().Configuration.Equals(point) && IsTaken(one.Last(), data, transaction.Now)))
                {
                    return (changes, (Trial?)null);
                }

                var trial = new Trial
                {
                    Id = count,
                    Configuration = point,
                    ConfigurationIndex = count,
                    Slot = new TrialSlot { Budget = 1, Horizon = 1 },
                    StartedAt = transaction.Now,
                    Lease = new TrialLease(_owner, transaction.Now + _lease),
                };
                transaction.Add(trial);
                return (changes, trial);
            }, cancellation);
            Take(changes);
            if (trial is not null)
            {
                _own.Add(trial.Id);
                _begun.Add(trial.Id);
                _trials.Add(trial);
            }

            return trial?.Id;
        }
    }

    /// <summary>Notes on which data and splits a configuration is tried.</summary>
    public void SetData(int id, string data)
    {
        _store.SetAttribute(_name, id, DataAttribute, data);
        lock (_gate)
        {
            _trials[id] = _trials[id] with { Attributes = new Dictionary<string, string>(_trials[id].Attributes, StringComparer.Ordinal) { [DataAttribute] = data } };
        }
    }

    /// <summary>Notes how a configuration of this process, or of one that is gone, ended.</summary>
    public void End(ExperimentTrial result)
    {
        lock (_gate)
        {
            _own.Remove(result.Id);
            if (result.Id >= _trials.Count || _trials[result.Id].HasEnded)
            {
                return;
            }

            var has = double.IsFinite(result.Score);
            Update(_trials[result.Id] with
            {
                State = has ? TrialState.Completed : TrialState.Failed,
                Value = has ? result.Score : null,
                Error = has ? null : result.Error ?? GivenUp,
                EndedAt = Now,
                Lease = null,
            });
        }
    }

    /// <summary>Notes that a configuration was left by a process that is gone.</summary>
    public void Abandon(int id) => End(new ExperimentTrial(id, string.Empty, string.Empty, double.NaN, 0, 0, 0, Gone));

    /// <summary>Whether a trial still runs though its process is gone.</summary>
    public bool IsLeft(Trial trial) => IsOpen(trial) && !IsAlive(trial.Lease, Now);

    /// <summary>Trials that still run though their processes are gone, as last seen.</summary>
    public IReadOnlyList<Trial> Left()
    {
        lock (_gate)
        {
            return [.. Open().Where(trial => !trial.IsForeign && IsLeft(trial))];
        }
    }

    /// <summary>The numbers of the trials that other processes are at, as last seen.</summary>
    public IReadOnlyList<int> AtOthers()
    {
        lock (_gate)
        {
            return [.. Open().Where(trial => !IsLeft(trial)).Select(trial => trial.Id)];
        }
    }

    /// <summary>Whether others have ended trials that <see cref="Refresh"/> has not told of yet.</summary>
    public bool HasNews
    {
        get
        {
            lock (_gate)
            {
                return _news.Count > 0;
            }
        }
    }

    /// <summary>Whether this process has begun a configuration, however that ended.</summary>
    public bool HasBegun(Configuration point)
    {
        lock (_gate)
        {
            return _begun.Any(id => _trials[id].Configuration.Equals(point));
        }
    }

    /// <summary>Whether a trial came to an end that counts: a value, a failure of its own, or being given up.</summary>
    public static bool IsDone(Trial trial) => trial.State == TrialState.Completed || (trial.State == TrialState.Failed && trial.Error is not (TimeOver or Gone or Unkept));

    /// <summary>What other processes have ended since it was last asked.</summary>
    public IReadOnlyList<Trial> Refresh(CancellationToken cancellation)
    {
        lock (_gate)
        {
            Take(_store.Transact(
                _name,
                transaction =>
                {
                    Look(transaction);
                    return transaction.Changes(_trials.Count, Open());
                },
                cancellation));
            Trial[] news = [.. _news];
            _news.Clear();
            return news;
        }
    }

    /// <summary>Leaves a sign of life for the configurations of this process.</summary>
    public void Renew()
    {
        int[] own;
        lock (_gate)
        {
            own = [.. _own];
        }

        if (own.Length > 0)
        {
            _store.Renew(_name, _owner, own, _lease);
        }
    }

    /// <summary>The best configurations of a study, at most so many of each family.</summary>
    /// <param name="trials">Its trials.</param>
    /// <param name="metric">What they were ranked by.</param>
    /// <param name="each">Most of a family.</param>
    public static IReadOnlyList<Candidate> Best(IReadOnlyList<Trial> trials, TuningMetric metric, int each)
    {
        var ended = trials.Where(trial => trial.State == TrialState.Completed && trial.Value is not null);
        var ranked = TuningMetrics.HigherIsBetter(metric) ? ended.OrderByDescending(trial => trial.Value) : ended.OrderBy(trial => trial.Value);
        return [.. ranked.Select(trial => CandidateSpace.Unplanned(trial.Configuration)).OfType<Candidate>().Distinct().GroupBy(one => one.Family).SelectMany(group => group.Take(each))];
    }

    // One whose data is not noted yet has only just been started.
    private static bool IsTaken(Trial trial, string data, DateTimeOffset now) =>
        trial.Attributes.TryGetValue(DataAttribute, out var tried) && tried != data ? false
        : IsOpen(trial) ? IsAlive(trial.Lease, now)
        : tried == data && IsDone(trial);

    private static bool IsOpen(Trial trial) => trial.State is TrialState.Running or TrialState.Paused;

    private static bool IsAlive(TrialLease? lease, DateTimeOffset now) => lease is not null && lease.Until > now && !WorkerIdentity.IsGone(lease.Owner);

    private DateTimeOffset Now => _clock.GetUtcNow() + _ahead;

    private bool Look(IStudyTransaction transaction)
    {
        _ahead = transaction.Now - _clock.GetUtcNow();
        return true;
    }

    private Trial[] Open() => [.. _trials.Where(trial => IsOpen(trial) && !_own.Contains(trial.Id))];

    private void Take(IReadOnlyList<Trial> changes)
    {
        _news.AddRange(changes.Where(trial => trial.HasEnded));
        foreach (var trial in changes.OrderBy(one => one.Id))
        {
            if (trial.Id < _trials.Count)
            {
                _trials[trial.Id] = trial;
            }
            else
            {
                _trials.Add(trial);
            }
        }
    }

    private void Update(Trial trial)
    {
        var seen = _trials[trial.Id];
        _trials[trial.Id] = trial;
        _store.Transact(_name, transaction =>
        {
            // A process that stood still for long was held for gone: what others have ended since stays as it is.
            var hasEnded = transaction.Changes(_trials.Count, [seen]).Any(one => one.Id == trial.Id && one.HasEnded);
            if (!hasEnded)
            {
                transaction.Update(trial);
            }

            return !hasEnded;
        });
    }
}
