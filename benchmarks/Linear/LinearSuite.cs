namespace MLNetTuning.Benchmarks.Linear;

/// <summary>Seconds per fit of linear models beside scikit-learn, at the same objective; 1 and 2 threads each.</summary>
internal sealed class LinearSuite : IBenchmarkSuite
{
    private const int Rounds = 3;
    private const double SameObjective = 1e-4;
    private static readonly int[] ThreadCounts = [1, 2];
    private static readonly LinearCase[] Cases =
    [
        new("logistic", 1_000_000, 50, 1, 1),
        new("logistic", 200, 4, 1, 201),
        new("logistic", 600, 30, 1, 101),
        new("logistic", 5_000, 20, 1, 51),
        new("softmax", 200, 4, 3, 101),
        new("softmax", 100_000, 20, 5, 1),
        new("poisson", 300_000, 20, 1, 1),
        new("ridge", 1_000_000, 50, 1, 1),
        new("logistic", 100_000, 20_000, 1, 1, NonZeros: 40),
    ];

    /// <inheritdoc/>
    public string Name => "linear";

    /// <inheritdoc/>
    public string Description => "logistic, softmax, Poisson and ridge regression, beside scikit-learn at the same loss";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        using var peer = PythonPeer.TryStart("linear_sklearn.py", "sklearn, threadpoolctl");
        if (peer is null)
        {
            context.Output.WriteLine("scikit-learn is not installed (no python3 here can import sklearn): ours is measured alone.");
        }

        var rows = new List<BenchmarkRow>();
        foreach (var item in Cases.Where(c => context.Wants(c.Name)))
        {
            context.Output.WriteLine(item.Name);
            rows.AddRange(Run(context, item, peer));
        }

        return rows;
    }

    private static List<BenchmarkRow> Run(BenchmarkContext context, LinearCase item, PythonPeer? peer)
    {
        var data = item.MakeData();
        var path = Path.GetTempFileName();
        try
        {
            data.Write(path);
            var rows = new List<BenchmarkRow>();
            foreach (var threads in ThreadCounts)
            {
                var ours = new List<(double Seconds, double Objective)>();
                var theirs = new List<double[]>();
                for (var round = 0; round < Rounds; round++)
                {
                    ours.Add(item.Measure(context, data, threads));
                    if (peer is not null)
                    {
                        theirs.Add(peer.Ask(item.Request(path, threads)));
                    }
                }

                rows.AddRange(Rows(item, threads, ours, theirs, peer?.Name));
            }

            return rows;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<BenchmarkRow> Rows(LinearCase item, int threads, List<(double Seconds, double Objective)> ours, List<double[]> theirs, string? peer)
    {
        var name = $"{item.Name}, {threads} thread{(threads == 1 ? string.Empty : "s")}";
        var missing = "not installed: scikit-learn";
        yield return new(name, "s", BenchmarkContext.Median(ours.Select(o => o.Seconds)), peer is null ? null : BenchmarkContext.Median(theirs.Select(t => t[0])), peer ?? missing, 1)
        {
            LowerIsBetter = true,
        };
        if (threads == 1)
        {
            var objective = peer is null ? (double?)null : theirs[0][1];
            yield return new($"{item.Name}: loss and penalty per row", "nats", ours[0].Objective, objective, peer ?? missing, 1 - SameObjective) { LowerIsBetter = true };
        }
    }
}
