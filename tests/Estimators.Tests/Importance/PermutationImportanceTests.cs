using Microsoft.ML;
using MLNetTuning.Estimators.Ensembles;

namespace MLNetTuning.Estimators.Tests.Importance;

public sealed class PermutationImportanceTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Binary_OneColumnDecides_IsFirst_AndAUselessOneChangesNothing()
    {
        var data = Table(task => task.Flag, out var model);
        var found = _ml.Tuning().PermutationFeatureImportance(model, data, "Flag", permutationCount: 4, seed: 3);
        Assert.Equal(["Big", "Small"], found.Select(one => one.Column).Take(2));
        Assert.True(found[0].Metrics["AreaUnderRocCurve"].Mean < -0.2);
        Assert.True(found[0].Loss.Mean > 5 * Math.Abs(found.Single(one => one.Column == "Noise").Loss.Mean));
        Assert.Equal(0, found.Single(one => one.Column == "Idle").Loss.Mean, 1e-9);
        Assert.All(found, one => Assert.Equal(4, one.Loss.Count));
    }

    [Fact]
    public void Regression_LinearModel_RisesByTwiceTheVarianceOfItsPart()
    {
        // Shuffling x in y = w x + rest changes each prediction by w (x' - x), whose mean square is 2 w^2 var(x).
        var data = Table(row => row.Value, out var model);
        var big = _ml.Tuning().PermutationFeatureImportance(model, data, "Value", permutationCount: 20).Single(one => one.Column == "Big");
        Assert.Equal(2 * 9 / 3.0, big.Loss.Mean, 0.5);
        Assert.True(big.Loss.StandardError > 0 && big.Loss.StandardError < big.Loss.StandardDeviation);
    }

    [Fact]
    public void SameSeed_SameNumbers_OtherSeedOther()
    {
        var data = Table(row => row.Flag, out var model);
        var numbers = new[] { 5, 5, 6 }.Select(seed => _ml.Tuning().PermutationFeatureImportance(model, data, "Flag", seed: seed).Select(one => one.Loss.Mean).ToArray()).ToArray();
        Assert.Equal(numbers[0], numbers[1]);
        Assert.NotEqual(numbers[0], numbers[2]);
    }

    [Fact]
    public void EnsembleOverTextColumns_EveryRawColumnIsListedOnce()
    {
        var data = Files.Telco(_ml, 300);
        var labelled = _ml.Transforms.Conversion.MapValue("Label", new[] { new KeyValuePair<string, bool>("Yes", true), new KeyValuePair<string, bool>("No", false) }, "churn").Fit(data).Transform(data);
        var model = _ml.Tuning().Ensemble([new EnsembleCandidate("trees", Files.TelcoFeatures(_ml).Append(_ml.BinaryClassification.Trainers.BoostedTrees()))], new EnsembleOptions { Folds = 2 }).Fit(labelled);
        var found = _ml.Tuning().PermutationFeatureImportance(model, labelled, permutationCount: 1);
        Assert.Equal(11, found.Count);
        Assert.Contains("contract", found.Take(5).Select(one => one.Column));
    }

    [Fact]
    public void BadInput_SaysWhatToDo()
    {
        var data = Table(row => row.Flag, out var model);
        Assert.Contains("There is no column 'gone'", Assert.Throws<ArgumentException>(() => _ml.Tuning().PermutationFeatureImportance(model, data, "gone")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Tuning().PermutationFeatureImportance(model, data, "Flag", permutationCount: 0));
        Assert.Throws<OperationCanceledException>(() => _ml.Tuning().PermutationFeatureImportance(model, data, "Flag", cancellationToken: new CancellationToken(true)));
    }

    private IDataView Table<T>(Func<Row, T> _, out ITransformer model)
    {
        var random = new Random(4);
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 1000).Select(i =>
        {
            var (big, small) = ((2 * random.NextSingle()) - 1, (2 * random.NextSingle()) - 1);
            return new Row { Big = big, Small = small, Noise = random.NextSingle(), Idle = 1, Flag = (3 * big) + small + (random.NextSingle() / 2) > 0, Value = (3 * big) + small };
        }).ToList());
        var features = _ml.Transforms.Concatenate("Features", "Big", "Small", "Noise", "Idle");
        model = typeof(T) == typeof(bool)
            ? features.Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Flag", l1Regularization: 0, l2Regularization: 0.01f)).Fit(data)
            : features.Append(_ml.Regression.Trainers.Sdca("Value", maximumNumberOfIterations: 50)).Fit(data);
        return data;
    }

    private sealed class Row
    {
        public float Big { get; set; }

        public float Small { get; set; }

        public float Noise { get; set; }

        public float Idle { get; set; }

        public bool Flag { get; set; }

        public float Value { get; set; }
    }
}
