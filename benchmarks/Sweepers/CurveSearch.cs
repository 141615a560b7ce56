using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>
/// Hyperband, ASHA and BOHB on recorded learning curves: how many epochs until a network within 1% of the best is found, and how good the best is after
/// the budget of ten whole trainings, against random search that trains every network to the end.
/// </summary>
internal static class CurveSearch
{
    private const int Seeds = 20;

    // The regret is judged after this many whole trainings.
    private const int Trainings = 10;

    // The record has four digits: below this all are the best.
    private const double Least = 1e-3;

    // Where the coslog4 schedule of the recorded networks is at zero: T/15, T/5, 7T/15, T.
    private static readonly double[] Rungs = [4, 12, 28, CurveGrid.Epochs];

    private static readonly (string Name, Sweeper Sweeper)[] Sweepers =
    [
        ("Hyperband", Sweeper.Hyperband(new HyperbandOptions { Rungs = Rungs, Iterations = 20 })),
        ("ASHA", Sweeper.Asha(new AshaOptions { Rungs = Rungs })),
        ("BOHB", Sweeper.Bohb(new HyperbandOptions { Rungs = Rungs, Iterations = 20 })),
    ];

    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var table in CurveSource.All.Select(s => CurveTable.Read(s.Name)))
        {
            var random = Play(table, Sweeper.Random(), 1000);
            foreach (var (name, sweeper) in Sweepers)
            {
                var ours = Play(table, sweeper, 0);
                rows.Add(Row($"{name}, curves of {table.Name}: epochs to within 1% of the best", "epochs", ours.Select(o => o.Epochs), random.Select(o => o.Epochs)));
                rows.Add(Row($"{name}, curves of {table.Name}: share above the best after {Trainings} trainings' epochs", "share", ours.Select(o => Math.Max(o.Regret, Least)), random.Select(o => Math.Max(o.Regret, Least))));
            }

            context.Output.WriteLine($"curves of {table.Name}: done");
        }

        return rows;
    }

    private static BenchmarkRow Row(string name, string unit, IEnumerable<double> ours, IEnumerable<double> random)
    {
        var paired = new PairedRegret(ours, random);
        var (low, high) = paired.Interval;
        return new(FormattableString.Invariant($"{name} (log10 difference {low:+0.00;-0.00} to {high:+0.00;-0.00})"), unit, paired.Ours, paired.Theirs, "our random search, whole trainings", null)
        {
            LowerIsBetter = true,
            Verdict = low <= 0,
        };
    }

    private static List<(double Epochs, double Regret)> Play(CurveTable table, Sweeper sweeper, int firstSeed) =>
        [.. Enumerable.Range(firstSeed + 1, Seeds).Select(seed => PlayOnce(table, new Study(CurveGrid.Space, sweeper, new StudyOptions { Seed = seed })))];

    private static (double Epochs, double Regret) PlayOnce(CurveTable table, Study study)
    {
        double spent = 0, best = double.PositiveInfinity, regret = double.NaN, reached = double.NaN;
        while ((double.IsNaN(reached) || spent < Trainings * CurveGrid.Epochs) && study.Ask() is { } trial)
        {
            // A promotion goes on from its checkpoint: only the difference is spent.
            spent += trial.Budget - (trial.ParentId is int parent ? study.Get(parent).Budget : 0);
            if (spent > Trainings * CurveGrid.Epochs && double.IsNaN(regret))
            {
                regret = best / table.Best - 1;
            }

            double loss = table.Loss(CurveGrid.Row(trial.Configuration), (int)trial.Budget);
            study.Tell(trial.Id, loss);
            best = Math.Min(best, loss);
            reached = double.IsNaN(reached) && best <= 1.01 * table.Best ? spent : reached;
        }

        return (double.IsNaN(reached) ? spent : reached, double.IsNaN(regret) ? best / table.Best - 1 : regret);
    }
}
