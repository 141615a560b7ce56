using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Tests.Portable;

public sealed class AveragingCombinerTests
{
    private static readonly FloatMatrix TwoRows = new(2, 3, [0.2f, 0.6f, 0.9f, 0.5f, 0.1f, 0.3f]);

    [Theory]
    [InlineData(AveragingKind.Mean, new[] { 0.65f, 0.3f })]
    [InlineData(AveragingKind.Median, new[] { 0.75f, 0.3f })]
    public void Predict_Binary_AveragesProbabilities(AveragingKind kind, float[] expected)
    {
        var (scores, p) = Predict(new AveragingCombiner(PredictionTask.Binary, 1, [1, 1, 2], kind), TwoRows);
        Near(expected, p);
        Near([.. expected.Select(PortableModel.Logit)], scores);
    }

    [Fact]
    public void Predict_Logit_IsTheSigmoidOfTheMeanLogit()
    {
        var (scores, p) = Predict(new AveragingCombiner(PredictionTask.Binary, 1, [1, 1, 2], AveragingKind.Logit), TwoRows);
        var logit = (Logit(0.2) + Logit(0.6) + (2 * Logit(0.9))) / 4;
        Assert.Equal(logit, scores[0], 1e-5);
        Assert.Equal(1 / (1 + Math.Exp(-logit)), p[0], 1e-5);
    }

    [Fact]
    public void Predict_MulticlassLogit_IsTheNormalisedGeometricMean()
    {
        var combiner = new AveragingCombiner(PredictionTask.Multiclass, 2, [1, 1], AveragingKind.Logit);
        var (scores, _) = Predict(combiner, new FloatMatrix(1, 4, [0.8f, 0.2f, 0.5f, 0.5f]));
        var (a, b) = (Math.Sqrt(0.8 * 0.5), Math.Sqrt(0.2 * 0.5));
        Near([(float)(a / (a + b)), (float)(b / (a + b))], scores);
    }

    [Fact]
    public void Predict_Rank_IsTheMeanShareOfKnownPredictionsBelow()
    {
        var combiner = new AveragingCombiner(PredictionTask.Binary, 1, [1, 1], AveragingKind.Rank, [[0.1f, 0.2f, 0.3f, 0.4f], [0.5f, 0.5f, 0.6f, 0.9f]]);
        var (_, p) = Predict(combiner, new FloatMatrix(2, 2, [0.25f, 0.5f, 0.9f, 1f]));
        Near([(0.5f + 0.25f) / 2, 1], p);
    }

    [Fact]
    public void Predict_RegressionMedian_IgnoresAWildMember()
    {
        var combiner = new AveragingCombiner(PredictionTask.Regression, 1, [1, 1, 1], AveragingKind.Median);
        Near([5], Predict(combiner, new FloatMatrix(1, 3, [4, 1e9f, 5])).Scores);
    }

    [Fact]
    public void WithTemperature_Binary_DividesTheLogit()
    {
        var (scores, p) = Predict(new AveragingCombiner(PredictionTask.Binary, 1, [1, 1, 2]).WithTemperature(2), TwoRows);
        Assert.Equal(Logit(0.65) / 2, scores[0], 1e-5);
        Assert.Equal(1 / (1 + Math.Exp(-Logit(0.65) / 2)), p[0], 1e-5);
    }

    [Fact]
    public void WithTemperature_Multiclass_PowersAndNormalises()
    {
        var combiner = new AveragingCombiner(PredictionTask.Multiclass, 3, [1]).WithTemperature(0.5);
        Near([0.36f / 0.46f, 0.09f / 0.46f, 0.01f / 0.46f], Predict(combiner, new FloatMatrix(1, 3, [0.6f, 0.3f, 0.1f])).Scores);
    }

