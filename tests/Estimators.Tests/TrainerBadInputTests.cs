using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.BoostedTrees;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Estimators.Tests;

/// <summary>What networks and trees say alike of data that can't be learnt from.</summary>
public sealed class TrainerBadInputTests
{
    private readonly MLContext _ml = new(1);

    public static TheoryData<bool> Trainers => [true, false];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_BinaryFaults_OneClearMessage(bool networks)
    {
        Fails(Binary(networks), rows => rows.Clear(), "The data has no rows. Check the file and the filters before this estimator.");
        Fails(Binary(networks), rows => rows.RemoveRange(1, rows.Count - 1), "The data has 1 row with a label; training needs 2 or more.");
        Fails(Binary(networks), rows => rows.ForEach(row => row.Flag = false), "All 60 rows have one class in the label 'Flag'; a classifier needs rows of two classes or more.");
        Fails(Binary(networks), rows => rows[5].Features[1] = float.NegativeInfinity, "The feature Features[1] of row 5 is -Infinity; features must be finite or missing (NaN). Mend the column, or replace such values before this estimator.");
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_MulticlassFaults_OneClearMessage(bool networks)
    {
        Fails(Multiclass(networks), rows => rows.ForEach(row => row.Kind = "low"), "The label 'Label' has 1 class; a classifier takes 2 to 100,000. Check the label, or the rows the key was made from.");
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Fit(_ml.Data.LoadFromEnumerable(Samples.Rows(60)));
        var others = Samples.Rows(60);
        others.Skip(20).ToList().ForEach(row => row.Kind = "unheard of");
        var view = keys.Transform(_ml.Data.LoadFromEnumerable(others));
        Assert.Equal(
            "The label 'Label' is missing in 40 of 60 rows, more than half. Check the label column; rows without a label cannot be learnt from.",
            Assert.Throws<InvalidOperationException>(() => MulticlassOnly(networks).Fit(view)).Message);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_RegressionFaults_OneClearMessage(bool networks)
    {
        Fails(Regression(networks), rows => rows[9].Value = float.PositiveInfinity, "The label 'Value' of row 9 is Infinity; labels must be finite or missing.");
        Fails(
            Regression(networks),
            rows => rows.Take(31).ToList().ForEach(row => row.Value = float.NaN),
            "The label 'Value' is missing in 31 of 60 rows, more than half. Check the label column; rows without a label cannot be learnt from.");
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_AColumnThatIsAllMissing_SaysNothing(bool networks)
    {
        var rows = Samples.Rows(200);
        rows.ForEach(row => row.Features[3] = float.NaN);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var scores = Samples.Column(Binary(networks).Fit(data).Transform(data), "Score");
        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
        rows.ForEach(row => row.Features[3] = 7);
        Assert.Equal(scores, Samples.Column(Binary(networks).Fit(_ml.Data.LoadFromEnumerable(rows)).Transform(_ml.Data.LoadFromEnumerable(rows)), "Score"));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_ConstantLabelOfRegression_PredictsIt(bool networks)
    {
        var rows = Samples.Rows(60);
        rows.ForEach(row => row.Value = 42);
        var data = _ml.Data.LoadFromEnumerable(rows);
        Assert.All(Samples.Column(Regression(networks).Fit(data).Transform(data), "Score"), score => Assert.Equal(42, score, 1f));
    }

    private static BoostedTreesOptions QuickTrees => new() { Boosting = new BoostingOptions { Trees = 10, Leaves = 4, MinRowsPerLeaf = 2 } };

    private IEstimator<ITransformer> Binary(bool networks) => networks
        ? _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick)
        : _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: QuickTrees);

    private IEstimator<ITransformer> Regression(bool networks) => networks
        ? _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick)
        : _ml.Regression.Trainers.BoostedTrees("Value", options: QuickTrees);

    private IEstimator<ITransformer> MulticlassOnly(bool networks) => networks
        ? _ml.MulticlassClassification.Trainers.DenseNetwork(options: Samples.Quick)
        : _ml.MulticlassClassification.Trainers.BoostedTrees(options: QuickTrees);

    private EstimatorChain<ITransformer> Multiclass(bool networks) => _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(MulticlassOnly(networks));

    private void Fails(IEstimator<ITransformer> estimator, Action<List<Samples.Row>> spoil, string said)
    {
        var rows = Samples.Rows(60);
        spoil(rows);
        Assert.Equal(said, Assert.Throws<InvalidOperationException>(() => estimator.Fit(_ml.Data.LoadFromEnumerable(rows))).Message);
    }
}
