using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Blending;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;
using static MLNetTuning.Experiments.Tests.Blending.BlendSamples;

namespace MLNetTuning.Experiments.Tests.Blending;

public sealed class BlendContestTests
{
    private static BlendOutcome Run(BlendRows rows, ExperimentEnsemble kind = ExperimentEnsemble.Auto, TuningMetric? metric = null, CalibrationMethod calibration = CalibrationMethod.Temperature) =>
        new BlendContest(kind, metric ?? TuningMetrics.DefaultFor(rows.Task), calibration).Run(rows);

    private static double Loss(Blend blend, BlendRows rows) => TaskLoss.Mean(rows.Task, blend.Predict(rows.Task, rows.Predictions), rows.Labels);

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    public void Run_TooSureModel_IsCooledToTheTruth(PredictionTask task)
    {
        var rows = task == PredictionTask.Binary ? Binary(6000, [1.5], 0, 5) : Multiclass(6000, [1.5], 0, 5);
        var outcome = Run(rows, ExperimentEnsemble.Greedy);
        Assert.InRange(outcome.Blend.Temperature, 1.35, 1.65);
        Assert.True(Loss(outcome.Blend, rows) < TaskLoss.Mean(task, rows.Predictions[0], rows.Labels));
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    public void Run_ManyRowsOfTooTimidModels_StackIsBetterThanTheAverageOnOtherRows(PredictionTask task)
    {
        double[] factors = [0.4, 0.4, 0.4];
        var (rows, others) = task == PredictionTask.Binary ? (Binary(4000, factors, 2, 1), Binary(4000, factors, 2, 2)) : (Multiclass(4000, factors, 2, 1), Multiclass(4000, factors, 2, 2));
        var (auto, greedy) = (Run(rows).Blend, Run(rows, ExperimentEnsemble.Greedy).Blend);
        Assert.IsType<StackCombiner>(auto.Combiner);
        Assert.IsType<AveragingCombiner>(greedy.Combiner);
        Assert.True(Loss(auto, others) < Loss(greedy, others));
        Assert.Equal(1, auto.Members.Sum(member => member.Weight), 4);
    }

    [Fact]
    public void Run_FewRowsAndManyLikeModels_KeepsTheAverage()
    {
        var rows = Binary(150, [.. Enumerable.Repeat(1.0, 12)], 1, 3);
        Assert.IsType<AveragingCombiner>(Run(rows).Blend.Combiner);
    }

    [Fact]
    public void Run_ModelsOfNoise_ExpectedScoreIsHonestWhereTheirBestFlatters()
    {
        var (flattering, expected) = (0.0, 0.0);
        const int Times = 5;
        for (var seed = 0; seed < Times; seed++)
        {
            var random = new Random(seed);
            float[] labels = [.. Enumerable.Range(0, 400).Select(_ => random.Next(2) == 1 ? 1f : 0f)];
            var rows = Rows(PredictionTask.Binary, [.. Enumerable.Range(0, 20).Select(_ => Column(labels.Select(_ => 0.4 + (0.2 * random.NextDouble()))))], labels);
            double[] singles = [.. rows.Predictions.Select(one => TuningMetrics.Evaluate(TuningMetric.AreaUnderRocCurve, rows.Task, one, labels))];
            var outcome = Run(rows, ExperimentEnsemble.None);
            Assert.Equal(singles.Max(), TuningMetrics.Evaluate(TuningMetric.AreaUnderRocCurve, rows.Task, outcome.Blend.Predict(rows.Task, rows.Predictions), labels), 3);
            flattering += singles.Max() / Times;
            expected += outcome.Expected!.Value.Mean / Times;
            Assert.InRange(outcome.Expected.Value.Deviation, 0.001, 0.2);
        }

        Assert.InRange(flattering, 0.53, 0.7);
        Assert.InRange(expected, 0.42, 0.52);
    }

    [Theory]
    [InlineData(TuningMetric.F1Score, 0.15, 0.45)]
    [InlineData(TuningMetric.BalancedAccuracy, 0.1, 0.35)]
    [InlineData(TuningMetric.Accuracy, 0.35, 0.65)]
    public void Run_MetricOfDecisions_SetsTheThresholdInTheModel(TuningMetric metric, double low, double high)
    {
        var random = new Random(2);
        double[] truth = [.. Enumerable.Range(0, 5000).Select(_ => Normal(random) - 2)];
        float[] labels = [.. truth.Select(score => random.NextDouble() < Curve(score) ? 1f : 0f)];
        var rows = Rows(PredictionTask.Binary, [Column(truth.Select(Curve))], labels);
        var blend = Run(rows, metric: metric).Blend;
        Assert.InRange(blend.Decision.Threshold, low, high);

        var (scores, probabilities) = (new float[5000], new float[5000]);
        blend.Combiner.Predict(rows.Predictions[0], scores, probabilities);
        Assert.All(Enumerable.Range(0, 5000).Where(row => Math.Abs(probabilities[row] - blend.Decision.Threshold) > 1e-4), row => Assert.Equal(probabilities[row] > blend.Decision.Threshold, scores[row] > 0));
    }

    [Fact]
    public void Run_MetricOfDecisionsOnAStack_ProbabilitiesStay()
    {
        var rows = Binary(4000, [0.4, 0.4], 2, 1);
        var (plain, decided) = (Run(rows, ExperimentEnsemble.Stacking).Blend, Run(rows, ExperimentEnsemble.Stacking, TuningMetric.F1Score).Blend);
        Assert.NotEqual(0.5f, decided.Decision.Threshold);
        var (one, two) = (plain.Predict(rows.Task, rows.Predictions), decided.Predict(rows.Task, rows.Predictions));
        Assert.All(Enumerable.Range(0, 4000), row => Assert.Equal(one.Values[row], two.Values[row], 4));
    }

    [Fact]
    public void Run_BalancedAccuracyOfRareClasses_WeighsThemAndGainsOnOtherRows()
    {
        double[] added = [3, 0, -1.5];
        var (rows, others) = (Multiclass(4000, [1, 1], 0.5, 1, added), Multiclass(4000, [1, 1], 0.5, 2, added));
        var outcome = Run(rows, metric: TuningMetric.BalancedAccuracy);
        var weights = outcome.Blend.Decision.Weights;
        Assert.True(weights[0] < weights[1] && weights[1] < weights[2]);
        var predicted = outcome.Blend.Predict(rows.Task, others.Predictions);
        double Score(IReadOnlyList<float> by) => TuningMetrics.Evaluate(TuningMetric.BalancedAccuracy, rows.Task, predicted, others.Labels, weights: by);
        Assert.True(Score(weights) > Score([]) + 0.05);
        Assert.Equal(Score(weights), outcome.Expected!.Value.Mean, 0.03);
    }

    [Theory]
    [InlineData(TuningMetric.Accuracy)]
    [InlineData(TuningMetric.LogLoss)]
    public void Run_MetricThatTheLikeliestClassSuits_HasNoWeights(TuningMetric metric) =>
        Assert.Empty(Run(Multiclass(1500, [1, 1], 0.5, 1, 3, 0, -1.5), metric: metric).Blend.Decision.Weights);

    [Fact]
    public void Run_RowsThatCannotBeJudged_HaveNoWeights()
    {
        var rows = Multiclass(300, [1], 0, 1, 3, 0, -1.5);
        Assert.Empty(Run(rows with { FoldOfRow = new int[300] }, metric: TuningMetric.BalancedAccuracy).Blend.Decision.Weights);
    }

    [Fact]
    public void DecisionContest_WaysThatGainNothingOnOtherFolds_AreNotTaken()
    {
        // Labels that have nothing to do with the probabilities: what fits one fold is chance in the next.
        var kept = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var rows = Multiclass(200, [1], 0, seed);
            float[] labels = [.. Enumerable.Range(0, 200).Select(_ => (float)random.Next(3))];
            var (way, scores) = new DecisionContest(rows.Task, TuningMetric.BalancedAccuracy).Run(rows.Predictions[0], labels, rows.Folds!);
            double[] plain = [.. Enumerable.Range(0, rows.Folds!.Count).Select(fold => Enumerable.Range(0, 200).Where(row => rows.FoldOfRow[row] == fold).ToArray())
                .Select(inside => TuningMetrics.Evaluate(TuningMetric.BalancedAccuracy, rows.Task, rows.Predictions[0].Select(inside), Array.ConvertAll(inside, row => labels[row])))];
            kept += way == 0 ? 1 : 0;
            Assert.True(way == 0 ? scores.SequenceEqual(plain) : scores.Average() > plain.Average());
        }

        Assert.InRange(kept, 4, 20);
    }

