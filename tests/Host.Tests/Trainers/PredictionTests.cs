using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class PredictionTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void PredictionEngine_RowAfterRow_AgreesWithTransform()
    {
        var rows = SampleRows.Binary(200);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 20).Fit(data);
        using var engine = _ml.Model.CreatePredictionEngine<BinaryRow, BinaryPrediction>(model);

        var scored = model.Transform(data);
        var probabilities = scored.Read<float>("Probability");
        var scores = scored.Read<float>("Score");

        for (var i = 0; i < rows.Length; i++)
        {
            var prediction = engine.Predict(rows[i]);
            Assert.Equal(scores[i], prediction.Score, 5);
            Assert.Equal(probabilities[i], prediction.Probability, 5);
            Assert.Equal(scores[i] > 0, prediction.PredictedLabel);
        }
    }

    [Fact]
    public void ChangeModelThreshold_HighScore_PredictsFewerRows()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(300));
        var model = _ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 20).Fit(data);

        var strict = _ml.BinaryClassification.ChangeModelThreshold(model, 2);

        var scores = model.Transform(data).Read<float>("Score");
        Assert.Equal(scores.Select(score => score > 2), strict.Transform(data).Read<bool>("PredictedLabel"));
    }

    [Fact]
    public void CrossValidate_TwoClasses_MeasuresEachFoldOnItsOwnRows()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(400));
        var trainer = _ml.BinaryClassification.Trainers.LightGbm(numberOfIterations: 10);

        var folds = _ml.BinaryClassification.CrossValidate(data, trainer, numberOfFolds: 3, seed: 7);
        var plain = _ml.BinaryClassification.CrossValidateNonCalibrated(data, trainer, numberOfFolds: 3, seed: 7);

        Assert.Equal(400, folds.Sum(fold => fold.ScoredHoldOutSet.Read<float>("Score").Length));
        foreach (var fold in folds)
        {
            Assert.Equal(_ml.BinaryClassification.Evaluate(fold.ScoredHoldOutSet).AreaUnderRocCurve, fold.Metrics.AreaUnderRocCurve, 9);
            Assert.Equal(fold.ScoredHoldOutSet.Read<float>("Score"), fold.Model.Transform(fold.ScoredHoldOutSet).Read<float>("Score"));
            Assert.Equal(fold.ScoredHoldOutSet.Read<bool>("Label"), plain[fold.Fold].ScoredHoldOutSet.Read<bool>("Label"));
        }
    }

    [Fact]
    public void CrossValidate_SamplingKey_KeepsAGroupInOneFold()
    {
        var rows = SampleRows.Regression(200);
        var grouped = rows.Select((row, i) => new GroupedRow { Label = row.Label, Features = row.Features, Group = i % 10 }).ToArray();

        var folds = _ml.Regression.CrossValidate(
            _ml.Data.LoadFromEnumerable(grouped), _ml.Regression.Trainers.FastTree(numberOfTrees: 5), numberOfFolds: 3, samplingKeyColumnName: "Group", seed: 7);

        var groups = folds.Select(fold => fold.ScoredHoldOutSet.Read<float>("Group").Distinct().ToArray()).ToArray();
        Assert.Equal(10, groups.Sum(group => group.Length));
    }

    [Fact]
    public void CrossValidate_OneFold_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Regression.CrossValidate(_ml.Data.LoadFromEnumerable(SampleRows.Regression(20)), _ml.Regression.Trainers.FastTree(), numberOfFolds: 1));

    public sealed class BinaryPrediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    public sealed class GroupedRow
    {
        public float Label { get; set; }

        [VectorType(RegressionRow.Width)]
        public float[] Features { get; set; } = [];

        public float Group { get; set; }
    }
}
