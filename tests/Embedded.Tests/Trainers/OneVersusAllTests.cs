using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Trainers;

public sealed class OneVersusAllTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fit_CalibratedTrainer_TellsTheClassesApart()
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRow.Sample(500));

        var model = _ml.MulticlassClassification.Trainers.OneVersusAll(_ml.BinaryClassification.Trainers.LightGbm(), "Kind").Fit(data);
        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(_ml.Data.LoadFromEnumerable(TrainerRow.Sample(300, seed: 2))), "Kind");

        Assert.InRange(metrics.MicroAccuracy, 0.85, 1);
    }

    [Fact]
    public void Fit_ClassWithoutRows_IsNeverPredicted()
    {
        var rows = TrainerRow.Sample(300).Where(row => row.Kind != 1).ToArray();
        var data = _ml.Data.LoadFromEnumerable(rows);

        foreach (var estimator in new IEstimator<ITransformer>[]
        {
            _ml.MulticlassClassification.Trainers.OneVersusAll(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression(), "Kind"),
            _ml.MulticlassClassification.Trainers.LightGbm("Kind"),
        })
        {
            var matrix = _ml.MulticlassClassification.Evaluate(estimator.Fit(data).Transform(data), "Kind").ConfusionMatrix;

            Assert.Equal(0, matrix.Counts.Sum(row => row[1]));
        }
    }

    [Fact]
    public void Fit_LabelNotAKey_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.MulticlassClassification.Trainers.OneVersusAll(_ml.BinaryClassification.Trainers.LightGbm(), "Amount").Fit(_ml.Data.LoadFromEnumerable(TrainerRow.Sample(5))));

        Assert.Contains("MapValueToKey", error.Message, StringComparison.Ordinal);
    }
}
