using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>A store whose answer gets lost: the transaction is kept, and the work is called again all the same.</summary>
internal sealed class CuttingStore(IStudyStore inner) : IStudyStore
{
    /// <summary>How many of the next transactions are kept and then done again.</summary>
    public int Repeats { get; set; }

    public StudyRecord? Find(string name) => inner.Find(name);

    public void Create(StudyRecord study) => inner.Create(study);

    public IReadOnlyList<Trial> Load(string study) => inner.Load(study);

    public T Transact<T>(string study, Func<IStudyTransaction, T> work, CancellationToken cancellationToken = default)
    {
        for (; Repeats > 0; Repeats--)
        {
            inner.Transact(study, work, cancellationToken);
        }

        return inner.Transact(study, work, cancellationToken);
    }

    public IReadOnlyDictionary<string, string>? Report(string study, int trialId, string owner, TrialReport report, CancellationToken cancellationToken = default) =>
        inner.Report(study, trialId, owner, report, cancellationToken);

    public IReadOnlyList<int> Renew(string study, string owner, IReadOnlyCollection<int> trialIds, TimeSpan lease) => inner.Renew(study, owner, trialIds, lease);

    public IReadOnlyDictionary<string, string> GetAttributes(string study, int trialId) => inner.GetAttributes(study, trialId);

    public void SetAttribute(string study, int trialId, string name, string? value) => inner.SetAttribute(study, trialId, name, value);
}
