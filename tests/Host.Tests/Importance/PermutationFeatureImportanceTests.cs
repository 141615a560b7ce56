using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Host.Tests.Trainers;

namespace MLNetTuning.Host.Tests.Importance;

public sealed class PermutationFeatureImportanceTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Regression_TwoFeatures_RanksThemByTheirEffect()
    {
        // The label is 3 + 2 a - b and some noise.
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(1000));
        var model = _ml.Regression.Trainers.LbfgsPoissonRegression().Fit(data);

        var importance = _ml.Regression.PermutationFeatureImportance(model, data, permutationCount: 5);

        Assert.Equal(RegressionRow.Width, importance.Length);
        Assert.All(importance, feature => Assert.Equal(5, feature.RSquared.Count));
        Assert.True(importance[0].RSquared.Mean < importance[1].RSquared.Mean);
        Assert.True(importance[0].MeanAbsoluteError.Mean > importance[1].MeanAbsoluteError.Mean);
        Assert.True(importance[1].MeanSquaredError.Mean > 0);
        Assert.InRange(importance[0].RootMeanSquaredError.StandardDeviation, 1e-6, 1);
        Assert.Equal(importance[0].RSquared.StandardDeviation / Math.Sqrt(5), importance[0].RSquared.StandardError, 9);
        Assert.Equal(importance[0].MeanSquaredError.Mean, importance[0].LossFunction.Mean, 4);
    }

    [Fact]
    public void Regression_OnePermutation_HasNoSpread()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(200));
        var model = _ml.Regression.Trainers.FastTree(numberOfTrees: 5).Fit(data);

        var importance = _ml.Regression.PermutationFeatureImportance(model, data);

        Assert.All(importance, feature => Assert.Equal((1, 0.0, 0.0), (feature.RSquared.Count, feature.RSquared.StandardDeviation, feature.RSquared.StandardError)));
    }

    [Fact]
    public void Binary_Chain_NamesTheFeaturesByTheirSlots()
    {
        var rows = _ml.Data.LoadFromEnumerable(SampleRows.Binary(800).Select(row => new FlatRow { Label = row.Label, A = row.Features[0], B = row.Features[1] }));
        var pipeline = _ml.Transforms.Concatenate("Features", "A", "B").Append(_ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 20));
        var chain = pipeline.Fit(rows);

        var importance = _ml.BinaryClassification.PermutationFeatureImportanceNonCalibrated((ITransformer)chain, chain.Transform(rows), permutationCount: 2);

        Assert.Equal(["A", "B"], importance.Keys.Order());
        Assert.All(importance.Values, feature => Assert.InRange(feature.AreaUnderRocCurve.Mean, -0.5, -0.02));
    }

    [Fact]
    public void Binary_ExamplesToUse_PermutesTheFirstRowsOnly()
    {
        // Of the first ten rows all scores are alike but for the first feature, so that nothing else can matter.
        var rows = SampleRows.Binary(400);
        var model = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(_ml.Data.LoadFromEnumerable(rows));
        var constant = rows.Take(40).Select(row => new BinaryRow { Label = row.Label, Features = [row.Features[0], 0.5f, 0.5f] }).Concat(rows.Skip(40));

        var importance = _ml.BinaryClassification.PermutationFeatureImportance(model, _ml.Data.LoadFromEnumerable(constant), numberOfExamplesToUse: 40, permutationCount: 3);

        Assert.Equal(BinaryRow.Width, importance.Length);
        Assert.Equal(0, importance[1].AreaUnderRocCurve.StandardDeviation, 9);
        Assert.True(importance[0].AreaUnderRocCurve.StandardDeviation > 0);
    }

    [Fact]
    public void Multiclass_FastTrees_MeasuresEachClass()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Multiclass(600));
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var model = _ml.MulticlassClassification.Trainers.LightGbm(numberOfIterations: 10).Fit(keyed);

        var importance = _ml.MulticlassClassification.PermutationFeatureImportance(model, keyed, permutationCount: 2);

        Assert.Equal(MulticlassRow.Width, importance.Length);
        Assert.InRange(importance[0].MicroAccuracy.Mean, -1, -0.1);
        Assert.InRange(importance[0].LogLoss.Mean, 0.1, 10);
        Assert.Equal(3, importance[0].PerClassLogLoss.Count);
        Assert.All(importance[0].PerClassLogLoss, loss => Assert.Equal(2, loss.Count));
        Assert.True(importance[0].LogLossReduction.Mean < importance[1].LogLossReduction.Mean);
    }

    [Fact]
    public void UseFeatureWeightFilter_UnusedFeature_ChangesNothing()
    {
        var rows = SampleRows.Binary(300).Select(row => new BinaryRow { Label = row.Label, Features = [row.Features[0], 7, row.Features[2]] });
        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 5).Fit(data);

        var importance = _ml.BinaryClassification.PermutationFeatureImportance(model, data, useFeatureWeightFilter: true);

        Assert.Equal(0, importance[1].AreaUnderRocCurve.Mean);
        Assert.True(importance[0].AreaUnderRocCurve.Mean < 0);
    }

    [Fact]
    public void NoPredictor_Throws()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(20));
        var copy = _ml.Transforms.CopyColumns("Other", "Label").Fit(data);

        Assert.ThrowsAny<ArgumentException>(() => _ml.Regression.PermutationFeatureImportance((ITransformer)copy, data));
    }

    public sealed class FlatRow
    {
        public bool Label { get; set; }

        public float A { get; set; }

        public float B { get; set; }
    }
}
