using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>
/// What a round of boosting costs on this table and how much learning it wants, from the fits so far; with both a configuration is made to fit the time it is given:
/// where it allows few rounds they learn faster, where it allows many they may be more. Used under the engine's lock.
/// </summary>
/// <param name="room">What does not change.</param>
internal sealed class BoostingPace(SearchRoom room)
{
    private const double HighestRate = 0.25;
    private const double FewestRounds = 40;
    private const int MostTrees = 2500;
    private const int UsualLeaves = 31;

    /// <summary>Learning rate times rounds that a table wants of usual trees, before anything is known of it.</summary>
    private const double UsualLearning = 30;

    /// <summary>A fit that was still getting better when it ended wants so much more.</summary>
    private const double More = 1.5;

    private double _pace;
    private double _learning;

    /// <summary>Takes note of the fit of one split.</summary>
    /// <param name="candidate">The configuration.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="seconds">Seconds it took.</param>
    public void Timed(BoostingCandidate candidate, FoldFit fit, double seconds) => _pace = seconds / fit.Losses.Count / Work(candidate);

    /// <summary>Takes note of how long the folds of a configuration got better.</summary>
    public void Told(BoostingCandidate candidate, ModelRecord model)
    {
        if (model.Curve.Count == 0)
        {
            return;
        }

        var length = model.Trial.Length;
        var isCut = length > model.Curve.Count - (candidate.Patience / 2);
        var learning = candidate.LearningRate * length * (isCut ? More : 1) / InverseDepth(candidate);

        // What was cut tells only the least that is wanted; what stopped by itself tells it.
        _learning = isCut ? Math.Max(_learning, learning) : learning;
    }

    /// <summary>Seconds that all splits of a configuration take for so many rounds; 0 before the first fit.</summary>
    public double Seconds(BoostingCandidate candidate, double rounds) => _pace * Work(candidate) * rounds * room.Splits.Count / room.Workers;

    /// <summary>Rounds that a configuration wants.</summary>
    public double Wanted(BoostingCandidate candidate) => (_learning == 0 ? UsualLearning : _learning) * InverseDepth(candidate) / candidate.LearningRate;

    /// <summary>The configuration with a learning rate and a number of rounds for the time given; null when that is too little.</summary>
    public BoostingCandidate? Within(BoostingCandidate candidate, double seconds)
    {
        if (_pace == 0 || double.IsInfinity(seconds))
        {
            return candidate;
        }

        var rounds = seconds / Seconds(candidate, 1);
        if (rounds < FewestRounds)
        {
            return null;
        }

        var wanted = Wanted(candidate);
        var trees = (int)Math.Clamp(wanted * 1.2, candidate.Trees, MostTrees);
        var rate = candidate.LearningRate * Math.Max(1, wanted / Math.Min(rounds, trees));
        return candidate with { Trees = trees, LearningRate = Math.Round(Math.Clamp(rate, candidate.LearningRate, Math.Max(HighestRate, candidate.LearningRate)), 3) };
    }

    private double Work(BoostingCandidate candidate)
    {
        var rows = candidate.MostRows > 0 ? Math.Min(candidate.MostRows, room.TrainRows) : room.TrainRows;
        return rows * Math.Sqrt(candidate.Leaves);
    }

    // Larger trees get there in fewer rounds.
    private static double InverseDepth(BoostingCandidate candidate) => Math.Sqrt((double)UsualLeaves / candidate.Leaves);
}
