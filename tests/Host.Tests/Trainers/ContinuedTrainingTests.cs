using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class ContinuedTrainingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void LbfgsLogisticRegression_FromItsOwnWeights_StaysAtTheOptimum()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(500));
        var trainer = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression();
        var first = trainer.Fit(data).Model.SubModel;

        var again = trainer.Fit(data, first).Model.SubModel;

        Assert.Equal(first.Weights, again.Weights, (a, b) => Math.Abs(a - b) < 5e-3);
        Assert.Equal(first.Bias, again.Bias, 2);
    }

    [Fact]
    public void LbfgsLogisticRegression_OneIteration_StartsFromTheModel()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(500));
        var whole = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data).Model.SubModel;
        var single = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { MaximumNumberOfIterations = 1 });

        var from = single.Fit(data, whole);

        Assert.Equal(whole.Weights, from.Model.SubModel.Weights, (a, b) => Math.Abs(a - b) < 5e-3);
    }

    [Fact]
    public void LbfgsMaximumEntropy_FromItsOwnWeights_StaysAtTheOptimum()
    {
        var rows = _ml.Data.LoadFromEnumerable(SampleRows.Multiclass(500));
        var data = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        var trainer = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy();
        var first = trainer.Fit(data);

        var again = trainer.Fit(data, first.Model);

        Assert.Equal(
            _ml.MulticlassClassification.Evaluate(first.Transform(data)).LogLoss, _ml.MulticlassClassification.Evaluate(again.Transform(data)).LogLoss, 3);
        Assert.Equal(0, first.Model.GetBiases().Sum(), 2);
    }

    [Fact]
    public void LbfgsPoissonRegression_FromItsOwnWeights_StaysAtTheOptimum()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(500));
        var trainer = _ml.Regression.Trainers.LbfgsPoissonRegression();
        var first = trainer.Fit(data).Model;

        var again = trainer.Fit(data, first).Model;

        Assert.Equal(first.Weights, again.Weights, (a, b) => Math.Abs(a - b) < 5e-3);
    }
}