    [Fact]
    public void Run_IsotonicOnBentProbabilities_LowersTheLossAndNeedsRows()
    {
        var random = new Random(6);
        BlendRows Bent(int count)
        {
            double[] truth = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
            return Rows(PredictionTask.Binary, [Column(truth.Select(p => p < 0.5 ? p * p : 1 - ((1 - p) * 0.1)))], [.. truth.Select(p => random.NextDouble() < p ? 1f : 0f)]);
        }

        var rows = Bent(6000);
        var (isotonic, temperature) = (Run(rows, ExperimentEnsemble.Greedy, calibration: CalibrationMethod.Isotonic).Blend, Run(rows, ExperimentEnsemble.Greedy).Blend);
        Assert.Equal(PortableLinkKind.Isotonic, isotonic.Combiner.Link.Kind);
        Assert.True(Loss(isotonic, Bent(6000) is var other ? other : rows) < Loss(temperature, other));
        Assert.NotEqual(PortableLinkKind.Isotonic, Run(Bent(600), ExperimentEnsemble.Greedy, calibration: CalibrationMethod.Isotonic).Blend.Combiner.Link.Kind);
    }

    [Fact]
    public void Run_LogarithmOfTheLabelLearnt_PredictionsAreBroughtToTheMean()
    {
        var random = new Random(4);
        const double Spread = 0.6;
        double[] truth = [.. Enumerable.Range(0, 3000).Select(_ => 1 + random.NextDouble())];
        float[] labels = [.. truth.Select(value => (float)Math.Exp(value + (Spread * Normal(random))))];
        var rows = Rows(PredictionTask.Regression, [Column(truth.Select(Math.Exp))], labels, logarithms: 0);
        var predicted = Run(rows, ExperimentEnsemble.Greedy).Blend.Predict(rows.Task, rows.Predictions);
        Assert.Equal(labels.Average(), predicted.Values.Average(), 0.05 * labels.Average());
        Assert.Equal(Math.Exp(Spread * Spread / 2), predicted.Values[0] / rows.Predictions[0].Values[0], 0.04);
    }

