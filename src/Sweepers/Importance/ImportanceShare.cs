namespace MLNetTuning.Sweepers.Importance;

/// <summary>How much of the variation of the objective comes from one parameter, or from two together beyond what each does alone.</summary>
/// <param name="Names">One name or two.</param>
/// <param name="Share">The share of the variance over the whole space, 0 to 1; the mean over the trees of the forest.</param>
/// <param name="Deviation">The standard deviation of the share over the trees.</param>
public sealed record ImportanceShare(IReadOnlyList<string> Names, double Share, double Deviation)
{
    /// <summary>The share as a report would say it.</summary>
    public override string ToString() => FormattableString.Invariant($"{string.Join(" x ", Names)}: {Share:0.000} +- {Deviation:0.000}");
}
