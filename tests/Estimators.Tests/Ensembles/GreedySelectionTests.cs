using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Tests.Ensembles;

public sealed class GreedySelectionTests
{
    private static readonly GreedySelectionOptions Plain = new() { CrossFitFolds = 0, FewRows = 0, MinWeight = 0 };

    [Fact]
    public void Select_TwoModelsWithOppositeErrors_BeatsBoth()
    {
        float[] labels = [1, 0, 1, 0];
        var predictions = new[] { Column(1.5f, 0.5f, 0.5f, -0.5f), Column(0.5f, -0.5f, 1.5f, 0.5f), Column(9, 9, 9, 9) };
        var result = GreedySelection.Select(predictions, labels, PredictionTask.Regression, null, Plain);
        Assert.Equal(0, result.Loss, 6);
        Assert.Equal(0.25, result.BestSingleLoss, 6);
        Assert.Equal([0, 1], result.Members.Select(member => member.Index).Order());
        Assert.All(result.Members, member => Assert.Equal(0.5f, member.Weight));
    }

    [Fact]
    public void Select_RandomModels_LossIsThatOfTheWeightedAverageAndNoPathPrefixIsBetter()
    {
        var (predictions, labels) = Noisy(400, 12, 5);
        var result = GreedySelection.Select(predictions, labels, PredictionTask.Binary, null, Plain);
        var average = GreedySelection.Average(predictions, result.Members);
        Assert.Equal(NaiveLogLoss(average, labels), result.Loss, 6);
        Assert.Equal(result.PathLosses.Min(), result.Loss, 5);
        Assert.True(result.Loss < result.BestSingleLoss);
        Assert.Equal(1, result.Members.Sum(member => member.Weight), 5);
    }

    [Fact]
    public void Select_FirstPick_IsTheBestSingleModel()
    {
        var (predictions, labels) = Noisy(200, 6, 1);
        var singles = predictions.Select(one => NaiveLogLoss(one, labels)).ToArray();
        var result = GreedySelection.Select(predictions, labels, PredictionTask.Binary, null, Plain with { MaxPicks = 1 });
        Assert.Equal(Array.IndexOf(singles, singles.Min()), result.Members.Single().Index);
        Assert.Equal(singles.Min(), result.BestSingleLoss, 7);
    }

    [Fact]
    public void Select_SameModelTwice_TieGoesToFewerModels()
    {
        var (predictions, labels) = Noisy(100, 1, 2);
        var result = GreedySelection.Select([predictions[0], predictions[0]], labels, PredictionTask.Binary, null, Plain);
        Assert.Single(result.Members);
    }

    [Fact]
    public void Select_RowSamples_GiveSteadierWeightsThanOneSelection()
    {
        // Models that are alike should be weighed alike: how far weights are from equal tells how much they follow the chance of few rows.
        var (one, sampled) = (0.0, 0.0);
        for (var seed = 0; seed < 5; seed++)
        {
            var (predictions, labels) = Noisy(150, 6, seed);
            var options = Plain with { MaxPicks = 10 };
            one += Distance(GreedySelection.Select(predictions, labels, PredictionTask.Binary, null, options));
            sampled += Distance(GreedySelection.Select(predictions, labels, PredictionTask.Binary, null, options with { RowSamples = 10 }));
        }

        Assert.True(sampled < one);

        static double Distance(GreedySelectionResult result) => Enumerable.Range(0, 6).Sum(model => Math.Pow((result.Members.FirstOrDefault(member => member.Index == model)?.Weight ?? 0) - (1.0 / 6), 2));
    }