    [Fact]
    public void Run_RegressionStack_UndoesShiftAndScale()
    {
        var random = new Random(9);
        double[] truth = [.. Enumerable.Range(0, 3000).Select(_ => 100 + (10 * Normal(random)))];
        var rows = Rows(
            PredictionTask.Regression,
            [Column(truth.Select(value => 50 + (value / 2) + Normal(random))), Column(truth.Select(value => 60 + (value / 2) + Normal(random)))],
            [.. truth.Select(value => (float)(value + Normal(random)))]);
        var outcome = Run(rows);
        Assert.IsType<StackCombiner>(outcome.Blend.Combiner);
        Assert.InRange(outcome.Expected!.Value.Mean, 1, 2.2);
        Assert.True(Math.Sqrt(TaskLoss.Mean(rows.Task, rows.Predictions[0], rows.Labels)) > 4);
    }

    [Fact]
    public void Run_StackOfManyRows_MayBeBoosted()
    {
        var random = new Random(7);
        double[] truth = [.. Enumerable.Range(0, 6000).Select(_ => 6 * (random.NextDouble() - 0.5))];
        float[] labels = [.. truth.Select(score => random.NextDouble() < (Math.Abs(score) < 1 ? 0.9 : 0.1) ? 1f : 0f)];
        var rows = Rows(PredictionTask.Binary, [Column(truth.Select(Curve)), Column(truth.Select(score => Curve(0.3 * score)))], labels);
        var stack = Assert.IsType<StackCombiner>(Run(rows, ExperimentEnsemble.Stacking).Blend.Combiner);
        Assert.IsType<TreePredictor>(stack.Layers[0][0]);
    }

    [Theory]
    [InlineData(ExperimentEnsemble.None, 1)]
    [InlineData(ExperimentEnsemble.Average, 5)]
    public void Run_Kind_HasSoManyMembers(ExperimentEnsemble kind, int members) =>
        Assert.Equal(members, Run(Binary(300, [.. Enumerable.Repeat(1.0, 8)], 1, 3), kind).Blend.Members.Count);

    [Fact]
    public void Run_OneFold_MakesTheAverageAndExpectsNothing()
    {
        var rows = Binary(20, [1, 1], 1, 3) with { FoldOfRow = new int[20] };
        var outcome = Run(rows);
        Assert.Null(outcome.Expected);
        Assert.NotEmpty(outcome.Blend.Members);
    }
}
