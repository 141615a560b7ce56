using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Tests.Linear;

public sealed class LinearModelTests
{
    [Fact]
    public void Predict_KnownWeights_AddsProductsAndBias()
    {
        var model = new LinearModel(2, [1, 2, -1, 0.5f], [10, 20]);
        var scores = new float[4];
        model.Predict(new FloatMatrix(2, 2, [1, 1, 3, -2]), scores);
        Assert.Equal([13f, 19.5f, 9f, 16f], scores);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void Predict_AnyWidth_EqualsNaiveSum(int columns)
    {
        var features = LinearRows.Features(5, columns, columns);
        var model = new LinearModel(columns, [.. Enumerable.Range(0, columns).Select(i => 0.25f * (i % 5))], [1]);
        var scores = new float[5];
        model.Predict(features, scores);
        for (var i = 0; i < 5; i++)
        {
            double expected = 1;
            for (var j = 0; j < columns; j++)
            {
                expected += model.Weights[j] * features.Row(i)[j];
            }

            Assert.Equal(expected, scores[i], 1e-4 * (1 + Math.Abs(expected)));
        }
    }

    [Fact]
    public void Predict_NaN_IsNaN()
    {
        var scores = new float[1];
        new LinearModel(1, [1], [0]).Predict(new FloatMatrix(1, 1, [float.NaN]), scores);
        Assert.True(float.IsNaN(scores[0]));
    }

    [Fact]
    public void Load_WhatSaveWrote_IsTheSame()
    {
        var model = new LinearModel(2, [1, 2, -1, 0.5f], [10, 20]) { Iterations = 7 };
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        var loaded = LinearModel.Load(stream);
        Assert.Equal(model.Weights, loaded.Weights);
        Assert.Equal(model.Biases, loaded.Biases);
        Assert.Equal((2, 2, 7), (loaded.Inputs, loaded.Outputs, loaded.Iterations));
        var bytes = stream.ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            using var part = new MemoryStream(bytes[..length]);
            Assert.Throws<InvalidDataException>(() => LinearModel.Load(part));
        }
    }

    [Fact]
    public void Constructor_WrongSizesOrNumbers_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new LinearModel(2, [1], [1]));
        Assert.Throws<ArgumentException>(() => new LinearModel(0, [], []));
        Assert.Throws<ArgumentException>(() => new LinearModel(1, [float.NaN], [1]));
        Assert.Throws<ArgumentException>(() => new LinearModel(1, [1], [1]).Predict(new FloatMatrix(1, 2), new float[1]));
        Assert.Throws<ArgumentException>(() => new LinearModel(1, [1], [1]).Predict(new FloatMatrix(2, 1), new float[1]));
    }
}
