using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML;
using MLNetTuning.Experiments;
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
        var results = new List<QualityResults>();
        foreach (var file in QualityFile.All.Where(file => context.Wants(file.Name)))
        {
            if (context.FindData(file.Path) is { } path)
            {
                results.Add(RunFile(context, file, path, peers));
            }
        }

        return QualityRows.Make(results, Ours, [.. peers.Select(peer => (peer.Name, peer.Peer?.Name ?? "not installed", peer.Peer is not null))]);
    }

    private static QualityResults RunFile(BenchmarkContext context, QualityFile file, string path, (string Name, PythonPeer? Peer)[] peers)
    {
        var results = new QualityResults(file);
        var data = QualitySplit.Read(file, path);
        for (var split = 1; split <= (data.Rows.Count < FewRows ? context.Splits ?? Splits : 1); split++)
        {
            var folder = Directory.CreateTempSubdirectory("quality").FullName;
            try
            {
                var labels = QualitySplit.Write(file, data, split, folder);
                results.Labels.Add(labels);
                Note(context, results, Ours, RunOurs(context, file, folder, labels, split));
                foreach (var (name, peer) in peers)
                {
                    if (peer is not null)
                    {
                        var seconds = peer.Ask(string.Create(CultureInfo.InvariantCulture, $"{folder}\t{file.Label}\t{file.Task}\t{context.Seconds}\t{split}"))[0];
                        var answers = Floats(Path.Combine(folder, name));
                        Note(context, results, name, new QualityScore(QualityMetric.ErrorOf(file.Task, answers, labels), seconds, answers));
                    }
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return results;
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
        var answers = predictions.Probabilities ?? predictions.Scores.Values;
        return new QualityScore(QualityMetric.ErrorOf(file.Task, answers, labels), seconds, answers);
    }

    private static float[] Floats(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    private static void Note(BenchmarkContext context, QualityResults results, string contestant, QualityScore score)
    {
        results.Add(contestant, score);
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.File.Name} split {results.Labels.Count}: {contestant} {score.Error:0.00000} in {score.Seconds:0.0} s"));
    }
}
