using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>A trial of a sweeper's study on its way through an experiment: in one part, or in several where a rule may end it between them.</summary>
/// <param name="trial">The trial.</param>
/// <param name="candidate">What it tries.</param>
/// <param name="shares">The shares of its whole length after which it reports, growing; the last is its own.</param>
internal sealed class SweepTrial(Trial trial, Candidate candidate, IReadOnlyList<double> shares)
{
    /// <summary>Rungs of a schedule that is annealed after 1, 3, 7 and 15 fifteenths.</summary>
    private static readonly double[] _rungs = [1 / 15.0, 3 / 15.0, 7 / 15.0, 1];

    private const double Slack = 1e-9;

    private int _next;

    public Trial Trial => trial;

    public Candidate Candidate { get; set; } = candidate;

    /// <summary>The share being fitted.</summary>
    public double Share => shares[_next];

    public bool IsLast => _next == shares.Count - 1;

    /// <summary>The step it reports at, in the unit of the budget.</summary>
    public int Step => StepOf(trial, Share);

    /// <summary>A trial's whole share.</summary>
    public static double ShareOf(Trial trial) => trial.Budget >= trial.Horizon ? 1 : Math.Max(_rungs[0], trial.Budget / trial.Horizon);

    /// <summary>A trial in the parts between which it may be stopped: one only where its budget is below the steps of a ladder.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="candidate">What it tries.</param>
    /// <param name="begun">The share its parent has; 0 for none.</param>
    public static SweepTrial InParts(Trial trial, Candidate candidate, double begun)
    {
        var share = ShareOf(trial);
        var between = _rungs.Where(rung => rung > begun + Slack && rung < share - Slack && StepOf(trial, rung) >= 1).DistinctBy(rung => StepOf(trial, rung));
        return new SweepTrial(trial, candidate, [.. between, share]);
    }

    /// <summary>A trial in one part.</summary>
    public static SweepTrial Whole(Trial trial, Candidate candidate) => new(trial, candidate, [ShareOf(trial)]);

    /// <summary>What is fitted now.</summary>
    /// <param name="earlier">What it goes on from, or null.</param>
    /// <param name="partSplits">The splits of what is less than whole.</param>
    /// <param name="isContinued">Whether it is not the first part.</param>
    public PlannedCandidate Plan(IReadOnlyList<FoldFit>? earlier, int partSplits, bool isContinued) => new(Candidate, IsRaced: Share == 1)
    {
        Share = Share,
        Splits = Share < 1 ? partSplits : null,
        Earlier = earlier,
        IsContinued = isContinued,
        NeedsPlanning = Candidate is NetworkCandidate { Epochs: 0 },
    };

    /// <summary>Goes on to the next part.</summary>
    public void GoOn() => _next++;

    private static int StepOf(Trial trial, double share) => (int)Math.Floor((share * trial.Horizon) + Slack);
}
