using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>Milliseconds for one suggestion after so many trials on ten mixed parameters: of TPE beside Optuna's, of the Gaussian process by itself.</summary>
internal static class SuggestionTimes
{
    private const double Target = 50;
    private const double MostColdMs = 150;
    private const double MostWarmMs = 50;
    private const int GpTrials = 200;
    private const int Rounds = 7;
    private static readonly int[] TrialCounts = [20, 100, 1000, 5000];

    public static IEnumerable<BenchmarkRow> Run(BenchmarkContext context, PythonPeer? peer)
    {
        // The first suggestions of a process pay for compilation.
        for (int i = 0; i < 10; i++)
        {
            Measure(context, 200);
        }

        foreach (int trials in TrialCounts)
        {
            double ours = Measure(context, trials);
            double? theirs = Theirs(context, peer, trials);
            context.Output.WriteLine(FormattableString.Invariant($"TPE after {trials} trials: {ours:0.000} ms, Optuna's {theirs:0.0} ms"));
            yield return new($"TPE, one suggestion after {trials} trials", "ms", ours, theirs, peer?.Name ?? "not installed: Optuna", Target) { LowerIsBetter = true };
        }

        var (cold, warm) = MeasureGp(context);
        yield return new("Gaussian process, first suggestion of a study read back with 200 trials", "ms", cold, null, "no peer", null) { LowerIsBetter = true, Floor = MostColdMs };
        yield return new("Gaussian process, the suggestions after it", "ms", warm, null, "no peer", null) { LowerIsBetter = true, Floor = MostWarmMs };
    }

    private static double? Theirs(BenchmarkContext context, PythonPeer? peer, int trials)
    {
        try
        {
            return peer?.Ask(FormattableString.Invariant($"time {trials}"))[0];
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or FormatException)
        {
            context.Output.WriteLine($"The peer broke: {e.Message}");
            return null;
        }
    }

    private static double Measure(BenchmarkContext context, int trials)
    {
        var study = new Study(SearchProblem.TenMixed, Sweeper.Tpe(new() { StartupTrials = Math.Max(10, trials) }));
        var values = new Random(0);
        study.Run(_ => values.NextDouble(), new RunOptions { MaxTrials = trials });
        var learner = new Study(SearchProblem.TenMixed, Sweeper.Tpe(), new StudyOptions { InitialConfigurations = [.. study.Trials.Select(t => t.Configuration)] });
        learner.Run(t => study.Get(t.Trial.Id).Value!.Value, new RunOptions { MaxTrials = trials });
        return BenchmarkContext.Median(Enumerable.Range(0, Rounds).Select(_ =>
        {
            Trial? asked = null;
            double seconds = context.Time(() => asked = learner.Ask());
            learner.Tell(asked!.Id, values.NextDouble());
            return 1000 * seconds;
        }));
    }

    private static (double Cold, double Warm) MeasureGp(BenchmarkContext context)
    {
        static double Loss(MLNetTuning.Sweepers.Spaces.Configuration c) =>
            SearchProblem.TenMixed.ToUnit(c).Select((u, i) => (i + 1) * (u - 0.3) * (u - 0.3)).Sum();
        var source = new Study(SearchProblem.TenMixed, Sweeper.Random());
        source.Run(t => Loss(t.Configuration), new RunOptions { MaxTrials = GpTrials });
        var (cold, warm) = (new List<double>(), new List<double>());
        for (int round = 0; round < Rounds; round++)
        {
            var study = new Study(SearchProblem.TenMixed, Sweeper.Gp(), new StudyOptions { InitialConfigurations = [.. source.Trials.Select(t => t.Configuration)] });
            study.Run(t => Loss(t.Configuration), new RunOptions { MaxTrials = GpTrials });
            for (int i = 0; i < Rounds; i++)
            {
                double seconds = context.Time(() => study.Ask());
                (i == 0 ? cold : warm).Add(1000 * seconds);
                study.Tell(GpTrials + i, Loss(study.Get(GpTrials + i).Configuration));
            }
        }

        return (BenchmarkContext.Median(cold), BenchmarkContext.Median(warm));
    }
}
