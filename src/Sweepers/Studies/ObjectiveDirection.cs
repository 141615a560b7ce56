namespace MLNetTuning.Sweepers.Studies;

/// <summary>Which values of the objective are good.</summary>
public enum ObjectiveDirection
{
    /// <summary>Smaller is better: losses.</summary>
    Minimize,

    /// <summary>Larger is better: accuracy, area under the curve.</summary>
    Maximize,
}
