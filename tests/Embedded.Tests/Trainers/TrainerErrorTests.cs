using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MLNetTuning.Embedded.Tests.Trainers;

public sealed class TrainerErrorTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers => ["FastTree", "LightGbm", "Lbfgs"];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_OneClassOnly_SaysWhichAndWhatToDo(string trainer)
    {
        var rows = TrainerRow.Sample(40);
        Array.ForEach(rows, row => row.Label = true);

        var error = Assert.Throws<InvalidOperationException>(() => Create(trainer).Fit(_ml.Data.LoadFromEnumerable(rows)));

        Assert.Equal(
            "All 40 training rows have the same 'Label' label, true; a classifier needs rows of both. Check the label column and how the rows were split.", error.Message);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_NoRows_SaysSo(string trainer)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Create(trainer).Fit(_ml.Data.LoadFromEnumerable(Array.Empty<TrainerRow>())));

        Assert.StartsWith("There is nothing to train on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AllFeaturesMissing_SaysSoForATrainerThatNeedsThem()
    {
        var rows = TrainerRow.Sample(10);
        Array.ForEach(rows, row => row.Features[0] = float.NaN);

        var error = Assert.Throws<InvalidOperationException>(() => Create("Lbfgs").Fit(_ml.Data.LoadFromEnumerable(rows)));

        Assert.Contains("10 have a missing 'Features' value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_MissingFeatures_AreLearntFromByLightGbm()
    {
        var rows = TrainerRow.Sample(400);
        foreach (var row in rows.Where(row => row.Label))
        {
            row.Features[0] = float.NaN;
        }

        var data = _ml.Data.LoadFromEnumerable(rows);

        var metrics = _ml.BinaryClassification.Evaluate(Create("LightGbm").Fit(data).Transform(data));

        Assert.Equal(1, metrics.AreaUnderRocCurve, 6);
    }

    [Fact]
    public void Fit_LabelOfWrongType_NamesTypesAndRemedy()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.BinaryClassification.Trainers.FastTree("Amount").Fit(_ml.Data.LoadFromEnumerable(TrainerRow.Sample(5))));

        Assert.StartsWith(
            "Schema mismatch for label column 'Amount': expected Boolean, got Single. Convert the column first, with Transforms.Conversion.ConvertType.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_LabelMissing_ListsTheColumns()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.BinaryClassification.Trainers.FastTree("Churn").Fit(_ml.Data.LoadFromEnumerable(TrainerRow.Sample(5))));

        Assert.Contains("'Churn'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Amount'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_SeveralOutOfRange_AreAllReported()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfLeaves = 1, LearningRate = -1, FeatureFraction = 2 }));

        Assert.StartsWith(
            "The options of FastTreeBinaryTrainer cannot be used. NumberOfLeaves is 1; it must be 2 or more. FeatureFraction is 2; it must be above 0 and at most 1. "
            + "LearningRate is -1; it must be above 0 and finite.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OfLightGbmAndItsBooster_AreAllReported()
    {
        var options = new LightGbmBinaryTrainer.Options { NumberOfIterations = 0, Sigmoid = 0, Booster = new GradientBooster.Options { L1Regularization = -1 } };

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Trainers.LightGbm(options));

        Assert.Contains("NumberOfIterations is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("L1Regularization is -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Sigmoid is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OfLbfgs_AreAllReported()
    {
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options { L1Regularization = -1, HistorySize = 0 };

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(options));

        Assert.Contains("L1Regularization is -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("HistorySize is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LbfgsPoissonRegression_NegativeLabels_AreCounted()
    {
        var rows = TrainerRow.Sample(20);
        rows[3].Amount = -1;

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Regression.Trainers.LbfgsPoissonRegression("Amount").Fit(_ml.Data.LoadFromEnumerable(rows)));

        Assert.Contains("1 of the 20 'Amount' labels are negative", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_OtherNumberOfFeatures_Throws()
    {
        var model = Create("FastTree").Fit(_ml.Data.LoadFromEnumerable(TrainerRow.Sample(60)));

        Assert.Throws<InvalidOperationException>(() => model.Transform(_ml.Data.LoadFromEnumerable([new WideRow()])));
    }

    private IEstimator<ITransformer> Create(string trainer) => trainer switch
    {
        "FastTree" => _ml.BinaryClassification.Trainers.FastTree(),
        "LightGbm" => _ml.BinaryClassification.Trainers.LightGbm(),
        _ => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(),
    };

    public sealed class WideRow
    {
        [Microsoft.ML.Data.VectorType(3)]
        public float[] Features { get; set; } = new float[3];
    }
}
