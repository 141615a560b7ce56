using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning;

var ml = new MLContext(seed: 1);
var table = ml.Tuning().LoadTable("telco-churn.csv", labelColumnName: "churn");
var split = ml.Tuning().StratifiedSplit(table.Data, "churn", testFraction: 0.25, seed: 1);

// Ordinary ML.NET: a featurizer, then trees, our dense network and a linear model as sweepable estimators.
SweepablePipeline pipeline = ml.Tuning().Featurizer(split.TrainSet, table.Columns)
    .Append(ml.Tuning().Trainers(table.Task, "churn"));

// Hyperband inside ML.NET's own AutoMLExperiment: epochs and trees are the budget.
var session = ml.Tuning().CreateSession(split.TrainSet, new() { LabelColumnName = "churn" });
ml.Auto().CreateExperiment()
    .SetPipeline(pipeline)
    .SetSweeper(pipeline, ml.Tuning().Hyperband(), session)
    .SetTrainingTimeInSeconds(30)
    .Run();

// The best trees and networks together, then the test rows, once.
var ensemble = session.BuildEnsemble();
var metrics = ml.BinaryClassification.Evaluate(ensemble.Model.Transform(split.TestSet), "churn");
Console.WriteLine($"{ensemble.Members.Count} members, test AUC {metrics.AreaUnderRocCurve:0.0000}");
ml.Tuning().Save(ensemble.Model, table.Data, "churn.mltune");
