namespace MLNetTuning.Sweepers.Samplers;

/// <summary>How many rounds coarse-to-fine search has and how it narrows its box.</summary>
public sealed class CoarseToFineOptions
{
    /// <summary>The number of rounds, the first over the whole space; 3 by default, at least 1.</summary>
    public int Rounds { get; init; } = CoarseToFineDefaults.Rounds;

    /// <summary>The number of trials in each round; 20 by default, at least 2.</summary>
    public int TrialsPerRound { get; init; } = CoarseToFineDefaults.TrialsPerRound;

    /// <summary>The next box is drawn around the best trials so far, this share of a round (at least 2); 0.25 by default, in (0, 1].</summary>
    public double KeepShare { get; init; } = CoarseToFineDefaults.KeepShare;

    /// <summary>What is left around the best on each side, as a share of the last box's side; 0.1 by default, in [0, 1].</summary>
    public double Margin { get; init; } = CoarseToFineDefaults.Margin;

    /// <summary>
    /// A side that does not grow is at most this share of the last box's, however far the best lie apart; 1 by default, which leaves it to them. In (0, 1].
    /// </summary>
    public double ShrinkFactor { get; init; } = CoarseToFineDefaults.ShrinkFactor;

    /// <summary>The best trial sits on a wall when it is within this share of the box's side from it; 0.1 by default, in [0, 0.5].</summary>
    public double WallShare { get; init; } = CoarseToFineDefaults.WallShare;

    /// <summary>A box whose wall the best sits on grows beyond it by this share of its new side; 0.5 by default, at least 0.</summary>
    public double WidenBy { get; init; } = CoarseToFineDefaults.WidenBy;

    /// <summary>This share of the later rounds is drawn from the whole space, in case the first round missed the best part; 0.1 by default, in [0, 1].</summary>
    public double ExploreShare { get; init; } = CoarseToFineDefaults.ExploreShare;

    /// <summary>The budget of every trial; 1 by default, above 0.</summary>
    public double Budget { get; init; } = CoarseToFineDefaults.Budget;

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(Rounds >= 1, errors, $"Rounds is {Rounds}. Allowed: at least 1.");
        Messages.Require(TrialsPerRound >= 2, errors, $"TrialsPerRound is {TrialsPerRound}. Allowed: at least 2.");
        Messages.Require((long)Rounds * TrialsPerRound <= int.MaxValue, errors, "Rounds x TrialsPerRound passes 2^31. Lower one.");
        Messages.Require(KeepShare is > 0 and <= 1, errors, $"KeepShare is {Messages.Number(KeepShare)}. Allowed: above 0, at most 1.");
        Messages.Require(Margin is >= 0 and <= 1, errors, $"Margin is {Messages.Number(Margin)}. Allowed: 0 to 1.");
        Messages.Require(ShrinkFactor is > 0 and <= 1, errors, $"ShrinkFactor is {Messages.Number(ShrinkFactor)}. Allowed: above 0, at most 1.");
        Messages.Require(WallShare is >= 0 and <= 0.5, errors, $"WallShare is {Messages.Number(WallShare)}. Allowed: 0 to 0.5.");
        Messages.Require(WidenBy >= 0 && double.IsFinite(WidenBy), errors, $"WidenBy is {Messages.Number(WidenBy)}. Allowed: finite, at least 0.");
        Messages.Require(ExploreShare is >= 0 and <= 1, errors, $"ExploreShare is {Messages.Number(ExploreShare)}. Allowed: 0 to 1.");
        Messages.Require(Budget > 0 && double.IsFinite(Budget), errors, $"Budget is {Messages.Number(Budget)}. Allowed: finite, above 0.");
        Messages.ThrowIfAny(nameof(CoarseToFineOptions), errors);
    }
}
