namespace MLNetTuning.Sweepers.Samplers;

/// <summary>What a trial costs in the eyes of cost-frugal search.</summary>
public enum FrugalCost
{
    /// <summary>One each: the same draws on every machine.</summary>
    Trials,

    /// <summary>The time from start to end by the study's clock. Draws then depend on how fast the machine is.</summary>
    Seconds,
}
