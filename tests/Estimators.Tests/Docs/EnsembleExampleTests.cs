using System.Runtime.CompilerServices;
using Microsoft.ML;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Estimators.Tests.Docs;

/// <summary>The example of docs/estimators.md, as it is printed there.</summary>
public sealed class EnsembleExampleTests
{
    [Fact]
    public void Example_Runs()
    {
        var ml = new MLContext(1);
        var train = ml.Transforms.Conversion.MapValue("Label", new[] { new KeyValuePair<string, bool>("Yes", true), new KeyValuePair<string, bool>("No", false) }, "churn")
            .Fit(Files.Telco(ml, 400)).Transform(Files.Telco(ml, 400));
        var features = ml.Transforms.Concatenate("Features", "tenure", "monthly_charges", "senior_citizen");

        // example
        var trees = features.Append(ml.BinaryClassification.Trainers.BoostedTrees());
        var network = features.Append(ml.BinaryClassification.Trainers.DenseNetwork());
        var linear = features.Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression());
        var ensemble = ml.Tuning().Ensemble(
            [new("trees", trees), new("network", network), new("linear", linear)],
            new EnsembleOptions { Method = EnsembleMethod.Stacking, Calibration = CalibrationMethod.Temperature, DecisionMetric = DecisionMetric.F1Score }).Fit(train);
        Console.WriteLine($"{ensemble.Report!.CalibratedLoss:0.000} nats, label above {ensemble.Report.Threshold:0.00}, errors of trees and network correlate at {ensemble.Report.ErrorCorrelation[0][1]:0.00}");
        // end

        Assert.InRange(ensemble.Report.CalibratedLoss, 0.2, 0.69);
        Assert.InRange(ensemble.Report.Threshold, 0.05, 0.6);
    }

    [Fact]
    public void Example_IsPrintedInTheDocs()
    {
        var lines = File.ReadAllLines(Source()).Select(line => line.Trim()).SkipWhile(line => line != "// example").Skip(1).TakeWhile(line => line != "// end");
        var page = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Files.Path("telco-churn.csv"))!, "..", "..", "docs", "estimators.md")).Select(line => line.Trim());
        Assert.Contains(string.Join('\n', lines), string.Join('\n', page));
    }

    private static string Source([CallerFilePath] string path = "") => path;
}
