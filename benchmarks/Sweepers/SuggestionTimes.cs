using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>Milliseconds for one suggestion of TPE after so many trials on ten mixed parameters.</summary>
internal static class SuggestionTimes
{
    private const double Target = 50;
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
            double? theirs = peer?.Ask(FormattableString.Invariant($"time {trials}"))[0];
            yield return new($"TPE, one suggestion after {trials} trials", "ms", ours, theirs, peer?.Name ?? "not installed: Optuna", Target) { LowerIsBetter = true };
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
}
