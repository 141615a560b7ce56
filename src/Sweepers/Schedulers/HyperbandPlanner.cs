namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Turns options into brackets by the formulas of the Hyperband paper (algorithm 1).</summary>
internal static class HyperbandPlanner
{
    public const double LargestPlan = 1_000_000;

    // Logarithms and powers of eta are exact only up to rounding; 3^4 must not become 80.99.
    private const double Slack = 1e-9;

    public static IReadOnlyList<BracketPlan> Hyperband(HyperbandOptions options)
    {
        var ladder = Ladder(options.Rungs, options.MinBudget, options.MaxBudget, options.Factor, options.WholeBudgets);
        var plans = new List<BracketPlan>();
        int left = options.MaxTrials ?? int.MaxValue;
        for (int iteration = 0; iteration < options.Iterations; iteration++)
        {
            for (int s = ladder.Count - 1; s >= 0; s--)
            {
                var budgets = ladder.Skip(ladder.Count - 1 - s).ToList();
                if (Largest(StartSize(ladder.Count, s, options.Factor, options.Sizes), budgets.Count, options.Factor, left) is { } sizes)
                {
                    plans.Add(new BracketPlan(sizes, budgets));
                    left -= sizes.Sum();
                }
            }
        }

        return plans.Count > 0 ? plans : [new BracketPlan([1], [ladder[^1]])];
    }

    public static BracketPlan Halving(SuccessiveHalvingOptions options)
    {
        var ladder = Ladder(options.Rungs, options.MinBudget, options.MaxBudget, options.Factor, options.WholeBudgets);
        return new BracketPlan(Sizes(options.Configurations, ladder.Count, options.Factor), ladder);
    }

    /// <summary>The size of the plan without a trial limit, as a double because a careless minimum can pass any integer.</summary>
    public static double TotalTrials(HyperbandOptions options)
    {
        int rungs = options.Rungs?.Count ?? RungCount(options.MinBudget, options.MaxBudget, options.Factor);
        double total = 0;
        for (int s = 0; s < rungs; s++)
        {
            double start = rungs * Math.Pow(options.Factor, s) / (s + 1);
            total += Enumerable.Range(0, s + 1).Sum(i => Math.Max(1, start / Math.Pow(options.Factor, i)));
        }

        return options.MaxTrials is null ? total * options.Iterations : Math.Max(total, options.Iterations);
    }

    /// <summary>The budgets of the rungs: those given, or powers of the factor below the maximum.</summary>
    public static List<double> Ladder(IReadOnlyList<double>? rungs, double min, double max, double factor, bool whole)
    {
        if (rungs is not null)
        {
            return [.. rungs];
        }

        int count = RungCount(min, max, factor);
        var ladder = Enumerable.Range(0, count).Select(i => max * Math.Pow(factor, i - (count - 1)));
        return [.. whole ? ladder.Select(b => Math.Ceiling(b - Slack * max)) : ladder];
    }

    // n = ceil(B/R * eta^s / (s + 1)) with B = (s_max + 1) R. The printed table's numbers are floor(B/R / (s + 1)) eta^s, which BOHB's authors use too.
    private static int StartSize(int rungs, int s, double factor, HyperbandSizes sizes) => sizes == HyperbandSizes.PrintedTable
        ? (int)Math.Ceiling(rungs / (s + 1) * Math.Pow(factor, s) - Slack)
        : (int)Math.Ceiling(rungs * Math.Pow(factor, s) / (s + 1) - Slack);

    private static int RungCount(double min, double max, double factor) => (int)Math.Floor(Math.Log(max / min) / Math.Log(factor) + Slack) + 1;

    // n_i = floor(n * eta^-i); at least one goes on, so that a shrunk bracket still reaches its end.
    private static List<int> Sizes(int start, int rungs, double factor) =>
        [.. Enumerable.Range(0, rungs).Select(i => Math.Max(1, (int)Math.Floor(start * Math.Pow(factor, -i) + Slack)))];

    private static List<int>? Largest(int start, int rungs, double factor, int limit)
    {
        int low = 0, high = start;
        while (low < high)
        {
            int middle = low + (high - low + 1) / 2;
            bool fits = Sizes(middle, rungs, factor).Sum() <= limit;
            (low, high) = fits ? (middle, high) : (low, middle - 1);
        }

        return low > 0 ? Sizes(low, rungs, factor) : null;
    }
}
