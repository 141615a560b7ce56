using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tests.Runs;

/// <summary>A store that says when a process has decided something.</summary>
/// <param name="inner">Where the studies are.</param>
/// <param name="transacted">Hears of each transaction, with how many there have been.</param>
internal sealed class WatchedStore(IStudyStore inner, Action<int> transacted) : IStudyStore
{
    private int _count;

    /// <summary>Thrown by every transaction while it is set.</summary>
    internal Exception? Fault { get; set; }

    public StudyRecord? Find(string name) => inner.Find(name);

    public void Create(StudyRecord study) => inner.Create(study);

    public IReadOnlyList<Trial> Load(string study) => inner.Load(study);

    public T Transact<T>(string study, Func<IStudyTransaction, T> work, CancellationToken cancellationToken = default)
    {
        if (Fault is not null)
        {
            throw Fault;
        }

        var result = inner.Transact(study, work, cancellationToken);
        transacted(Interlocked.Increment(ref _count));
        return result;
    }

    public IReadOnlyDictionary<string, string>? Report(string study, int trialId, string owner, TrialReport report, CancellationToken cancellationToken = default) =>
        inner.Report(study, trialId, owner, report, cancellationToken);

    public IReadOnlyList<int> Renew(string study, string owner, IReadOnlyCollection<int> trialIds, TimeSpan lease) => inner.Renew(study, owner, trialIds, lease);

    public IReadOnlyDictionary<string, string> GetAttributes(string study, int trialId) => inner.GetAttributes(study, trialId);

    public void SetAttribute(string study, int trialId, string name, string? value) => inner.SetAttribute(study, trialId, name, value);
}