    [Fact]
    public void Select_RowSamplesOfOneSeed_GiveTheSameWeights()
    {
        var (predictions, labels) = Noisy(150, 6, 1);
        var options = new GreedySelectionOptions { RowSamples = 3, Seed = 4 };
        Assert.Equal(
            GreedySelection.Select(predictions, labels, PredictionTask.Binary, null, options).Members, GreedySelection.Select(predictions, labels, PredictionTask.Binary, null, options).Members);
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    public void Select_OwnLoss_IsThatOfTheDefault(PredictionTask task)
    {
        // The default reads only the probability of each row's class; a loss of one's own reads all of them.
        var (binary, labels) = Noisy(200, 5, 3);
        var predictions = task == PredictionTask.Binary ? binary
            : [.. binary.Select(one => new FloatMatrix(one.Rows, 2, [.. one.Values.Take(one.Rows).SelectMany(p => new[] { 1 - p, p })]))];
        var own = Plain with { Loss = (average, truth, _) => NaiveLogLoss(task == PredictionTask.Binary ? average : new FloatMatrix(average.Rows, 1, [.. Enumerable.Range(0, average.Rows).Select(row => average.Row(row)[1])]), truth) };
        var (plain, other) = (GreedySelection.Select(predictions, labels, task, null, Plain), GreedySelection.Select(predictions, labels, task, null, own));
        Assert.Equal(other.Members.Select(member => member.Index), plain.Members.Select(member => member.Index));
        Assert.Equal(other.Loss, plain.Loss, 5);
    }

    [Fact]
    public void Select_FewRows_WeightsGoHalfwayToEqual()
    {
        float[] labels = [0, 0, 0, 0, 0, 0];
        // Three picks of the first and one of the second average to zero error.
        var predictions = new[] { Column(1, 1, 1, 1, 1, 1), Column(-3, -3, -3, -3, -3, -3) };
        var options = new GreedySelectionOptions { CrossFitFolds = 0 };
        var result = GreedySelection.Select(predictions, labels, PredictionTask.Regression, null, options);
        Assert.Equal(0.625f, result.Members[0].Weight, 5);
        Assert.Equal(0.375f, result.Members[1].Weight, 5);
    }

    [Fact]
    public void Select_MaxModels_LeavesOutTheWorst()
    {
        var (predictions, labels) = Noisy(300, 8, 3);
        var best = predictions.Select((one, i) => (Loss: NaiveLogLoss(one, labels), i)).OrderBy(one => one.Loss).Take(2).Select(one => one.i).ToArray();
        var result = GreedySelection.Select(predictions, labels, PredictionTask.Binary, null, Plain with { MaxModels = 2 });
        Assert.Subset(best.ToHashSet(), result.Members.Select(member => member.Index).ToHashSet());
    }

    [Fact]
    public void Select_EnsembleOfNoise_CrossFittingFallsBackToSingle()
    {
        var random = new Random(7);
        var labels = Enumerable.Range(0, 120).Select(_ => (float)random.Next(2)).ToArray();
        var strong = Column([.. labels.Select(label => label * 0.98f + 0.01f)]);
        var noise = Enumerable.Range(0, 5).Select(_ => Column([.. labels.Select(_ => random.NextSingle() * 0.98f + 0.01f)]));
        var result = GreedySelection.Select([strong, .. noise], labels, PredictionTask.Binary);
        Assert.Equal(0, result.Members.Single().Index);
    }

    [Fact]
    public void Select_GoodEnsemble_CrossFittedGainIsPositive()
    {
        var (predictions, labels) = Noisy(3000, 5, 11);
        var result = GreedySelection.Select(predictions, labels, PredictionTask.Binary);
        Assert.True(result.CrossFittedGain > 0);
        Assert.True(result.Members.Count > 1);
    }

    [Fact]
    public void Select_Twice_SameResult()
    {
        var (predictions, labels) = Noisy(500, 6, 4);
        var a = GreedySelection.Select(predictions, labels, PredictionTask.Binary);
        var b = GreedySelection.Select(predictions, labels, PredictionTask.Binary);
        Assert.Equal(a.Members, b.Members);
        Assert.Equal(a.CrossFittedGain, b.CrossFittedGain);
    }

    [Fact]
    public void Select_RowWeights_CountAsRepeatedRows()
    {
        var (predictions, labels) = Noisy(60, 4, 9);
        var weights = labels.Select((_, i) => i < 20 ? 2f : 1f).ToArray();
        var repeated = Enumerable.Range(0, 60).Concat(Enumerable.Range(0, 20)).ToArray();
        var weighted = GreedySelection.Select(predictions, labels, PredictionTask.Binary, weights, Plain);
        var copies = GreedySelection.Select([.. predictions.Select(one => one.Select(repeated))], [.. repeated.Select(i => labels[i])], PredictionTask.Binary, null, Plain);
        Assert.Equal(copies.Members, weighted.Members);
        Assert.Equal(copies.Loss, weighted.Loss, 9);
    }

    [Fact]
    public void Select_NotFinite_NamesModelAndRow()
    {
        var error = Assert.Throws<ArgumentException>(() => GreedySelection.Select([Column(0.5f, 0.5f), Column(0.5f, float.NaN)], [0, 1], PredictionTask.Binary));
        Assert.Contains("Model 1", error.Message);
        Assert.Contains("row 1", error.Message);
    }

    [Fact]
    public void Select_NoModels_Throws() => Assert.Throws<ArgumentException>(() => GreedySelection.Select([], [1], PredictionTask.Binary));

    [Fact]
    public void Validate_AllWrong_ListsAll()
    {
        var error = Assert.Throws<ArgumentException>(() => new GreedySelectionOptions { MaxPicks = 0, MaxModels = 0, FewRows = -1, MaxPicksFewRows = 0, MinWeight = 1, CrossFitFolds = 1 }.Validate());
        Assert.All(["MaxPicks", "MaxModels", "FewRows", "MaxPicksFewRows", "MinWeight", "CrossFitFolds"], name => Assert.Contains(name + " is", error.Message));
    }

    private static FloatMatrix Column(params float[] values) => new(values.Length, 1, values);

    private static (FloatMatrix[] Predictions, float[] Labels) Noisy(int rows, int models, int seed)
    {
        var random = new Random(seed);
        var labels = Enumerable.Range(0, rows).Select(_ => (float)random.Next(2)).ToArray();
        var predictions = Enumerable.Range(0, models).Select(_ => Column([.. labels.Select(label =>
            1 / (1 + MathF.Exp(-((label - 0.5f) * 2 + (random.NextSingle() - 0.5f) * 5))))])).ToArray();
        return (predictions, labels);
    }

    private static double NaiveLogLoss(FloatMatrix probabilities, float[] labels) =>
        -labels.Select((label, i) => Math.Log(label == 1 ? probabilities.Values[i] : 1.0 - probabilities.Values[i])).Average();
}
