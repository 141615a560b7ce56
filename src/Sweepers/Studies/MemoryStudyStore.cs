namespace MLNetTuning.Sweepers.Studies;

/// <summary>Keeps studies in memory, as long as the object lives. Thread-safe.</summary>
public sealed class MemoryStudyStore : IStudyStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (StudyRecord Record, List<Trial> Trials)> _studies = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public StudyRecord? Find(string name)
    {
        lock (_gate)
        {
            return _studies.TryGetValue(name, out var study) ? study.Record : null;
        }
    }

    /// <inheritdoc/>
    public void Create(StudyRecord study)
    {
        ArgumentNullException.ThrowIfNull(study);
        lock (_gate)
        {
            if (!_studies.TryAdd(study.Name, (study, [])))
            {
                throw new InvalidOperationException($"The store already has a study '{study.Name}'. Choose another name or open that one.");
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Load(string study)
    {
        lock (_gate)
        {
            return [.. Trials(study)];
        }
    }

    /// <inheritdoc/>
    public void Add(string study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        lock (_gate)
        {
            var trials = Trials(study);
            if (trial.Id != trials.Count)
            {
                throw new InvalidOperationException($"Study '{study}': trial {trial.Id} cannot be added, the next free id is {trials.Count}.");
            }

            trials.Add(trial);
        }
    }

    /// <inheritdoc/>
    public void Report(string study, int trialId, TrialReport report)
    {
        lock (_gate)
        {
            var trials = Trials(study);
            trials[trialId] = TrialReports.Add(trials[trialId], report);
        }
    }

    /// <inheritdoc/>
    public void Update(string study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        lock (_gate)
        {
            var trials = Trials(study);
            trials[trial.Id] = trial with { Reports = trials[trial.Id].Reports };
        }
    }

    private List<Trial> Trials(string study) => _studies.TryGetValue(study, out var found)
        ? found.Trials
        : throw new InvalidOperationException($"The store has no study '{study}'. Create it first.");
}
