using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML;
using MLNetTuning.Experiments;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Benchmarks.Quality;

/// <summary>Accuracy on real files: ours, XGBoost tuned by Optuna, and HistGradientBoosting + MLP, each with the same time on the same splits.</summary>
internal sealed class QualitySuite : IBenchmarkSuite
{
    private const int FewRows = 5000;
    private const int Splits = 5;
    private const string Ours = "ours";

    public string Name => "quality";

    public string Description => "test scores of experiments on ten real files against tuned XGBoost and HGB + MLP in the same time (--time SECONDS, --data FOLDER)";

    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        using var xgboost = PythonPeer.TryStart("quality_xgboost.py", "xgboost, optuna, sklearn, pandas");
        using var sklearn = PythonPeer.TryStart("quality_sklearn.py", "sklearn, pandas, threadpoolctl");
        (string Name, PythonPeer? Peer)[] peers = [("xgboost", xgboost), ("sklearn", sklearn)];
        var results = new Dictionary<(string File, string Contestant), List<QualityScore>>();
        foreach (var file in QualityFile.All.Where(file => context.Wants(file.Name)))
        {
            if (context.FindData(file.Path) is { } path)
            {
                RunFile(context, file, path, peers, results);
            }
        }

        return Report(peers, results);
    }

    private static void RunFile(
        BenchmarkContext context, QualityFile file, string path, (string Name, PythonPeer? Peer)[] peers, Dictionary<(string File, string Contestant), List<QualityScore>> results)
    {
        var data = QualitySplit.Read(file, path);
        for (var split = 1; split <= (data.Rows.Count < FewRows ? context.Splits ?? Splits : 1); split++)
        {
            var folder = Directory.CreateTempSubdirectory("quality").FullName;
            try
            {
                var labels = QualitySplit.Write(file, data, split, folder);
                Note(context, file, split, Ours, RunOurs(context, file, folder, labels, split), results);
                foreach (var (name, peer) in peers)
                {
                    if (peer is not null)
                    {
                        var seconds = peer.Ask(string.Create(CultureInfo.InvariantCulture, $"{folder}\t{file.Label}\t{file.Task}\t{context.Seconds}\t{split}"))[0];
                        var error = ErrorOf(file.Task, Floats(Path.Combine(folder, name)), labels);
                        Note(context, file, split, name, new QualityScore(error, seconds), results);
                    }
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static QualityScore RunOurs(BenchmarkContext context, QualityFile file, string folder, float[] labels, int seed)
    {
        var start = context.Clock.GetTimestamp();
        var experiment = new MLContext(seed).Tuning().CreateExperiment(new ExperimentSettings
        {
            LabelColumnName = file.Label,
            Task = file.Task,
            TimeLimit = TimeSpan.FromSeconds(context.Seconds),
            MaxConcurrency = 2,
            Seed = seed,
            TimeProvider = context.Clock,
        });
        var result = experiment.Run(Path.Combine(folder, "train.csv"));
        PortableModelFile.Save(result.Portable, Path.Combine(folder, "model"));
        var seconds = context.Clock.GetElapsedTime(start).TotalSeconds;
        var table = QualityTable.Read(result.Portable, Path.Combine(folder, "test.csv"));
        var predictions = PortableModelFile.Load(Path.Combine(folder, "model")).Predict(table, 2);
        foreach (var member in result.Members)
        {
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {member.Weight:0.00} {member.Trial.Trainer} {member.Trial.Parameters} ({member.Trial.Score:0.00000}, {member.Trial.Seconds:0.0} s)"));
        }

        foreach (var trial in result.Trials.Where(trial => trial.Error is not null))
        {
            context.Output.WriteLine($"    failed: {trial.Trainer} {trial.Parameters}: {trial.Error}");
        }

        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"    {result.Trials.Count} trials, {result.Trials.Count(trial => trial.WasGivenUp)} given up, validation {result.ValidationScore:0.00000}, temperature {result.Temperature:0.00}"));
        return new QualityScore(ErrorOf(file.Task, predictions.Probabilities ?? predictions.Scores.Values, labels), seconds);
    }

    private static float[] Floats(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    private static double ErrorOf(PredictionTask task, float[] predictions, float[] labels) => task switch
    {
        PredictionTask.Binary => 1 - BinaryMetrics.AreaUnderRocCurve(predictions, labels),
        PredictionTask.Multiclass => MulticlassMetrics.LogLoss(new FloatMatrix(labels.Length, predictions.Length / labels.Length, predictions), labels),
        _ => RegressionMetrics.RootMeanSquaredError(predictions.AsSpan(0, labels.Length), labels),
    };

    private static void Note(
        BenchmarkContext context, QualityFile file, int split, string contestant, QualityScore score, Dictionary<(string File, string Contestant), List<QualityScore>> results)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Name} split {split}: {contestant} {score.Error:0.00000} in {score.Seconds:0.0} s"));
        if (!results.TryGetValue((file.Name, contestant), out var list))
        {
            results.Add((file.Name, contestant), list = []);
        }

        list.Add(score);
    }

    private static List<BenchmarkRow> Report((string Name, PythonPeer? Peer)[] peers, Dictionary<(string File, string Contestant), List<QualityScore>> results)
    {
        string[] files = [.. results.Keys.Select(key => key.File).Distinct()];
        string[] contestants = [Ours, .. peers.Where(peer => peer.Peer is not null).Select(peer => peer.Name)];
        var rows = new List<BenchmarkRow>();
        foreach (var (name, peer) in peers)
        {
            var (wins, losses) = (0, 0);
            foreach (var file in files)
            {
                var ours = results[(file, Ours)];
                var theirs = results.GetValueOrDefault((file, name));
                var what = QualityFile.All.First(one => one.Name == file);
                var unit = what.Task switch { PredictionTask.Binary => "1 - AUC", PredictionTask.Multiclass => "log loss", _ => "RMSE" };
                var verdict = theirs is null ? 0 : Verdict([.. ours.Select((one, i) => theirs[i].Error - one.Error)]);
                (wins, losses) = (wins + (verdict > 0 ? 1 : 0), losses + (verdict < 0 ? 1 : 0));
                rows.Add(new BenchmarkRow($"{file}, {ours.Count} splits", unit, ours.Average(one => one.Error), theirs?.Average(one => one.Error), peer?.Name ?? "not installed", null) { LowerIsBetter = true, Verdict = verdict >= 0 });
                rows.Add(new BenchmarkRow($"{file}: wall time", "s", ours.Average(one => one.Seconds), theirs?.Average(one => one.Seconds), peer?.Name ?? "not installed", null) { LowerIsBetter = true, Verdict = true });
            }

            rows.Add(new BenchmarkRow($"wins against {name} beyond one paired standard error", "files", wins, null, peer?.Name ?? "not installed", null) { Floor = 6 });
            rows.Add(new BenchmarkRow($"losses against {name} beyond one paired standard error", "files", losses, null, peer?.Name ?? "not installed", null) { Floor = 2, LowerIsBetter = true });
        }

        var ranks = contestants.ToDictionary(one => one, one => files.Average(file => 1.0 + contestants.Count(other => Mean(file, other) < Mean(file, one))));
        rows.AddRange(contestants.Skip(1).Select(one => new BenchmarkRow("mean rank", "rank", ranks[Ours], ranks[one], one, 1) { LowerIsBetter = true }));
        return rows;

        double Mean(string file, string contestant) => results[(file, contestant)].Average(one => one.Error);
    }

    /// <summary>1 when ours is better by more than one standard error of the paired differences, -1 when worse; one split decides by itself.</summary>
    private static int Verdict(double[] gains)
    {
        var mean = gains.Average();
        var error = gains.Length < 2 ? 0 : Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1) / gains.Length);
        return Math.Abs(mean) > error ? Math.Sign(mean) : 0;
    }
}
