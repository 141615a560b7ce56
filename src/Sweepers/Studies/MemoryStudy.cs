namespace MLNetTuning.Sweepers.Studies;

/// <summary>One study of a <see cref="MemoryStudyStore"/>. Its own lock is held around every use.</summary>
internal sealed class MemoryStudy(StudyRecord record, TimeProvider clock) : IStudyTransaction
{
    public StudyRecord Record => record;

    public List<Trial> Trials { get; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<Trial> Changes(int known, IReadOnlyCollection<Trial> open)
    {
        if (open.Count == 0 && known == Trials.Count)
        {
            return [];
        }

        var changed = open.Where(t => t.State != Trials[t.Id].State || t.Lease != Trials[t.Id].Lease).Select(t => t.Id).Order();
        return [.. changed.Concat(Enumerable.Range(known, Trials.Count - known)).Select(id => Trials[id])];
    }

    public void Add(Trial trial)
    {
        if (trial.Id != Trials.Count)
        {
            throw new InvalidOperationException($"Study '{record.Name}': trial {trial.Id} cannot be added, the next free id is {Trials.Count}.");
        }

        Trials.Add(trial);
    }

    public Trial? Claim(Trial seen, TrialLease lease, DateTimeOffset startedAt)
    {
        var now = Trials[seen.Id];
        return now.State == seen.State && now.Lease == seen.Lease
            ? Trials[seen.Id] = now with { State = TrialState.Running, Lease = lease, StartedAt = startedAt }
            : null;
    }

    public void Update(Trial trial) => Trials[trial.Id] = trial with { Reports = Trials[trial.Id].Reports, Attributes = Trials[trial.Id].Attributes };

    public bool Renew(int id, string owner, TimeSpan length)
    {
        var trial = Trials[id];
        if (trial.State is not (TrialState.Running or TrialState.Paused) || trial.Lease?.Owner != owner)
        {
            return false;
        }

        Trials[id] = trial with { Lease = trial.Lease with { Until = Now + length } };
        return true;
    }
}
