namespace MLNetTuning.Experiments.Tuning;

/// <summary>What a sweeper's budget buys.</summary>
public enum TuningBudget
{
    /// <summary>
    /// Epochs or trees: a trainer that tells its full budget (<see cref="Trainers.SweepableTrainer.FullBudget"/>) gets the same share of it, our
    /// networks and boosted trees go on from their checkpoint at a promotion, others are fitted again. A trainer without a budget is fitted once.
    /// </summary>
    Training,

    /// <summary>Rows: a trial trains on that share of each fold's training rows, the rows of a smaller share among those of a larger one. Every rung is fitted anew.</summary>
    Rows,
}
