using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Studies;

/// <summary>Counts what a study asks of its store, and the trials that pass either way.</summary>
internal sealed class CountingStore : IStudyStore
{
    private readonly MemoryStudyStore _inner = new();

    /// <summary>What another worker does just before a study is started here.</summary>
    public Action<IStudyStore>? BeforeCreate { get; init; }

    public long Calls { get; private set; }

    public long Rows { get; private set; }

    public StudyRecord? Find(string name) => _inner.Find(name);

    public void Create(StudyRecord study)
    {
        BeforeCreate?.Invoke(_inner);
        _inner.Create(study);
    }

    public IReadOnlyList<Trial> Load(string study) => _inner.Load(study);

    public T Transact<T>(string study, Func<IStudyTransaction, T> work, CancellationToken cancellationToken = default)
    {
        Calls++;
        return _inner.Transact(study, tx => work(new Counting(this, tx)), cancellationToken);
    }

    public IReadOnlyDictionary<string, string>? Report(string study, int trialId, string owner, TrialReport report, CancellationToken cancellationToken = default)
    {
        Calls++;
        return _inner.Report(study, trialId, owner, report, cancellationToken);
    }

    public IReadOnlyList<int> Renew(string study, string owner, IReadOnlyCollection<int> trialIds, TimeSpan lease) => _inner.Renew(study, owner, trialIds, lease);

    public IReadOnlyDictionary<string, string> GetAttributes(string study, int trialId) => _inner.GetAttributes(study, trialId);

    public void SetAttribute(string study, int trialId, string name, string? value) => _inner.SetAttribute(study, trialId, name, value);

    private sealed class Counting(CountingStore counter, IStudyTransaction inner) : IStudyTransaction
    {
        public DateTimeOffset Now => inner.Now;

        public IReadOnlyList<Trial> Changes(int known, IReadOnlyCollection<Trial> open)
        {
            var changes = inner.Changes(known, open);
            counter.Rows += changes.Count + open.Count;
            return changes;
        }

        public void Add(Trial trial)
        {
            counter.Rows++;
            inner.Add(trial);
        }

        public Trial? Claim(Trial seen, TrialLease lease, DateTimeOffset startedAt)
        {
            counter.Rows++;
            return inner.Claim(seen, lease, startedAt);
        }

        public void Update(Trial trial)
        {
            counter.Rows++;
            inner.Update(trial);
        }
    }
}
