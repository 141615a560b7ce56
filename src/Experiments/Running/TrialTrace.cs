using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>More of a configuration that succeeded than a leaderboard tells.</summary>
/// <param name="Trial">What is told of it.</param>
/// <param name="Candidate">Its settings.</param>
/// <param name="Curve">The mean validation loss over splits at each length of its training.</param>
internal sealed record TrialTrace(ExperimentTrial Trial, Candidate Candidate, IReadOnlyList<double> Curve)
{
    /// <summary>What the lengths are, for a family whose training has several; null for others.</summary>
    public string? LengthName => Candidate switch
    {
        BoostingCandidate => "trees",
        NetworkCandidate => "epochs",
        _ => null,
    };

    /// <summary>The curve over trees or epochs, with at most so many points.</summary>
    public IReadOnlyList<(double Length, double Loss)> Points(int most)
    {
        var epochs = Candidate is NetworkCandidate network ? network.Checkpoints : null;
        var every = Math.Max(1, (Curve.Count + most - 1) / most);
        return [.. Enumerable.Range(0, Curve.Count).Where(i => i % every == 0 || i == Curve.Count - 1).Select(i => ((double)(epochs is null ? i + 1 : epochs[Math.Min(i, epochs.Count - 1)]), Curve[i]))];
    }
}
