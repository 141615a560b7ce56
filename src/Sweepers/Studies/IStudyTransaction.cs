namespace MLNetTuning.Sweepers.Studies;

/// <summary>What a worker reads and writes of one study while it alone may decide. Valid during <see cref="IStudyStore.Transact{T}"/> only.</summary>
public interface IStudyTransaction
{
    /// <summary>The store's time (UTC): the one clock that leases of all workers are measured by.</summary>
    DateTimeOffset Now { get; }

    /// <summary>What others have changed: trials this worker has not seen, and known ones whose state or lease is another now.</summary>
    /// <param name="known">How many trials the worker knows; those with smaller ids are not new.</param>
    /// <param name="open">The known trials to look at again, as the worker knows them; ended ones never change.</param>
    /// <returns>The trials as they are now, in the order of their ids. One whose lease alone changed keeps the reports the worker knew.</returns>
    IReadOnlyList<Trial> Changes(int known, IReadOnlyCollection<Trial> open);

    /// <summary>Adds a trial that starts.</summary>
    /// <param name="trial">The trial with its lease and with the next free id.</param>
    void Add(Trial trial);

    /// <summary>Takes a trial over that was given back, or whose lease ran out.</summary>
    /// <param name="seen">The trial as the worker knows it.</param>
    /// <param name="lease">The worker's lease.</param>
    /// <param name="startedAt">When it starts again.</param>
    /// <returns>The trial as it is now, running; null, and nothing is written, when it is no longer as it was seen or is being written to.</returns>
    Trial? Claim(Trial seen, TrialLease lease, DateTimeOffset startedAt);

    /// <summary>Writes the state, value, error and times of a trial that ended, was given back, or was paused.</summary>
    /// <param name="trial">The trial as it is now; its reports and attributes are already in the store.</param>
    void Update(Trial trial);
}
