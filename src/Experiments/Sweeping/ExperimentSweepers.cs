using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>Sweepers for <see cref="ExperimentSettings.Sweeper"/> by name, with numbers that suit an experiment: its space, and rungs where its networks' schedule is annealed.</summary>
public static class ExperimentSweepers
{
    /// <summary>Rungs stand at 1, 3, 7 and 15 of these parts of a configuration's whole length.</summary>
    private const int Parts = 15;

    private const int Often = 100;
    private const int GridLevels = 3;
    private const int GridTrials = 60;
    private const int Rounds = 4;
    private const int TrialsPerRound = 15;

    private static readonly Dictionary<string, Func<int?, Sweeper>> _byName = new(StringComparer.Ordinal)
    {
        ["hyperband"] = trials => Sweeper.Hyperband(Budgets(trials)),
        ["asha"] = trials => Sweeper.Asha(new AshaOptions { Rungs = RungLadders.CosLog4(Parts), StratifyBy = Root, MaxTrials = trials }),
        ["bohb"] = trials => Sweeper.Bohb(Budgets(trials)),
        ["tpe"] = trials => Sweeper.Tpe(new TpeOptions { MaxTrials = trials }),
        ["gp"] = trials => Sweeper.Gp(new GpOptions { MaxTrials = trials }),
        ["coarse-to-fine"] = trials => Sweeper.CoarseToFine(new CoarseToFineOptions
        {
            Rounds = Rounds,
            TrialsPerRound = trials is { } most ? Math.Clamp(most / Rounds, 2, TrialsPerRound) : TrialsPerRound,
        }),
        ["random"] = trials => Sweeper.Random(new RandomOptions { StratifyBy = Root, MaxTrials = trials }),
        ["grid"] = trials => Sweeper.Grid(new GridOptions { Levels = GridLevels, MaxTrials = trials ?? GridTrials }),
    };

    /// <summary>The parameter at the root of an experiment's space, a choice: for <c>StratifyBy</c> and <c>PromoteBestOfEach</c>.</summary>
    public static string Root => CandidateSpace.Family;

    /// <summary>The names: hyperband, asha, bohb, tpe, gp, coarse-to-fine, random, grid.</summary>
    public static IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>The sweeper of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="maxTrials">Most trials of its plan, 1 or more; null (the default) for as many as there is time for.</param>
    /// <exception cref="ArgumentException">There is no sweeper of that name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTrials"/> is below 1.</exception>
    public static Sweeper Named(string name, int? maxTrials = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (maxTrials < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxTrials), maxTrials, "Give 1 trial or more, or null for no limit.");
        }

        return _byName.TryGetValue(name, out var make)
            ? make(maxTrials)
            : throw new ArgumentException($"There is no sweeper '{name}'; allowed are {string.Join(", ", Names)}.", nameof(name));
    }

    // Small budgets flatter what learns fast: each family keeps a place on the way up.
    private static HyperbandOptions Budgets(int? trials) => new()
    {
        Rungs = RungLadders.CosLog4(Parts),
        Iterations = trials is null ? Often : 1,
        MaxTrials = trials,
        StratifyBy = Root,
        PromoteBestOfEach = Root,
    };
}
