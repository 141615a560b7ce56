namespace MLNetTuning.Sweepers.Studies;

/// <summary>Keeps studies in memory, as long as the object lives. Thread-safe; several studies may share it as workers share a database.</summary>
public sealed class MemoryStudyStore : IStudyStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MemoryStudy> _studies = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>An empty store.</summary>
    /// <param name="clock">The clock of leases; the system's when null.</param>
    public MemoryStudyStore(TimeProvider? clock = null) => _clock = clock ?? TimeProvider.System;

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
            if (!_studies.TryAdd(study.Name, new MemoryStudy(study, _clock)))
            {
                throw new InvalidOperationException($"The store already has a study '{study.Name}'. Choose another name or open that one.");
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Load(string study)
    {
        var found = Study(study);
        lock (found)
        {
            return [.. found.Trials];
        }
    }

    /// <inheritdoc/>
    public T Transact<T>(string study, Func<IStudyTransaction, T> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        var found = Study(study);
        lock (found)
        {
            return work(found);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string>? Report(string study, int trialId, string owner, TrialReport report, CancellationToken cancellationToken = default)
    {
        var found = Study(study);
        lock (found)
        {
            var trial = found.Trials[trialId];
            if (trial.State != TrialState.Running || trial.Lease?.Owner != owner)
            {
                return null;
            }

            found.Trials[trialId] = TrialReports.Add(trial, report);
            return trial.Attributes;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Renew(string study, string owner, IReadOnlyCollection<int> trialIds, TimeSpan lease)
    {
        ArgumentNullException.ThrowIfNull(trialIds);
        var found = Study(study);
        lock (found)
        {
            return [.. trialIds.Where(id => !found.Renew(id, owner, lease))];
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetAttributes(string study, int trialId)
    {
        var found = Study(study);
        lock (found)
        {
            return found.Trials[trialId].Attributes;
        }
    }

    /// <inheritdoc/>
    public void SetAttribute(string study, int trialId, string name, string? value)
    {
        TrialAttributes.Check(name);
        var found = Study(study);
        lock (found)
        {
            found.Trials[trialId] = found.Trials[trialId] with { Attributes = TrialAttributes.With(found.Trials[trialId].Attributes, name, value) };
        }
    }

    private MemoryStudy Study(string study)
    {
        lock (_gate)
        {
            return _studies.TryGetValue(study, out var found) ? found : throw new InvalidOperationException($"The store has no study '{study}'. Create it first.");
        }
    }
}
