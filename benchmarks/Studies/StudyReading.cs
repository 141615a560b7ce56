using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Benchmarks.Studies;

/// <summary>What it takes to open a large study of an SQLite file again and to go on with it, beside Optuna on the same file.</summary>
internal static class StudyReading
{
    private const string Script = "studies_optuna.py";
    private const int Rounds = 3, Asked = 200;

    public static IEnumerable<BenchmarkRow> Run(BenchmarkContext context, SearchSpace space, string file, int trials)
    {
        var opening = new List<double>();
        var asking = new List<double>();
        double best = double.NaN, bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using var store = new SqliteStudyStore(file);
            long before = GC.GetTotalMemory(forceFullCollection: true);
            Study? study = null;
            opening.Add(context.Time(() => study = new Study(space, Sweeper.Random(), new StudyOptions { Store = store })));
            bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / trials;
            best = study!.Best!.Value!.Value;
            asking.Add(1000 * context.Time(() => study.Run(r => r.Configuration.GetDouble("rate"), new RunOptions { MaxTrials = Asked })) / Asked);
            context.Output.WriteLine(FormattableString.Invariant($"opened in {opening[^1]:0.00} s, then {asking[^1]:0.000} ms and {bytes:0} bytes a trial"));
        }

        using var peer = PythonPeer.TryStart(Script, "optuna");
        double[]? listed = Ask(context, peer, "list " + file);
        string name = peer?.Name ?? "not installed: Optuna";
        yield return new($"opening a study of {trials} trials in SQLite, replayed (Optuna: load_study and its trials)", "s", BenchmarkContext.Median(opening), listed?[0], name, 1) { LowerIsBetter = true };
        yield return new($"a trial right after opening it", "ms", BenchmarkContext.Median(asking), null, "none", null) { LowerIsBetter = true, Verdict = true };
        yield return new($"memory a trial read back", "bytes", bytes, null, "none", null) { LowerIsBetter = true, Verdict = true };
        yield return new("trials that Optuna lists of it", "trials", trials + Rounds * Asked, listed?[1], name, null) { Verdict = listed?[1] == trials + Rounds * Asked };
        yield return new("the best value, and the one Optuna finds in our file", "value", best, listed?[2], name, null) { LowerIsBetter = true, Verdict = listed?[2] <= best };

        using var fresh = new SqliteStudyStore(file + ".small.db");
        var small = new Study(space, Sweeper.Random(), new StudyOptions { Store = fresh });
        small.Run(r => r.Configuration.GetDouble("rate"), new RunOptions { MaxTrials = 1000 });
        double ours = 1000 * context.Time(() => small.Run(r => r.Configuration.GetDouble("rate"), new RunOptions { MaxTrials = 1000 })) / 1000;
        yield return new("a trial in SQLite, trials 1,001 to 2,000", "ms", ours, Ask(context, peer, "grow " + file + ".optuna.db 1000 1000")?[0], name, 1) { LowerIsBetter = true };
    }

    private static double[]? Ask(BenchmarkContext context, PythonPeer? peer, string request)
    {
        try
        {
            return peer?.Ask(request);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or FormatException)
        {
            context.Output.WriteLine($"The peer broke: {e.Message}");
            return null;
        }
    }
}
