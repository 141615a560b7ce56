using MLNetTuning.Sweepers;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>How fast the sweepers suggest and how well they search, beside Optuna, scikit-learn and each other.</summary>
internal sealed class SweepersSuite : IBenchmarkSuite
{
    private const string Script = "sweepers_optuna.py";

    /// <inheritdoc/>
    public string Name => "sweepers";

    /// <inheritdoc/>
    public string Description => "milliseconds per suggestion and regret over 20 seeds, beside Optuna and scikit-learn";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        string? peerName;
        using (var peer = PythonPeer.TryStart(Script, "optuna"))
        {
            peerName = peer?.Name;
            if (peer is null)
            {
                context.Output.WriteLine("Optuna is not installed (no python3 here can import optuna): ours is measured alone where that says something.");
            }

            // Alone on the machine; what follows is no timing and shares it.
            if (context.Wants("time"))
            {
                rows.AddRange(SuggestionTimes.Run(context, peer));
            }
        }

        if (context.Wants("trials"))
        {
            rows.AddRange(ManyTrials.Run(context));
        }

        if (peerName is not null)
        {
            rows.AddRange(ComparePeers(context, peerName));
        }

        if (context.Wants("coarse-to-fine"))
        {
            rows.AddRange(SearchQuality.Compare(context, "coarse to fine", Sweeper.CoarseToFine(new() { Rounds = 20 }),
                (problem, seed) => SearchQuality.Best(problem, Sweeper.Random(), seed + 1000), "our random search"));
        }

        if (context.Wants("curves"))
        {
            rows.AddRange(CurveSearch.Run(context));
        }

        return rows;
    }

    private static List<BenchmarkRow> ComparePeers(BenchmarkContext context, string peerName)
    {
        (string Part, string Peer, string Name, Sweeper Ours)[] all =
        [
            ("tpe", "tpe", "TPE", Sweeper.Tpe()), ("cma-es", "cma", "CMA-ES", Sweeper.CmaEs()), ("gp", "gp", "Gaussian process", Sweeper.Gp()),
        ];
        var wanted = all.Where(s => context.Wants(s.Part)).ToList();
        using var pool = new PeerPool(
            wanted.SelectMany(s => SearchProblem.All.SelectMany(p => SearchQuality.AllSeeds.Select(seed => Request(s.Peer, p, seed)))),
            () => PythonPeer.TryStart(Script, "optuna"),
            context.Output);
        return [.. wanted.SelectMany(s => SearchQuality.Compare(context, s.Name, s.Ours, (problem, seed) => pool.Answer(Request(s.Peer, problem, seed)), peerName))];
    }

    private static string Request(string sampler, SearchProblem problem, int seed) => FormattableString.Invariant($"regret {sampler} {problem.Name} {seed}");
}
