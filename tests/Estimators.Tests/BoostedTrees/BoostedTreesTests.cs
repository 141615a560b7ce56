using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.BoostedTrees;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Estimators.Tests.BoostedTrees;

public sealed class BoostedTreesTests
{
    private static readonly BoostedTreesOptions Quick = new() { Boosting = new BoostingOptions { Trees = 40, Leaves = 8, MinRowsPerLeaf = 5 } };

    private readonly MLContext _ml = new(1);

    [Fact]
    public void Fit_Binary_LearnsAndEvaluates()
    {
        var model = _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: Quick).Fit(Samples.View(_ml));
        Assert.True(_ml.BinaryClassification.Evaluate(model.Transform(Samples.View(_ml, 300, 9)), "Flag").AreaUnderRocCurve > 0.93);
    }

    [Fact]
    public void Fit_Multiclass_LearnsAndNamesClasses()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(_ml.MulticlassClassification.Trainers.BoostedTrees(options: Quick));
        var scored = pipeline.Fit(Samples.View(_ml)).Transform(Samples.View(_ml, 300, 9));
        Assert.True(_ml.MulticlassClassification.Evaluate(scored).MicroAccuracy > 0.75);
        Assert.True(scored.Schema["PredictedLabel"].HasKeyValues());
    }

    [Fact]
    public void Fit_Regression_Learns()
    {
        var model = _ml.Regression.Trainers.BoostedTrees("Value", options: Quick).Fit(Samples.View(_ml));
        Assert.True(_ml.Regression.Evaluate(model.Transform(Samples.View(_ml, 300, 9)), "Value").RSquared > 0.85);
    }

    [Fact]
    public void Fit_BudgetInTwoSteps_SameAsOneStep()
    {
        var data = Samples.View(_ml, 200);
        var store = new MemoryCheckpointStore();
        var whole = Fit(data, new TrialContext { Budget = 20, Horizon = 30 });
        Fit(data, new TrialContext { Budget = 5, Horizon = 30, Checkpoints = store });
        var second = Fit(data, new TrialContext { Budget = 20, Horizon = 30, Checkpoints = store });
        Assert.Equal(20, second.History.Rounds);
        Assert.Equal(Samples.Column(whole.Transform(data), "Score"), Samples.Column(second.Transform(data), "Score"));
    }

    [Fact]
    public void Fit_EarlyStopping_KeepsTheBestRounds()
    {
        var options = new BoostedTreesOptions { ValidationFraction = 0.3, Boosting = new BoostingOptions { Trees = 500, LearningRate = 0.5, EarlyStoppingRounds = 10, MinRowsPerLeaf = 2 } };
        var model = _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: options).Fit(Samples.View(_ml));
        Assert.InRange(model.History.Rounds, model.History.BestRounds + 1, 499);
        Assert.Equal(model.History.BestRounds, model.Trees.Trees.Count);
    }

    [Fact]
    public void Fit_EarlyStoppingMetricAndBalance_AreFollowed()
    {
        var boosting = new BoostingOptions { Trees = 200, EarlyStoppingRounds = 10, MinRowsPerLeaf = 2, EarlyStoppingMetric = ValidationMetric.RootMeanSquaredError };
        var options = new BoostedTreesOptions { ValidationFraction = 0.3, Boosting = boosting };
        var model = _ml.Regression.Trainers.BoostedTrees("Value", options: options).Fit(Samples.View(_ml));
        Assert.Equal(model.History.ValidationMetrics.Min(), model.History.ValidationMetrics[model.History.BestRounds - 1]);
        var unfit = _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: options);
        Assert.Contains("a metric for Logistic", Assert.Throws<ArgumentException>(() => unfit.Fit(Samples.View(_ml))).Message, StringComparison.Ordinal);
        var balanced = new BoostedTreesOptions { Boosting = new BoostingOptions { Trees = 1, BalanceClasses = true } };
        Assert.Equal(0, _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: balanced).Fit(Samples.View(_ml)).Trees.BaseScores[0], 1e-5);
    }

    [Fact]
    public void Fit_CustomLoss_ScoresAreLogOdds()
    {
        var options = new BoostedTreesOptions { Boosting = Quick.Boosting with { Loss = BoostingLoss.Custom, CustomLoss = new OwnLogistic() } };
        var model = _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: options).Fit(Samples.View(_ml));
        Assert.True(_ml.BinaryClassification.Evaluate(model.Transform(Samples.View(_ml, 300, 9)), "Flag").AreaUnderRocCurve > 0.93);
        var builtIn = _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: new BoostedTreesOptions { Boosting = Quick.Boosting with { StartFromMean = false } }).Fit(Samples.View(_ml));
        var (own, other) = (Samples.Column(model.Transform(Samples.View(_ml)), "Score"), Samples.Column(builtIn.Transform(Samples.View(_ml)), "Score"));
        Assert.All(own.Zip(other), p => Assert.Equal(p.Second, p.First, 1e-3));
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(_ml.MulticlassClassification.Trainers.BoostedTrees(options: options));
        Assert.Contains("'own logistic' gives 1 scores", Assert.Throws<ArgumentException>(() => pipeline.Fit(Samples.View(_ml))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaveLoad_Multiclass_SameScoresBothWays()
    {
        var data = Files.HpcJobs(_ml, 400);
        var model = Files.HpcFeatures(_ml).Append(_ml.MulticlassClassification.Trainers.BoostedTrees(options: Quick)).Fit(data);
        var expected = model.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row).ToArray();
        foreach (var loaded in Files.BothTrips(_ml, model, data))
        {
            var actual = loaded.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row).ToArray();
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void BoostedTrees_OptionsWrong_ListsAll()
    {
        var error = Assert.Throws<ArgumentException>(
            () => _ml.Regression.Trainers.BoostedTrees(options: new BoostedTreesOptions { ValidationFraction = -1, Boosting = new BoostingOptions { Trees = 0, Leaves = 1 } }));
        Assert.All(["ValidationFraction", "Trees", "Leaves"], name => Assert.Contains(name, error.Message));
        Assert.Contains("Boosting is null", Assert.Throws<ArgumentException>(new BoostedTreesOptions { Boosting = null! }.Validate).Message);
    }

    private BoostedTreesTransformer Fit(IDataView data, TrialContext context)
    {
        using (TrialContext.Enter(context))
        {
            return _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: Quick).Fit(data);
        }
    }

    private sealed class OwnLogistic : ICustomLoss
    {
        public string Name => "own logistic";

        public void Differentiate(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, int output, Span<float> gradients, Span<float> hessians)
        {
            for (var i = 0; i < labels.Length; i++)
            {
                var p = 1 / (1 + MathF.Exp(-scores[i]));
                (gradients[i], hessians[i]) = (p - labels[i], p * (1 - p));
            }
        }

        public double Loss(ReadOnlySpan<float> scores, float label) => Math.Log(1 + Math.Exp(label == 1 ? -scores[0] : scores[0]));
    }
}
