using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using MLNetTuning.Experiments.Leaderboards;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using Spectre.Console;

namespace MLNetTuning.Examples.TelcoChurn;

/// <summary>Which customers will leave: trees, networks and linear models searched with Hyperband, then an ensemble of the best.</summary>
internal static class ChurnExample
{
    private const string Label = "churn";

    internal static async Task RunAsync(ExampleOptions options, CancellationToken cancellation)
    {
        var ml = new MLContext(options.Seed);
        var table = ml.Tuning().LoadTable(options.Data("telco-churn.csv"), Label);
        foreach (var note in table.Notes)
        {
            Console.WriteLine("note: " + note);
        }

        // The test part is touched once, at the end.
        var split = ml.Tuning().StratifiedSplit(table.Data, Label, testFraction: 0.25, seed: options.Seed);

        SweepablePipeline pipeline = ml.Tuning().Featurizer(split.TrainSet, table.Columns)
            .Append(ml.Tuning().Trainers(PredictionTask.Binary, Label, seed: options.Seed));

        TimeSpan? limit = options.Trials is null ? TimeSpan.FromSeconds(options.Seconds) : null;
        var progress = new SearchProgress(AnsiConsole.Console, limit);
        var session = ml.Tuning().CreateSession(split.TrainSet, new TuningOptions { LabelColumnName = Label, Seed = options.Seed, Progress = progress });
        var sweeper = ml.Tuning().Hyperband(iterations: 3);

        var experiment = ml.Auto().CreateExperiment()
            .SetPipeline(pipeline)
            .SetSweeper(pipeline, sweeper, session, options.Trials);
        if (limit is not null)
        {
            experiment.SetTrainingTimeInSeconds((uint)options.Seconds);
        }

        await progress.RunAsync(() => experiment.RunAsync(cancellation));

        var ensemble = session.BuildEnsemble();
        SearchTables.Write(AnsiConsole.Console, Leaderboard.From(session));
        SearchTables.Write(AnsiConsole.Console, ensemble);

        var logistic = UntunedLogisticRegression(ml, split.TrainSet, table.Columns);
        Console.WriteLine("logistic regression, untuned: " + TestLine(ml, logistic, split.TestSet));
        Console.WriteLine($"best single ({session.Best!.Trainer}): " + TestLine(ml, session.ModelOf(session.Best), split.TestSet));
        SaveAndCheck(ml, ensemble.Model, table.Data, options.OutputFolder);
        Console.WriteLine("test: " + TestLine(ml, ensemble.Model, split.TestSet) + " " + Members(ensemble));
    }

    private static ITransformer UntunedLogisticRegression(MLContext ml, IDataView train, ColumnInformation columns) =>
        ml.Tuning().Featurizer(train, columns)
            .Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Label))
            .Fit(train);

    private static string TestLine(MLContext ml, ITransformer model, IDataView test)
    {
        var scored = model.Transform(test);
        var metrics = ml.BinaryClassification.Evaluate(scored, Label);
        var brier = scored.GetColumn<float>("Probability").Zip(scored.GetColumn<bool>(Label), (p, y) => Math.Pow(p - (y ? 1 : 0), 2)).Average();
        return string.Create(CultureInfo.InvariantCulture,
            $"accuracy={metrics.Accuracy:0.0000} auc={metrics.AreaUnderRocCurve:0.0000} logloss={metrics.LogLoss * Math.Log(2):0.0000} brier={brier:0.0000}");
    }

    private static string Members(TuningEnsemble ensemble)
    {
        int Count(TrainerFamily family) => ensemble.Members.Count(m => m.Trial.Family == family);
        var linear = Count(TrainerFamily.Linear) is > 0 and var n ? $" linear={n}" : string.Empty;
        return $"members={ensemble.Members.Count} (networks={Count(TrainerFamily.Networks)} trees={Count(TrainerFamily.Trees)}{linear})";
    }

    /// <summary>Saves the model both ways, loads both in fresh contexts and predicts one customer with each.</summary>
    private static void SaveAndCheck(MLContext ml, ITransformer model, IDataView data, string folder)
    {
        Directory.CreateDirectory(folder);
        var zip = Path.Combine(folder, "churn.zip");
        var neutral = Path.Combine(folder, "churn.mltune");
        ml.Model.Save(model, data.Schema, zip);
        ml.Tuning().Save(model, data, neutral);

        var customer = new Customer
        {
            Tenure = 3,
            PhoneService = 1,
            PaperlessBilling = 1,
            MultipleLines = "No",
            InternetService = "Fiber optic",
            OnlineSecurity = "No",
            OnlineBackup = "No",
            DeviceProtection = "No",
            TechSupport = "No",
            StreamingTv = "Yes",
            StreamingMovies = "No",
            Contract = "Month-to-month",
            PaymentMethod = "Electronic check",
            MonthlyCharges = 79.9f,
            TotalCharges = 240.1f,
        };
        var inMemory = Predict(ml, model, customer);

        var fresh = new MLContext();
        fresh.Tuning().Register();
        var fromZip = Predict(fresh, fresh.Model.Load(zip, out _), customer);
        var fromNeutral = Predict(new MLContext(), new MLContext().Tuning().Load(neutral), customer);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"one customer: churn probability {inMemory:0.000000} in memory, {fromZip:0.000000} from {Path.GetFileName(zip)}, {fromNeutral:0.000000} from {Path.GetFileName(neutral)}"));
        if (Math.Abs(inMemory - fromZip) > 1e-5 || Math.Abs(inMemory - fromNeutral) > 1e-5)
        {
            throw new InvalidOperationException("The saved models do not predict what the model in memory predicts.");
        }
    }

    private static float Predict(MLContext ml, ITransformer model, Customer customer)
    {
        using var engine = ml.Model.CreatePredictionEngine<Customer, ChurnPrediction>(model);
        return engine.Predict(customer).Probability;
    }
}
