namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Ladders of rungs for <see cref="HyperbandOptions.Rungs"/> and its siblings.</summary>
public static class RungLadders
{
    private const int Parts = 15;

    /// <summary>
    /// The rungs of a coslog4 schedule: T/15, T/5, 7T/15 and T, where its rate is at zero (Holzmüller, Grinsztajn, Steinwart, NeurIPS 2024), so that a trial is compared, and goes on,
    /// from an annealed point.
    /// </summary>
    /// <param name="horizon">The largest budget T, to which the schedule runs: a multiple of 15, so that every rung is a whole number of epochs.</param>
    /// <exception cref="ArgumentException">The horizon is no multiple of 15 above 0.</exception>
    public static IReadOnlyList<double> CosLog4(double horizon) => horizon > 0 && double.IsFinite(horizon) && horizon % Parts == 0
        ? [horizon / Parts, horizon * 3 / Parts, horizon * 7 / Parts, horizon]
        : throw new ArgumentException($"The horizon is {Messages.Number(horizon)}. Allowed: a multiple of {Parts} above 0, so that every rung is a whole number of epochs.", nameof(horizon));
}
