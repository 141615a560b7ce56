using MLNetTuning.Sweepers;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>How fast the sweepers suggest and how well they search, beside Optuna and each other.</summary>
internal sealed class SweepersSuite : IBenchmarkSuite
{
    /// <inheritdoc/>
    public string Name => "sweepers";

    /// <inheritdoc/>
    public string Description => "milliseconds per suggestion and regret over 20 seeds, beside Optuna";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        using var peer = PythonPeer.TryStart("sweepers_optuna.py", "optuna");
        if (peer is null)
        {
            context.Output.WriteLine("Optuna is not installed (no python3 here can import optuna): ours is measured alone where that says something.");
        }

        var rows = new List<BenchmarkRow>();
        if (context.Wants("time"))
        {
            rows.AddRange(SuggestionTimes.Run(context, peer));
        }

        if (context.Wants("tpe") && peer is not null)
        {
            rows.AddRange(SearchQuality.Compare(context, "TPE", Sweeper.Tpe(), SearchProblem.All,
                (problem, seed) => peer.Ask(FormattableString.Invariant($"regret tpe {problem.Name} {seed}")), peer.Name));
        }

        if (context.Wants("coarse-to-fine"))
        {
            rows.AddRange(SearchQuality.Compare(context, "coarse to fine", Sweeper.CoarseToFine(new() { Rounds = 20 }), SearchProblem.All,
                (problem, seed) => SearchQuality.Best(problem, Sweeper.Random(), seed + 1000), "our random search"));
        }

        if (context.Wants("curves"))
        {
            rows.AddRange(CurveSearch.Run(context));
        }

        return rows;
    }
}
