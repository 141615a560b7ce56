namespace MLNetTuning.Sweepers.Studies;

/// <summary>An intermediate value of a trial.</summary>
/// <param name="Step">The step it belongs to, in the unit of the budget; at least 0.</param>
/// <param name="Value">The objective at that step; may be NaN or infinite.</param>
public readonly record struct TrialReport(int Step, double Value);
