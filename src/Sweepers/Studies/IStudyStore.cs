namespace MLNetTuning.Sweepers.Studies;

/// <summary>Keeps studies and their trials, for one worker or for many on many machines.</summary>
/// <remarks>
/// Thread-safe. When a call returns, what it wrote is kept for good (for a store on disk: it survives the process). Decisions are made in
/// <see cref="Transact{T}"/>, one worker at a time for one study; reports and renewals do not wait for it. Values may be NaN or infinite in reports,
/// never in ended trials. What a call is given is immutable and may be kept.
/// </remarks>
public interface IStudyStore
{
    /// <summary>The study of a name, or null.</summary>
    /// <param name="name">The name, compared ordinally.</param>
    StudyRecord? Find(string name);

    /// <summary>Adds a study without trials.</summary>
    /// <param name="study">The study.</param>
    /// <exception cref="InvalidOperationException">The store already has a study of that name.</exception>
    void Create(StudyRecord study);

    /// <summary>All trials of a study, in the order of their ids, which run from 0 without gaps.</summary>
    /// <param name="study">The name of a study in the store.</param>
    IReadOnlyList<Trial> Load(string study);

    /// <summary>Does a piece of work while no other worker can decide anything about the study; all of it is kept, or none.</summary>
    /// <typeparam name="T">What the work answers.</typeparam>
    /// <param name="study">The name of a study in the store.</param>
    /// <param name="work">
    /// Reads and writes through its argument only, and quickly. A store that lost its connection may call it again, also when the first
    /// time was kept after all: the work looks at what there is before it writes.
    /// </param>
    /// <param name="cancellationToken">Ends waiting for a store that cannot be reached.</param>
    /// <exception cref="StudyStoreLostException">The store could not be reached in time.</exception>
    T Transact<T>(string study, Func<IStudyTransaction, T> work, CancellationToken cancellationToken = default);

    /// <summary>Adds an intermediate value, which is also a sign of life; the same step again replaces it.</summary>
    /// <param name="study">The name of a study in the store.</param>
    /// <param name="trialId">A trial.</param>
    /// <param name="owner">The worker that has its lease.</param>
    /// <param name="report">The step and its value.</param>
    /// <param name="cancellationToken">Ends waiting for a store that cannot be reached.</param>
    /// <returns>The trial's attributes as they are now; null, and nothing is written, when the trial is not running under that owner's lease.</returns>
    IReadOnlyDictionary<string, string>? Report(string study, int trialId, string owner, TrialReport report, CancellationToken cancellationToken = default);

    /// <summary>Lengthens leases and leaves a sign of life.</summary>
    /// <param name="study">The name of a study in the store.</param>
    /// <param name="owner">The worker that has them.</param>
    /// <param name="trialIds">The trials.</param>
    /// <param name="lease">How long from now.</param>
    /// <returns>Those of the trials that are not, or no longer, running or paused under that owner's lease.</returns>
    IReadOnlyList<int> Renew(string study, string owner, IReadOnlyCollection<int> trialIds, TimeSpan lease);

    /// <summary>The attributes of a trial as they are now.</summary>
    /// <param name="study">The name of a study in the store.</param>
    /// <param name="trialId">A trial.</param>
    IReadOnlyDictionary<string, string> GetAttributes(string study, int trialId);

    /// <summary>Sets an attribute of a trial, whoever has it and wherever it stands.</summary>
    /// <param name="study">The name of a study in the store.</param>
    /// <param name="trialId">A trial.</param>
    /// <param name="name">The attribute's name; 1 to 512 characters, none of those in <see cref="TrialAttributes.Reserved"/>.</param>
    /// <param name="value">Its text; null takes the attribute away.</param>
    void SetAttribute(string study, int trialId, string name, string? value);
}
