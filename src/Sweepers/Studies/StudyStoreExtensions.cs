namespace MLNetTuning.Sweepers.Studies;

/// <summary>What every store can do by what <see cref="IStudyStore"/> asks of it.</summary>
public static class StudyStoreExtensions
{
    /// <summary>Starts a study, or finds the one of that name: also the one that another worker started between the look and the start.</summary>
    /// <param name="store">The store.</param>
    /// <param name="study">The study to start. Whether one that is found is like it is the caller's to check.</param>
    /// <returns><paramref name="study"/> itself where it was started; else what the store has.</returns>
    /// <exception cref="InvalidOperationException">The store cannot be written.</exception>
    public static StudyRecord FindOrCreate(this IStudyStore store, StudyRecord study)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(study);
        if (store.Find(study.Name) is { } found)
        {
            return found;
        }

        try
        {
            store.Create(study);
            return study;
        }
        catch (InvalidOperationException)
        {
            // Another worker may have been faster.
            if (store.Find(study.Name) is { } other)
            {
                return other;
            }

            throw;
        }
    }
}
