namespace MLNetTuning.Benchmarks.Telco;

/// <summary>The main job on five seeds (split and search), against our own untuned logistic regression on the same test rows.</summary>
internal sealed class TelcoSuite : IBenchmarkSuite
{
    private const string Peer = "our untuned logistic regression, same splits";

    public string Name => "telco";

    public string Description => "examples/TelcoChurn on seeds 1 to 5: test scores, seconds, peak memory";

    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var runs = new List<TelcoRun>();
        for (var seed = 1; seed <= 5; seed++)
        {
            var run = TelcoRun.Start(seed);
            context.Output.WriteLine($"seed {seed}: {run.Seconds:0.0} s, {run.PeakMegabytes:0} MB");
            context.Output.WriteLine($"  {run.LogisticLine}");
            context.Output.WriteLine($"  {run.SingleLine}");
            context.Output.WriteLine($"  {run.EnsembleLine}");
            runs.Add(run);
        }

        var rows = runs.SelectMany((run, i) => new[] { Row($"seed {i + 1}: test AUC", "AUC", run.Ensemble("auc"), run.Logistic("auc")) }).ToList();
        rows.Add(Row("mean test accuracy", "accuracy", runs.Average(r => r.Ensemble("accuracy")), runs.Average(r => r.Logistic("accuracy"))) with { Floor = 0.806 });
        rows.Add(Row("mean test AUC", "AUC", runs.Average(r => r.Ensemble("auc")), runs.Average(r => r.Logistic("auc"))) with { Floor = 0.849 });
        rows.Add(new BenchmarkRow("mean test AUC above logistic regression", "AUC", runs.Average(r => r.Ensemble("auc") - r.Logistic("auc")), null, Peer, null) { Floor = 0.003 });
        rows.Add(Row("mean test log loss", "nats", runs.Average(r => r.Ensemble("logloss")), runs.Average(r => r.Logistic("logloss"))) with { LowerIsBetter = true });
        rows.Add(Row("mean test Brier score", "squared", runs.Average(r => r.Ensemble("brier")), runs.Average(r => r.Logistic("brier"))) with { LowerIsBetter = true });
        rows.Add(new BenchmarkRow("longest run", "s", runs.Max(r => r.Seconds), null, "", null) { LowerIsBetter = true, Floor = 90 });
        rows.Add(new BenchmarkRow("peak memory", "MB", runs.Max(r => r.PeakMegabytes), null, "", null) { LowerIsBetter = true, Floor = 1000 });
        return rows;
    }

    private static BenchmarkRow Row(string name, string unit, double ours, double peer) => new(name, unit, ours, peer, Peer, null);
}
