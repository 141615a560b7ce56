using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>Simple regret over seeds: a sweeper of ours beside another search on the same problems.</summary>
internal static class SearchQuality
{
    private static readonly int[] Checkpoints = [50, 100, 200];

    /// <summary>The seeds of every comparison.</summary>
    public static IReadOnlyList<int> AllSeeds { get; } = [.. Enumerable.Range(1, 20)];

    /// <summary>
    /// Compares on every problem; a cell is met unless its 95% interval is wholly worse. Seeds the other search has no answer for are left out, and a problem
    /// with fewer than two left is not met.
    /// </summary>
    public static IReadOnlyList<BenchmarkRow> Compare(
        BenchmarkContext context, string name, Sweeper ours, Func<SearchProblem, int, double[]?> theirs, string theirName)
    {
        var rows = new List<BenchmarkRow>();
        var ranks = new List<double>();
        foreach (var problem in SearchProblem.All)
        {
            var own = AllSeeds.Select(seed => Best(problem, ours, seed)).ToList();
            context.Output.WriteLine($"{name}, {problem.Name}: ours has run its {AllSeeds.Count} seeds");
            var pairs = own.Zip(AllSeeds, (o, seed) => (Ours: o, Theirs: theirs(problem, seed)!)).Where(p => p.Theirs is not null).ToList();
            if (pairs.Count < 2)
            {
                rows.Add(new($"{name}, {problem.Name}: the peer broke", "regret", own.Average(o => o[^1]) - problem.Minimum, null, theirName, null) { LowerIsBetter = true, Verdict = false });
                continue;
            }

            string seeds = pairs.Count == AllSeeds.Count ? "" : $", {pairs.Count} seeds";
            for (int i = 0; i < Checkpoints.Length; i++)
            {
                int at = i;
                var paired = new PairedRegret(pairs.Select(p => p.Ours[at] - problem.Minimum), pairs.Select(p => p.Theirs[at] - problem.Minimum));
                var (low, high) = paired.Interval;
                ranks.Add(paired.MeanRank);
                rows.Add(new(
                    FormattableString.Invariant($"{name}, {problem.Name}, {Checkpoints[i]} trials{seeds}: regret (log10 difference {low:+0.00;-0.00} to {high:+0.00;-0.00})"),
                    "regret", paired.Ours, paired.Theirs, theirName, null)
                { LowerIsBetter = true, Verdict = low <= 0 });
            }

            context.Output.WriteLine($"{name}, {problem.Name}: done, {rows.TakeLast(Checkpoints.Length).Count(r => r.Verdict == true)} of {Checkpoints.Length} cells met");
        }

        double rank = ranks.Count == 0 ? 2 : ranks.Average();
        rows.Add(new($"{name}: mean rank of two over all cells and seeds", "rank", rank, 3 - rank, theirName, null) { LowerIsBetter = true, Verdict = rank <= 1.5 });
        return rows;
    }

    /// <summary>The best value after each checkpoint.</summary>
    public static double[] Best(SearchProblem problem, Sweeper sweeper, int seed)
    {
        var study = new Study(problem.Space, sweeper, new StudyOptions { Seed = seed });
        return [.. Checkpoints.Select((trials, i) =>
        {
            study.Run(t => problem.Loss(t.Configuration), new RunOptions { MaxTrials = trials - (i == 0 ? 0 : Checkpoints[i - 1]) });
            return study.Best!.Value!.Value;
        })];
    }
}
