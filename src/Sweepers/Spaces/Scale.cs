namespace MLNetTuning.Sweepers.Spaces;

/// <summary>How a numeric range is walked: what is uniform when a unit coordinate is.</summary>
public enum Scale
{
    /// <summary>The value itself is uniform.</summary>
    Linear,

    /// <summary>The logarithm of the value is uniform: 10^U(a, b). The whole range must be above zero.</summary>
    Log,

    /// <summary>
    /// The logarithm of the distance to one is uniform: 1 - 10^U(a, b), for momentum and the beta constants of Adam.
    /// The range must lie in [0, 1).
    /// </summary>
    ReverseLog,
}
