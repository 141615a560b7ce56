namespace MLNetTuning.Sweepers.Studies;

/// <summary>Calls the listeners of a study; one that throws must not cost the study a trial.</summary>
internal sealed class StudyListeners(string study, IEnumerable<IStudyListener> listeners)
{
    private readonly List<IStudyListener> _listeners = [.. listeners];

    public List<Exception> Errors { get; } = [];

    public void Started(Trial trial) => Call(l => l.TrialStarted(study, trial));

    public void Reported(Trial trial, TrialReport report) => Call(l => l.TrialReported(study, trial, report));

    public void Ended(Trial trial) => Call(l => l.TrialEnded(study, trial));

    private void Call(Action<IStudyListener> call)
    {
        for (int i = 0; i < _listeners.Count; i++)
        {
            try
            {
                call(_listeners[i]);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Errors.Add(e);
                _listeners.RemoveAt(i--);
            }
        }
    }
}