    [Fact]
    public void WithPlatt_IsPlattsCurveOfTheLogit_AndTheLabelTurnsAtOneHalf()
    {
        var (scores, p) = Predict(new AveragingCombiner(PredictionTask.Binary, 1, [1]).WithPlatt(-1.5, 0.4), new FloatMatrix(2, 1, [0.55f, 0.7f]));
        Assert.Equal(1 / (1 + Math.Exp((-1.5 * Logit(0.55)) + 0.4)), p[0], 1e-5);
        Assert.All(scores.Zip(p), pair => Assert.Equal(pair.Second > 0.5, pair.First > 0));
        Assert.True(p[0] < 0.5 && p[1] > 0.5);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void WithThreshold_LeavesProbabilities_AndMovesTheLabel(double threshold)
    {
        var rows = new FloatMatrix(99, 1, [.. Enumerable.Range(1, 99).Select(i => i / 100f)]);
        foreach (var combiner in new[]
        {
            new AveragingCombiner(PredictionTask.Binary, 1, [1]),
            new AveragingCombiner(PredictionTask.Binary, 1, [1], AveragingKind.Logit),
            new AveragingCombiner(PredictionTask.Binary, 1, [1]).WithPlatt(-2, 0.3),
            new AveragingCombiner(PredictionTask.Binary, 1, [1]).WithIsotonic([-3, -1, -1, 0, 2], [0.05f, 0.2f, 0.4f, 0.45f, 0.95f]),
        })
        {
            var before = Predict(combiner, rows).Probabilities;
            var (scores, p) = Predict(combiner.WithThreshold(threshold), rows);
            Near(before, p);
            Assert.All(scores.Zip(p), pair => Assert.True(Math.Abs(pair.Second - threshold) < 1e-5 || pair.Second > threshold == pair.First > 0));
        }
    }

    [Fact]
    public void WithIsotonic_GoesOnStraightLines()
    {
        var combiner = new AveragingCombiner(PredictionTask.Binary, 1, [1]).WithIsotonic([-1, 0, 1], [0.1f, 0.3f, 0.9f]);
        var (_, p) = Predict(combiner, new FloatMatrix(4, 1, [0.01f, 0.5f, Sigmoid(0.5), 0.99f]));
        Near([0.1f, 0.3f, 0.6f, 0.9f], p);
    }

    [Fact]
    public void SaveLoad_InAModel_SamePredictions_AndEveryGroupAveragedFirst()
    {
        var members = new[] { 1, 2, 3, 4 }.Select(seed => new PortableMember(PortableSamples.Featurizer(), PortableSamples.Predictor(seed), seed, null, seed % 2)).ToArray();
        var combiner = new AveragingCombiner(PredictionTask.Binary, 1, [1, 3], AveragingKind.Logit).WithTemperature(1.3).WithThreshold(0.3);
        var model = new PortableModel(PortableSamples.Columns(), new PortableLabel { Task = PredictionTask.Binary }, members, combiner);
        using var file = new MemoryStream();
        PortableModelFile.Save(model, file);
        file.Position = 0;
        var loaded = PortableModelFile.Load(file);
        var (a, b) = (model.Predict(PortableSamples.Table()), loaded.Predict(PortableSamples.Table()));
        Assert.Equal(a.Scores.Values, b.Scores.Values);
        Assert.Equal(a.Probabilities, b.Probabilities);

        var singles = members.Select(member => new PortableModel(PortableSamples.Columns(), model.Label, [member with { Group = null, Weight = 1 }]).Predict(PortableSamples.Table()).Probabilities!).ToArray();
        for (var row = 0; row < a.Probabilities!.Length; row++)
        {
            var even = ((2 * singles[1][row]) + (4 * singles[3][row])) / 6;
            var odd = (singles[0][row] + (3 * singles[2][row])) / 4;
            var logit = (Logit(even) + (3 * Logit(odd))) / 4 / 1.3;
            Assert.Equal(1 / (1 + Math.Exp(-logit)), a.Probabilities[row], 1e-5);
        }
    }

    [Fact]
    public void Make_WhatDoesNotFit_SaysWhatIsAllowed()
    {
        Assert.Contains("at least one above", Error(() => new AveragingCombiner(PredictionTask.Binary, 1, [0, 0])));
        Assert.Contains("Rank for binary", Error(() => new AveragingCombiner(PredictionTask.Regression, 1, [1], AveragingKind.Rank, [[1f]])));
        Assert.Contains("one list a member", Error(() => new AveragingCombiner(PredictionTask.Binary, 1, [1, 1], AveragingKind.Rank, [[1f]])));
        Assert.Contains("above 0", Error(() => new AveragingCombiner(PredictionTask.Binary, 1, [1]).WithTemperature(0)));
        Assert.Contains("below 1", Error(() => new AveragingCombiner(PredictionTask.Binary, 1, [1]).WithThreshold(1)));
        Assert.Contains("calibrate it first", Error(() => new AveragingCombiner(PredictionTask.Binary, 1, [1], AveragingKind.Rank, [[1f]]).WithThreshold(0.2)));
        var member = new PortableMember(PortableSamples.Featurizer(), PortableSamples.Predictor(1), Group: 1);
        Assert.Contains("without gaps", Error(() => new PortableModel(PortableSamples.Columns(), new PortableLabel { Task = PredictionTask.Binary }, [member], new AveragingCombiner(PredictionTask.Binary, 1, [1, 1]))));
    }

    private static string Error(Func<object> make) => Assert.Throws<PortableModelException>(make).Message;

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static float Sigmoid(double z) => (float)(1 / (1 + Math.Exp(-z)));

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * Math.Max(1, Math.Abs(pair.First))));
    }

    private static (float[] Scores, float[] Probabilities) Predict(AveragingCombiner combiner, FloatMatrix rows)
    {
        var scores = new float[rows.Rows * combiner.Outputs];
        var probabilities = new float[combiner.Task == PredictionTask.Binary ? rows.Rows : 0];
        combiner.Predict(rows, scores, probabilities);
        return (scores, probabilities);
    }
}
