using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Leaderboards;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using Spectre.Console;

namespace MLNetTuning.Examples.HpcJobs;

/// <summary>How long a job will run, in four classes from very fast to long.</summary>
internal static class JobExample
{
    private const string Label = "class";

    internal static async Task RunAsync(ExampleOptions options, CancellationToken cancellation)
    {
        var ml = new MLContext(options.Seed);
        var table = ml.Tuning().LoadTable(options.Data("hpc-jobs.csv"), Label);
        foreach (var note in table.Notes)
        {
            Console.WriteLine("note: " + note);
        }

        var split = ml.Tuning().StratifiedSplit(table.Data, Label, testFraction: 0.25, seed: options.Seed);
        SweepablePipeline pipeline = ml.Tuning().Featurizer(split.TrainSet, table.Columns)
            .Append(ml.Tuning().Trainers(PredictionTask.Multiclass, Label, seed: options.Seed));

        TimeSpan? limit = options.Trials is null ? TimeSpan.FromSeconds(options.Seconds) : null;
        var progress = new SearchProgress(AnsiConsole.Console, limit);
        var session = ml.Tuning().CreateSession(split.TrainSet, new TuningOptions { LabelColumnName = Label, Seed = options.Seed, Progress = progress });
        var experiment = ml.Auto().CreateExperiment()
            .SetPipeline(pipeline)
            .SetSweeper(pipeline, ml.Tuning().Hyperband(iterations: 3), session, options.Trials);
        if (limit is not null)
        {
            experiment.SetTrainingTimeInSeconds((uint)options.Seconds);
        }

        await progress.RunAsync(() => experiment.RunAsync(cancellation));

        var ensemble = session.BuildEnsemble();
        SearchTables.Write(AnsiConsole.Console, Leaderboard.From(session));
        SearchTables.Write(AnsiConsole.Console, ensemble);
        SaveAndCheck(ml, ensemble.Model, table, options.OutputFolder);
        Console.WriteLine($"best single ({session.Best!.Trainer}): " + TestLine(ml, session.ModelOf(session.Best), split.TestSet));
        Console.WriteLine($"test: {TestLine(ml, ensemble.Model, split.TestSet)} members={ensemble.Members.Count}");
    }

    private static string TestLine(MLContext ml, ITransformer model, IDataView test)
    {
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(test), Label);
        return string.Create(CultureInfo.InvariantCulture,
            $"accuracy={metrics.MicroAccuracy:0.0000} macro={metrics.MacroAccuracy:0.0000} logloss={metrics.LogLoss:0.0000}");
    }

    private static void SaveAndCheck(MLContext ml, ITransformer model, Experiments.Data.LoadedTable table, string folder)
    {
        Directory.CreateDirectory(folder);
        var neutral = Path.Combine(folder, "jobs.mltune");
        ml.Tuning().Save(model, table.Data, neutral);
        var job = new Job { Protocol = "E", Compounds = 997, InputFields = 137, Iterations = 20, Pending = 0, Hour = 14, Day = "Tue" };
        using var before = ml.Model.CreatePredictionEngine<Job, JobPrediction>(model);
        var fresh = new MLContext();
        using var after = fresh.Model.CreatePredictionEngine<Job, JobPrediction>(fresh.Tuning().Load(neutral));
        Console.WriteLine($"one job in memory:    {Text(before.Predict(job).Score!, table.Classes)}");
        Console.WriteLine($"one job, loaded model: {Text(after.Predict(job).Score!, table.Classes)}");
    }

    private static string Text(float[] probabilities, IReadOnlyList<string> classes) =>
        string.Join(" ", probabilities.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{classes[i]}={p:0.0000}")));
}
