using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>A study of 100,000 trials in memory: what the last ten thousand cost beside the first ten thousand.</summary>
internal static class ManyTrials
{
    private const int All = 100_000;
    private const int Tenth = 10_000;
    // Noise of the collector, which runs when it likes.
    private const double Flat = 0.5;

    public static IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        Measure(context, Sweeper.Random(), Tenth);
        var (first, last, bytes) = Measure(context, Sweeper.Random(), All);
        string name = FormattableString.Invariant($"random search in memory, one of the last {Tenth} of {All} trials ({bytes:F0} bytes kept a trial)");
        yield return new(name, "microseconds", last, first, FormattableString.Invariant($"one of the first {Tenth}"), Flat) { LowerIsBetter = true };
    }

    private static (double First, double Last, double Bytes) Measure(BenchmarkContext context, Sweeper sweeper, int trials)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var study = new Study(SearchProblem.TenMixed, sweeper);
        var values = new Random(0);
        var seconds = new List<double>();
        for (int done = 0; done < trials; done += Tenth)
        {
            seconds.Add(context.Time(() => study.Run(_ => values.NextDouble(), new RunOptions { MaxTrials = Tenth })));
        }

        double bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)trials;
        GC.KeepAlive(study);
        return (1e6 * seconds[0] / Tenth, 1e6 * seconds[^1] / Tenth, bytes);
    }
}
