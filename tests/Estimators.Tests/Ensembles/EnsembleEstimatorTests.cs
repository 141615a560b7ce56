using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.BoostedTrees;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Tests.Ensembles;

public sealed class EnsembleEstimatorTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Bagging_FoldsTimesRepeats_AveragesAllFoldModels()
    {
        var data = Samples.View(_ml, 300);
        var bag = _ml.Tuning().Bagging(_ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: Few()), new EnsembleOptions { LabelColumnName = "Flag", Folds = 3, Repeats = 2 }).Fit(data);
        var models = Assert.Single(bag.Members).Models;
        Assert.Equal(6, models.Count);
        var each = models.Select(model => Samples.Column(model.Transform(data), "Probability")).ToArray();
        var actual = Samples.Column(bag.Transform(data), "Probability");
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(each.Average(one => one[i]), actual[i], 1e-5);
        }
    }

    [Fact]
    public void Fit_LabelsThatMeanNothing_OutOfFoldLossSaysSo()
    {
        // A row its own model had seen would be predicted almost surely, and the loss would be near 0.
        var random = new Random(2);
        var rows = Samples.Rows(400);
        rows.ForEach(row => row.Flag = random.Next(2) == 1);
        var deep = Trees(new() { Trees = 100, Leaves = 64, MinRowsPerLeaf = 1, LearningRate = 0.3 });
        var report = Fit(_ml.Data.LoadFromEnumerable(rows), [Candidate("deep", deep)], new EnsembleOptions { Method = EnsembleMethod.Average }).Report!;
        Assert.True(report.OutOfFoldLoss > 0.69, $"{report.OutOfFoldLoss}");
        Assert.True(Fit(_ml.Data.LoadFromEnumerable(rows), [Candidate("deep", deep)], new EnsembleOptions { Method = EnsembleMethod.Stacking }).Report!.OutOfFoldLoss > 0.67);
    }

    [Fact]
    public void Average_CandidatesWithWeights_AreWeighed()
    {
        var data = Samples.View(_ml, 200);
        EnsembleCandidate[] candidates = [Candidate("a", Few()) with { Weight = 3 }, Candidate("b", Trees(Quick with { Leaves = 3 }))];
        var ensemble = Fit(data, candidates, new EnsembleOptions { Method = EnsembleMethod.Average, Folds = 2 });
        Assert.Equal([3f, 1f], ensemble.Members.Select(member => member.Weight));
        var each = ensemble.Members.Select(member => member.Models.Select(model => Samples.Column(model.Transform(data), "Probability")).ToArray()).ToArray();
        var actual = Samples.Column(ensemble.Transform(data), "Probability");
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(((3 * each[0].Average(one => one[i])) + each[1].Average(one => one[i])) / 4, actual[i], 1e-5);
        }
    }

    [Fact]
    public void Greedy_UselessCandidate_IsLeftOut()
    {
        var data = Samples.View(_ml);
        var ensemble = Fit(data, [Candidate("good", Trees(Quick with { Trees = 60 })), Candidate("stump", Trees(Quick with { Trees = 1, LearningRate = 1e-3 }))], new EnsembleOptions());
        Assert.Equal(["good"], ensemble.Members.Select(member => member.Name));
        Assert.Equal([1f, 0f], ensemble.Report!.Members.Select(member => member.Weight));
        Assert.True(ensemble.Report.Members[0].OutOfFoldLoss < ensemble.Report.Members[1].OutOfFoldLoss);
    }

    [Theory]
    [InlineData(1, SecondLevelModel.Linear, false)]
    [InlineData(1, SecondLevelModel.Boosted, true)]
    [InlineData(2, SecondLevelModel.Linear, true)]
    public void Stacking_EitherFile_SameScores_AndNoWorseThanItsWorstCandidate(int levels, SecondLevelModel model, bool passes)
    {
        var data = Files.Telco(_ml, 600);
        var labelled = _ml.Transforms.Conversion.MapValue("Label", new[] { new KeyValuePair<string, bool>("Yes", true), new KeyValuePair<string, bool>("No", false) }, "churn").Fit(data).Transform(data);
        var features = Files.TelcoFeatures(_ml);
        var ensemble = _ml.Tuning().Ensemble(
            [
                new("trees", features.Append(_ml.BinaryClassification.Trainers.BoostedTrees(options: Few()))),
                new("linear", features.Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression())),
            ],
            new EnsembleOptions
            {
                Method = EnsembleMethod.Stacking,
                Folds = 3,
                Stacking = new StackingOptions { Levels = levels, Model = model, Trees = 20 },
                Passthrough = passes ? features : null,
                Calibration = CalibrationMethod.Temperature,
            }).Fit(labelled);
        Assert.True(ensemble.Report!.OutOfFoldLoss < 1.05 * ensemble.Report.Members.Max(one => one.OutOfFoldLoss), $"{ensemble.Report.OutOfFoldLoss}");
        var expected = Samples.Column(ensemble.Transform(labelled), "Probability");
        using var portable = new MemoryStream();
        _ml.Tuning().Save(ensemble, labelled, portable);
        portable.Position = 0;
        Near(expected, Samples.Column(new MLContext(5).Tuning().Load(portable).Transform(data), "Probability"));
        Near(expected, Samples.Column(Files.ZipTrip(_ml, ensemble, labelled).Transform(labelled), "Probability"));
    }

    [Fact]
    public void Stacking_Multiclass_ProbabilitiesAddUp_AndBeatTheBaseRate()
    {
        var data = Samples.View(_ml);
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Fit(data).Transform(data);
        var ensemble = _ml.Tuning().Ensemble(
            [
                new("trees", _ml.MulticlassClassification.Trainers.BoostedTrees(options: Few())),
                new("linear", _ml.Transforms.NormalizeMeanVariance("Features").Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())),
            ],
            new EnsembleOptions { Method = EnsembleMethod.Stacking, Calibration = CalibrationMethod.Temperature }).Fit(keyed);
        Assert.All(ensemble.Transform(keyed).GetColumn<float[]>("Score"), row => Assert.Equal(1, row.Sum(), 1e-4f));
        Assert.True(ensemble.Report!.CalibratedLoss < 0.7 * Math.Log(3), $"{ensemble.Report.CalibratedLoss}");
        Assert.Equal(0, ensemble.Report.Disagreement[0][0]);
        Assert.InRange(ensemble.Report.Disagreement[0][1], 0.001, 0.9);

        // The reliability of several classes is that of the class predicted.
        var right = keyed.GetColumn<uint>("Label").Where((label, row) => MulticlassMetrics.PredictedClass(ensemble.Report.OutOfFold.Row(row)) == label - 1).Count();
        Assert.Equal(400, ensemble.Report.Reliability.Sum(bin => bin.Weight), 1e-6);
        Assert.Equal(right, ensemble.Report.Reliability.Sum(bin => bin.Weight * bin.Observed), 1e-3);
    }

    [Theory]
    [InlineData(EnsembleMethod.Stacking, AveragingKind.Mean)]
    [InlineData(EnsembleMethod.Average, AveragingKind.Median)]
    public void Fit_Regression_PredictsBetterThanTheMean(EnsembleMethod method, AveragingKind averaging)
    {
        var data = Samples.View(_ml);
        var ensemble = _ml.Tuning().Ensemble(
            [
                new("a", _ml.Regression.Trainers.BoostedTrees("Value", options: Few())),
                new("b", _ml.Regression.Trainers.BoostedTrees("Value", options: Trees(Quick with { Leaves = 3 }))),
                new("c", _ml.Transforms.NormalizeMeanVariance("Features").Append(_ml.Regression.Trainers.Sdca("Value"))),
            ],
            new EnsembleOptions { LabelColumnName = "Value", Method = method, Averaging = averaging }).Fit(data);
        var values = Samples.Column(data, "Value");
        var variance = values.Select(value => Math.Pow(value - values.Average(), 2)).Average();
        Assert.True(ensemble.Report!.OutOfFoldLoss < 0.2 * variance, $"{ensemble.Report.OutOfFoldLoss} of {variance}");
        Assert.InRange(ensemble.Report.ErrorCorrelation[0][1], -1, 0.9999);
        var copy = Files.RoundTrip(_ml, ensemble, data);
        Near(Samples.Column(ensemble.Transform(data), "Score"), Samples.Column(copy.Transform(data), "Score"), 1e-2f);
    }

    [Fact]
    public void Calibration_OverfittedTrees_RaisesTheTemperature_AndLowersTheLoss()
    {
        var deep = Trees(new() { Trees = 300, Leaves = 31, MinRowsPerLeaf = 2, LearningRate = 0.3 });
        var report = Fit(Samples.View(_ml), [Candidate("deep", deep)], new EnsembleOptions { Method = EnsembleMethod.Average, Calibration = CalibrationMethod.Temperature }).Report!;
        Assert.Equal(CalibrationMethod.Temperature, report.Calibration);
        Assert.True(report.Temperature > 1.2, $"{report.Temperature}");
        Assert.True(report.CalibratedLoss < report.OutOfFoldLoss);
        Assert.Equal(400, report.Reliability.Sum(bin => bin.Weight), 1e-6);
    }

    [Theory]
    [InlineData(CalibrationMethod.Platt, AveragingKind.Mean)]
    [InlineData(CalibrationMethod.Isotonic, AveragingKind.Logit)]
    [InlineData(CalibrationMethod.None, AveragingKind.Rank)]
    public void Fit_AnyCalibration_FileKeepsScoresAndLabels(CalibrationMethod calibration, AveragingKind averaging)
    {
        var data = Samples.View(_ml, calibration == CalibrationMethod.Isotonic ? 3000 : 400);
        var options = new EnsembleOptions { Method = EnsembleMethod.Average, Averaging = averaging, Calibration = calibration, DecisionMetric = DecisionMetric.F1Score };
        var ensemble = Fit(data, [Candidate("deep", Trees(new() { Trees = 200, MinRowsPerLeaf = 2, LearningRate = 0.3 })), Candidate("few", Few())], options);
        var scored = ensemble.Transform(data);
        var p = Samples.Column(scored, "Probability");
        Assert.Equal(p.Select(one => one > ensemble.Report!.Threshold), scored.GetColumn<bool>("PredictedLabel"));
        Near(p, Samples.Column(Files.RoundTrip(_ml, ensemble, data).Transform(data), "Probability"));
        Assert.True(averaging != AveragingKind.Rank || ensemble.Report!.Calibration == CalibrationMethod.Platt);
        Assert.True(ensemble.Report!.CalibratedLoss < 0.5, $"{ensemble.Report.CalibratedLoss}");
    }

    [Fact]
    public void DecisionMetric_RareClass_ThresholdGoesBelowOneHalf_AndF1Rises()
    {
        var random = new Random(1);
        var rows = Samples.Rows(1500);
        rows.ForEach(row => row.Flag = random.NextDouble() < (row.Features[0] > 60 ? 0.35 : 0.03));
        var report = Fit(_ml.Data.LoadFromEnumerable(rows), [Candidate("few", Few())], new EnsembleOptions { Method = EnsembleMethod.Average, DecisionMetric = DecisionMetric.F1Score }).Report!;
        float[] labels = [.. rows.Select(row => row.Flag ? 1f : 0f)];
        Assert.InRange(report.Threshold, 0.05, 0.45);
        Assert.Equal(BinaryMetrics.F1Score(report.OutOfFold.Values, labels, default, (float)report.Threshold), report.ThresholdValue, 1e-3);
        Assert.True(report.ThresholdValue > BinaryMetrics.F1Score(report.OutOfFold.Values, labels));
    }

    [Fact]
    public void RefitRows_Reached_EveryMemberIsOneModelOfAllRows()
    {
        var data = Samples.View(_ml, 200);
        var ensemble = Fit(data, [Candidate("few", Few())], new EnsembleOptions { Method = EnsembleMethod.Average, RefitRows = 200 });
        var whole = _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: Few()).Fit(data);
        Assert.Single(Assert.Single(ensemble.Members).Models);
        Near(Samples.Column(whole.Transform(data), "Probability"), Samples.Column(ensemble.Transform(data), "Probability"));
    }

    [Fact]
    public void Fit_TwoThreads_SameEnsemble()
    {
        var data = Samples.View(_ml, 300);
        EnsembleCandidate[] candidates = [Candidate("a", Few()), Candidate("b", Trees(Quick with { Leaves = 4 }))];
        var told = new List<EnsembleProgress>();
        var one = Fit(data, candidates, new EnsembleOptions { Method = EnsembleMethod.Stacking, Progress = new Direct(told) });
        var two = Fit(data, candidates, new EnsembleOptions { Method = EnsembleMethod.Stacking, MaxConcurrency = 2 });
        Assert.Equal(Samples.Column(one.Transform(data), "Probability"), Samples.Column(two.Transform(data), "Probability"));
        Assert.Equal(Enumerable.Range(1, 10), told.Select(step => step.Done));
    }

    [Fact]
    public void Fit_ACandidateCancelled_ThrowsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Direct([], () => stop.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(Samples.View(_ml), [Candidate("a", Few())], new EnsembleOptions { Progress = progress, CancellationToken = stop.Token }));
    }

    [Fact]
    public void Options_OutOfRange_AllNamedAtOnce()
    {
        var options = new EnsembleOptions { Folds = 1, Repeats = 0, MaxConcurrency = 0, Stacking = new StackingOptions { Levels = 3, Trees = 0 }, Passthrough = Files.TelcoFeatures(_ml), Method = EnsembleMethod.Average, Averaging = (AveragingKind)9, Greedy = new GreedySelectionOptions { MaxPicks = 0 } };
        var message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.All(["Folds is 1", "Repeats is 0", "MaxConcurrency is 0", "Levels is 3", "Trees is 0", "Passthrough is for stacking", "Averaging is 9", "MaxPicks is 0"], said => Assert.Contains(said, message));
        message = Assert.Throws<ArgumentException>(new EnsembleOptions { Greedy = null!, Stacking = null! }.Validate).Message;
        Assert.All(["Greedy is null", "Stacking is null"], said => Assert.Contains(said, message));
    }

    [Fact]
    public void Fit_WhatDoesNotSuit_SaysWhatToDo()
    {
        var data = Samples.View(_ml, 50);
        Assert.Contains("one candidate or more", Assert.Throws<ArgumentException>(() => _ml.Tuning().Ensemble([])).Message);
        Assert.Contains("A label is Boolean", Assert.Throws<ArgumentException>(() => Fit(data, [Candidate("a", Few())], new EnsembleOptions { LabelColumnName = "Kind" }, keepLabel: true)).Message);
        Assert.Contains("does not suit a Regression task", Assert.Throws<ArgumentException>(() => Fit(data, [Candidate("a", Few())], new EnsembleOptions { LabelColumnName = "Value", Calibration = CalibrationMethod.Platt }, keepLabel: true)).Message);
        var rows = Samples.Rows(50);
        rows[7].Value = float.NaN;
        Assert.Contains("in row 7", Assert.Throws<ArgumentException>(() => Fit(_ml.Data.LoadFromEnumerable(rows), [Candidate("a", Few())], new EnsembleOptions { LabelColumnName = "Value" }, keepLabel: true)).Message);
    }

    [Fact]
    public void GetOutputSchema_OfAPipeline_HasTheLabelAndScores()
    {
        var data = Samples.View(_ml, 50);
        var pipeline = _ml.Transforms.CopyColumns("Copy", "Features").Append(_ml.Tuning().Ensemble([Candidate("a", Few())], new EnsembleOptions { LabelColumnName = "Flag" }));
        Assert.Equal(["PredictedLabel", "Probability", "Score"], pipeline.Fit(data).GetOutputSchema(data.Schema).Select(column => column.Name).Where(name => name is "PredictedLabel" or "Score" or "Probability").Order());
    }

    private static readonly BoostingOptions Quick = new() { Trees = 20, LearningRate = 0.2 };

    private static BoostedTreesOptions Few() => Trees(Quick);

    private static BoostedTreesOptions Trees(BoostingOptions boosting) => new() { Boosting = boosting };

    private static void Near(float[] expected, float[] actual, float tolerance = 1e-5f)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private EnsembleCandidate Candidate(string name, BoostedTreesOptions options) => new(name, _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: options));

    private EnsembleTransformer Fit(IDataView data, EnsembleCandidate[] candidates, EnsembleOptions options, bool keepLabel = false) =>
        _ml.Tuning().Ensemble(candidates, keepLabel ? options : options with { LabelColumnName = "Flag" }).Fit(data);

    private sealed class Direct(List<EnsembleProgress> told, Action? then = null) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value)
        {
            told.Add(value);
            then?.Invoke();
        }
    }
}
