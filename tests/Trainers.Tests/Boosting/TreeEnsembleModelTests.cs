using System.Globalization;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class TreeEnsembleModelTests
{
    [Fact]
    public void Load_WhatSaveWrote_PredictsTheSameInAnyCulture()
    {
        var data = Rows.Multiclass(500, 5, 3, 1);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 3, Trees = 5 }, data);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            using var stream = new MemoryStream(HistGradientBoostingTests.Bytes(model));
            var loaded = TreeEnsembleModel.Load(stream);
            Assert.Equal(HistGradientBoostingTests.Bytes(model), HistGradientBoostingTests.Bytes(loaded));
            Assert.Equal(Scores(model, data), Scores(loaded, data));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Load_TruncatedAnywhere_IsRefused()
    {
        var bytes = HistGradientBoostingTests.Bytes(new BoostingOptions { Trees = 2, Leaves = 4 }, Rows.Binary(200, 3, 1));
        for (var length = 0; length < bytes.Length; length++)
        {
            using var stream = new MemoryStream(bytes[..length]);
            Assert.Throws<InvalidDataException>(() => TreeEnsembleModel.Load(stream));
        }
    }

    [Fact]
    public void Load_AnyByteTurnedOver_NeverFailsOtherwise()
    {
        var bytes = HistGradientBoostingTests.Bytes(new BoostingOptions { Trees = 1, Leaves = 4 }, Rows.Binary(200, 3, 1));
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 0xFF;
            using var stream = new MemoryStream(damaged);
            var error = Record.Exception(() => TreeEnsembleModel.Load(stream));
            Assert.True(error is null or InvalidDataException, $"Byte {i}: {error}");
        }
    }

    [Fact]
    public void Load_FalseLength_AllocatesNoMoreThanThereIs()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.ASCII, leaveOpen: true))
        {
            writer.Write("MLNTTREE"u8);
            writer.Write(1);
            writer.Write(3);
            writer.Write((1 << 28) - 1);
            writer.Write(0f);
        }

        stream.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => TreeEnsembleModel.Load(stream));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Predict_ManyRows_EqualsTreesAddedOneByOne()
    {
        var data = Rows.Binary(1500, 7, 3, missing: 0.2);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Trees = 12 }, data);
        var scores = Scores(model, data);
        for (var i = 0; i < data.Rows; i++)
        {
            var expected = model.BaseScores[0];
            foreach (var tree in model.Trees)
            {
                expected += tree.Predict(data.Features.Row(i));
            }

            Assert.Equal(expected, scores[i]);
        }
    }

    [Fact]
    public void Predict_Threads_ChangeNothing()
    {
        var data = Rows.Multiclass(3000, 7, 3, 3);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 3, Trees = 5 }, data);
        var threaded = new float[data.Rows * 3];
        model.Predict(data.Features, threaded, threads: 3);
        Assert.Equal(Scores(model, data), threaded);
    }

    [Fact]
    public void Truncate_FirstRounds_EqualsShorterTraining()
    {
        var data = Rows.Multiclass(500, 5, 3, 1);
        var options = new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 3, Trees = 6 };
        var model = new HistGradientBoosting().Fit(options, data);
        Assert.Equal(HistGradientBoostingTests.Bytes(options with { Trees = 2 }, data), HistGradientBoostingTests.Bytes(model.Truncate(2)));
        Assert.Empty(model.Truncate(0).Trees);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Truncate(7));
    }

    [Fact]
    public void Predict_ImportedTree_FollowsItsArrays()
    {
        // x0 <= 1 ? 10 : (x1 <= -2 ? 20 : 30); a row without x0 goes left, one without x1 right.
        var tree = new Tree([0, 1], [1, -2], [~0, ~1], [1, ~2], [true, false], [10, 20, 30]);
        var model = new TreeEnsembleModel(2, [0.5f], [tree]);
        var features = new FloatMatrix(6, 2, [1, 0, 1.5f, -2, 1.5f, 0, float.NaN, -2, 2, float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
        var scores = new float[6];
        model.Predict(features, scores);
        Assert.Equal([10.5f, 20.5f, 30.5f, 10.5f, 30.5f, 20.5f], scores);
    }

    [Fact]
    public void Tree_ArraysThatAreNoTree_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Tree([0], [1], [~0], [~0], [false], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Tree([0], [1], [0], [~0], [false], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Tree([0], [1], [~0], [~2], [false], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Tree([0], [float.NaN], [~0], [~1], [false], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Tree([0], [1], [~0], [~1], [false], [1]));
        Assert.Throws<ArgumentException>(() => new Tree([-1], [1], [~0], [~1], [false], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Tree([0], [1], [~0], [~1], [false], [1, float.NaN]));
    }

    [Fact]
    public void Constructor_TreeBeyondColumns_IsRefused()
    {
        var tree = new Tree([2], [1], [~0], [~1], [true], [10, 20]);
        Assert.Throws<ArgumentException>(() => new TreeEnsembleModel(2, [0f], [tree]));
        Assert.Throws<ArgumentException>(() => new TreeEnsembleModel(3, [0f, 0f], [tree]));
    }

    [Fact]
    public void Predict_WrongSizes_AreRefused()
    {
        var model = new TreeEnsembleModel(2, [0f], []);
        Assert.Throws<ArgumentException>(() => model.Predict(new FloatMatrix(1, 3), new float[1]));
        Assert.Throws<ArgumentException>(() => model.Predict(new FloatMatrix(2, 2), new float[1]));
        Assert.Throws<ArgumentException>(() => model.PredictRow([1], new float[1]));
    }

    private static float[] Scores(TreeEnsembleModel model, TrainingData data)
    {
        var scores = new float[data.Rows * model.Outputs];
        model.Predict(data.Features, scores);
        return scores;
    }
}
