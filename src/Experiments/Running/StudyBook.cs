using System.Globalization;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Running;

/// <summary>Keeps an experiment's configurations in a store: each as it starts, and with its value as it ends. Used under the engine's lock.</summary>
internal sealed class StudyBook
{
    private const string Sweeper = "experiment";
    private static readonly TimeSpan _lease = TimeSpan.FromDays(1);

    private readonly IStudyStore _store;
    private readonly string _name;
    private readonly TimeProvider _clock;
    private readonly Dictionary<int, Trial> _running = [];
    private readonly string _owner;

    private StudyBook(IStudyStore store, string name, TimeProvider clock, IReadOnlyList<Trial> earlier)
    {
        (_store, _name, _clock, Earlier) = (store, name, clock, earlier);
        _owner = string.Create(CultureInfo.InvariantCulture, $"experiment-{Environment.ProcessId}-{earlier.Count}");
    }

    /// <summary>The trials the study already had.</summary>
    public IReadOnlyList<Trial> Earlier { get; }

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
        if (found.Direction != direction || found.Space.ToJson() != CandidateSpace.Space.ToJson())
        {
            throw new InvalidOperationException($"The store's study '{settings.StudyName}' is of another space or direction than an experiment by {metric}. Give {nameof(settings.StudyName)} another name.");
        }

        return new StudyBook(store, settings.StudyName, settings.TimeProvider, store.Load(settings.StudyName));
    }

    /// <summary>Notes a configuration that starts.</summary>
    public void Start(int run, Candidate candidate)
    {
        _running[run] = _store.Transact(_name, transaction =>
        {
            var id = transaction.Changes(0, []).Count;
            var trial = new Trial
            {
                Id = id,
                Configuration = CandidateSpace.ToConfiguration(candidate),
                ConfigurationIndex = id,
                Slot = new TrialSlot { Budget = 1, Horizon = 1 },
                StartedAt = transaction.Now,
                Lease = new TrialLease(_owner, transaction.Now + _lease),
            };
            transaction.Add(trial);
            return trial;
        });
    }

    /// <summary>Notes how it ended.</summary>
    public void End(int run, ExperimentTrial result)
    {
        if (_running.Remove(run, out var trial))
        {
            var ended = trial with
            {
                State = double.IsFinite(result.Score) ? TrialState.Completed : TrialState.Failed,
                Value = double.IsFinite(result.Score) ? result.Score : null,
                Error = double.IsFinite(result.Score) ? null : result.Error ?? "Given up after its first split.",
                EndedAt = _clock.GetUtcNow(),
                Lease = null,
            };
            _store.Transact(_name, transaction =>
            {
                transaction.Update(ended);
                return true;
            });
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
        return [.. ranked.Select(trial => CandidateSpace.FromConfiguration(trial.Configuration)).OfType<Candidate>().GroupBy(one => one.Family).SelectMany(group => group.Take(each))];
    }
}
