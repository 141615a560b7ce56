namespace MLNetTuning.Sweepers.Studies;

/// <summary>Hears what happens to the trials of a study while it happens; see <see cref="StudyOptions.Listeners"/>.</summary>
/// <remarks>
/// Called by the worker that has the trial, under the study's lock, one call at a time and after the store has it: be quick, and do not call the study.
/// A listener that throws is called no more; what it threw is in <see cref="Study.ListenerErrors"/>.
/// </remarks>
public interface IStudyListener
{
    /// <summary>A trial was handed out, for the first time or again.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trial">The trial as it starts.</param>
    void TrialStarted(string study, Trial trial);

    /// <summary>A running trial handed in an intermediate value.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trial">The trial with the value.</param>
    /// <param name="report">The value.</param>
    void TrialReported(string study, Trial trial, TrialReport report);

    /// <summary>A trial ended, or was given back or set aside before it did.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trial">The trial as it is now.</param>
    void TrialEnded(string study, Trial trial);
}
