using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Leaderboards;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using Spectre.Console;

namespace MLNetTuning.Examples.SacramentoPrices;

/// <summary>What a house in Sacramento sells for: a regression on 932 rows.</summary>
internal static class PriceExample
{
    private const string Label = "price";

    internal static async Task RunAsync(ExampleOptions options, CancellationToken cancellation)
    {
        var ml = new MLContext(options.Seed);
        var table = ml.Tuning().LoadTable(options.Data("sacramento.csv"), Label);
        foreach (var note in table.Notes)
        {
            Console.WriteLine("note: " + note);
        }

        var split = ml.Tuning().StratifiedSplit(table.Data, Label, testFraction: 0.25, seed: options.Seed);
        SweepablePipeline pipeline = ml.Tuning().Featurizer(split.TrainSet, table.Columns)
            .Append(ml.Tuning().Trainers(PredictionTask.Regression, Label, seed: options.Seed));

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
        SaveAndCheck(ml, ensemble.Model, table.Data, options.OutputFolder);
        Console.WriteLine($"best single ({session.Best!.Trainer}): " + TestLine(ml, session.ModelOf(session.Best), split.TestSet));
        Console.WriteLine($"test: {TestLine(ml, ensemble.Model, split.TestSet)} members={ensemble.Members.Count}");
    }

    private static string TestLine(MLContext ml, ITransformer model, IDataView test)
    {
        var metrics = ml.Regression.Evaluate(model.Transform(test), Label);
        return string.Create(CultureInfo.InvariantCulture,
            $"rmse={metrics.RootMeanSquaredError:0} mae={metrics.MeanAbsoluteError:0} r2={metrics.RSquared:0.0000}");
    }

    private static void SaveAndCheck(MLContext ml, ITransformer model, IDataView data, string folder)
    {
        Directory.CreateDirectory(folder);
        var neutral = Path.Combine(folder, "prices.mltune");
        ml.Tuning().Save(model, data, neutral);
        var house = new House { City = "SACRAMENTO", Zip = "z95823", Beds = 3, Baths = 2, SquareFeet = 1400, Type = "Residential", Latitude = 38.48f, Longitude = -121.43f };
        using var before = ml.Model.CreatePredictionEngine<House, PricePrediction>(model);
        var fresh = new MLContext();
        using var after = fresh.Model.CreatePredictionEngine<House, PricePrediction>(fresh.Tuning().Load(neutral));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"one house: {before.Predict(house).Score:0} dollars in memory, {after.Predict(house).Score:0} from {Path.GetFileName(neutral)}"));
    }
}
