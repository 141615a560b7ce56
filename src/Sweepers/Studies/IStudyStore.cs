namespace MLNetTuning.Sweepers.Studies;

/// <summary>Keeps studies and their trials.</summary>
/// <remarks>
/// The caller is a study, under its lock, one process at a time for one study; several studies may use one store from several
/// threads, so an implementation is thread-safe. When a call returns, what it wrote is kept for good (for a store on disk: it survives the
/// process). Values may be NaN or infinite in reports, never in ended trials. What a call is given is immutable and may be kept.
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

    /// <summary>Adds a trial that starts.</summary>
    /// <param name="study">The name of a study in the store.</param>
    /// <param name="trial">The trial, running, with the next free id.</param>
    void Add(string study, Trial trial);

    /// <summary>Adds an intermediate value; the same step again replaces it.</summary>
    /// <param name="study">The name of a study in the store.</param>
    /// <param name="trialId">A running trial.</param>
    /// <param name="report">The step and its value.</param>
    void Report(string study, int trialId, TrialReport report);

    /// <summary>Writes the state, value, error and times of a trial that ended, was given back, or was handed out again.</summary>
    /// <param name="study">The name of a study in the store.</param>
    /// <param name="trial">The trial as it is now; its reports are already in the store.</param>
    void Update(string study, Trial trial);
}
