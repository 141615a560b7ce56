using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Benchmarks.Studies;

/// <summary>What a trial costs a study besides its objective, as the study grows to 100,000 trials, in memory and in an SQLite file.</summary>
internal sealed class StudiesSuite : IBenchmarkSuite
{
    private const int Trials = 100_000, Slice = 10_000;
    private const double MostGrowth = 1.5;

    // Six parameters of every kind; the bookkeeping is what is measured, so draws are random.
    private static readonly SearchSpace s_space = new(
        new FloatParameter("rate", 1e-5, 1, Scale.Log),
        new FloatParameter("momentum", 0.5, 0.999, Scale.ReverseLog),
        new IntParameter("width", 8, 1024, Scale.Log),
        new IntParameter("depth", 1, 8),
        new ChoiceParameter("kind", "a", "b", "c"),
        new BoolParameter("norm"));

    /// <inheritdoc/>
    public string Name => "studies";

    /// <inheritdoc/>
    public string Description => "time and memory per trial as a study grows to 100,000 trials, in memory and in SQLite, beside Optuna";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        if (context.Wants("memory"))
        {
            rows.AddRange(Grow(context, "in memory", new MemoryStudyStore()));
        }

        if (context.Wants("sqlite"))
        {
            var folder = Directory.CreateTempSubdirectory("studies");
            try
            {
                string file = Path.Combine(folder.FullName, "studies.db");
                using (var store = new SqliteStudyStore(file))
                {
                    rows.AddRange(Grow(context, "in SQLite", store));
                }

                rows.AddRange(StudyReading.Run(context, s_space, file, Trials));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return rows;
    }

    private static IEnumerable<BenchmarkRow> Grow(BenchmarkContext context, string where, IStudyStore store)
    {
        var study = new Study(s_space, Sweeper.Random(), new StudyOptions { Store = store });
        var milliseconds = new List<double>();
        var processor = new List<double>();
        var bytes = new List<double>();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int done = 0; done < Trials; done += Slice)
        {
            var used = Environment.CpuUsage.TotalTime;
            milliseconds.Add(1000 * context.Time(() => study.Run(r => r.Configuration.GetDouble("rate"), new RunOptions { MaxTrials = Slice })) / Slice);
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds / Slice);
            long now = GC.GetTotalMemory(forceFullCollection: true);
            bytes.Add((double)(now - before) / Slice);
            before = now;
            context.Output.WriteLine(FormattableString.Invariant($"{where}, {done + Slice} trials: {milliseconds[^1]:0.000} ms, {processor[^1]:0.000} ms of the processor and {bytes[^1]:0} bytes a trial"));
        }

        // The first slice pays for compilation: growth is from the second and third to the last two.
        static double Growth(List<double> figures) => (figures[^1] + figures[^2]) / (figures[1] + figures[2]);
        yield return new($"a trial {where}, trials 90,001 to 100,000", "ms", milliseconds[^1], null, "none", null) { LowerIsBetter = true, Verdict = true };
        yield return new($"growth of its time {where}, last 20,000 to trials 10,001 to 30,000", "ratio", Growth(milliseconds), null, "none", null) { LowerIsBetter = true, Floor = MostGrowth };
        yield return new($"growth of its processor time {where}, which a busy disk does not change", "ratio", Growth(processor), null, "none", null) { LowerIsBetter = true, Floor = MostGrowth };
        yield return new($"growth of its memory {where}", "ratio", Growth(bytes), null, "none", null) { LowerIsBetter = true, Floor = MostGrowth };
        yield return new($"memory a trial {where}", "bytes", bytes[^1], null, "none", null) { LowerIsBetter = true, Verdict = true };
    }
}
