namespace MLNetTuning.Sweepers.Tracking;

/// <summary>How a tracked run ended.</summary>
public enum RunStatus
{
    /// <summary>It did all it was to do.</summary>
    Completed,

    /// <summary>It was ended early because it was not worth going on.</summary>
    Stopped,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was interrupted and may go on later, as another run of the same name.</summary>
    Interrupted,
}
