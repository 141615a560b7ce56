using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Boosting.Predicting;

namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>Every way of scoring against the trees themselves, asked one by one.</summary>
public sealed unsafe class PredictingTests
{
    private static readonly float[] s_values = [0, 1, 2, 3, -1, 0.5f, 1.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, 1e10f, 70, 20_000];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(31, 1)]
    [InlineData(32, 3)]
    [InlineData(33, 1)]
    [InlineData(64, 2)]
    [InlineData(65, 1)]
    [InlineData(255, 1)]
    [InlineData(300, 2)]
    public void Predict_RandomTrees_EqualsTheTreesOneByOne(int leaves, int outputs)
    {
        foreach (var withSets in new[] { false, true })
        {
            var random = new Random(leaves);
            var trees = Enumerable.Range(0, 6 * outputs).Select(t => MakeTree(random, t % 3 == 0 ? Math.Max(1, leaves / 2) : leaves, withSets)).ToArray();
            var model = new TreeEnsembleModel(9, [.. Enumerable.Range(0, outputs).Select(static k => k + 0.25f)], trees);
            var data = MakeRows(random, 1100);
            var scores = new float[data.Rows * outputs];
            var one = new float[outputs];

            model.Predict(data, scores, 2);

            for (var i = 0; i < data.Rows; i++)
            {
                model.PredictRow(data.Row(i), one);
                for (var k = 0; k < outputs; k++)
                {
                    var expected = k + 0.25f;
                    for (var t = k; t < trees.Length; t += outputs)
                    {
                        expected += trees[t].Predict(data.Row(i));
                    }

                    Assert.Equal(expected, scores[(i * outputs) + k]);
                    Assert.Equal(expected, one[k]);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(700)]
    public void Predict_AnyNumberOfRows_WritesTheseRowsOnly(int rows)
    {
        var random = new Random(5);
        var trees = Enumerable.Range(0, 3).Select(_ => MakeTree(random, 20, false)).ToArray();
        var model = new TreeEnsembleModel(9, [0], trees);
        var data = MakeRows(random, rows);
        var scores = new float[rows + 3];
        scores.AsSpan(rows).Fill(-7);

        model.Predict(data, scores);

        Assert.All(scores.Skip(rows), static score => Assert.Equal(-7, score));
        Assert.Equal(trees.Sum(t => t.Predict(data.Row(rows - 1))), scores[rows - 1], 1e-6);
    }

    [Theory]
    [InlineData(9, 5000, 1)]
    [InlineData(9, 5000, 3)]
    [InlineData(1500, 400, 1)]
    [InlineData(1500, 400, 2)]
    public void Predict_LargeTreesOverSeveralBlocks_EqualsRowByRow(int columns, int rows, int threads)
    {
        var random = new Random(3);
        var trees = Enumerable.Range(0, 4).Select(_ => MakeTree(random, 300, false, columns)).ToArray();
        var model = new TreeEnsembleModel(columns, [0.5f, -0.5f], trees);
        var data = MakeRows(random, rows, columns);
        var scores = new float[2 * rows];
        model.Predict(data, scores, threads);
        var one = new float[2];
        for (var i = 0; i < rows; i++)
        {
            model.PredictRow(data.Row(i), one);
            Assert.Equal(one, scores.AsSpan(2 * i, 2).ToArray());
        }
    }

    [Theory]
    [InlineData(9)]
    [InlineData(2000)]
    public void Score_SparseRowsInBlocks_EqualsDenseRows(int columns)
    {
        var random = new Random(8);
        var trees = Enumerable.Range(0, columns / 3).Select(_ => MakeTree(random, 40, true, columns)).ToArray();
        var model = new TreeEnsembleModel(columns, [0.5f], trees);
        var block = model.CreateBlock()!;
        var data = MakeRows(random, 100, columns);
        var scores = new float[TreeBlock.MostRows];
        var one = new float[1];

        for (var first = 0; first < data.Rows; first += TreeBlock.MostRows)
        {
            var rows = Math.Min(TreeBlock.MostRows, data.Rows - first);
            for (var i = 0; i < rows; i++)
            {
                for (var c = 0; c < columns; c++)
                {
                    if (data.Row(first + i)[c] != 0)
                    {
                        block.Set(i, c, data.Row(first + i)[c]);
                    }
                }
            }

            block.Score(rows, scores);
            for (var i = 0; i < rows; i++)
            {
                model.PredictRow(data.Row(first + i), one);
                Assert.Equal(one[0], scores[i]);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => block.Set(32, 0, 1));
        Assert.Throws<ArgumentException>(() => block.Score(2, new float[1]));
        Assert.Null(new TreeEnsembleModel(9, [0], [MakeTree(random, 300, false)]).CreateBlock());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(21)]
    [InlineData(64)]
    public void Predict_WideRows_EqualsRowByRow(int columns)
    {
        var random = new Random(columns);
        var trees = Enumerable.Range(0, 8).Select(_ => MakeTree(random, 31, false, columns)).ToArray();
        var model = new TreeEnsembleModel(columns, [0], trees);
        var data = new FloatMatrix(100, columns, [.. Enumerable.Range(0, 100 * columns).Select(_ => random.NextSingle() * 3)]);
        var scores = new float[100];
        var one = new float[1];

        model.Predict(data, scores);

        for (var i = 0; i < data.Rows; i++)
        {
            model.PredictRow(data.Row(i), one);
            Assert.Equal(one[0], scores[i]);
        }
    }

    [Fact]
    public void Reach_BothWidths_AgreeWithAskingNodeByNode()
    {
        var random = new Random(3);
        var nodes = Enumerable.Range(0, 40).Select(i => new MaskNode
        {
            Offset = random.Next(4) * MaskKernel.Lanes,
            Threshold = s_values[random.Next(7)],
            Mask = (uint)random.NextInt64(),
        }).ToArray();
        var block = Enumerable.Range(0, 4 * MaskKernel.Lanes).Select(_ => s_values[random.Next(s_values.Length)]).ToArray();
        var word = new MaskWord(3, 20, 37, 40);
        var (wide, narrow) = (new uint[MaskKernel.Lanes], new uint[MaskKernel.Lanes]);

        fixed (MaskNode* n = nodes)
        fixed (float* b = block)
        fixed (uint* w = wide, v = narrow)
        {
            MaskKernel.Reach512(n, word, b, w);
            MaskKernel.Reach256(n, word, b, v);
        }

        for (var lane = 0; lane < MaskKernel.Lanes; lane++)
        {
            var expected = uint.MaxValue;
            for (var i = word.First; i < word.Sets; i++)
            {
                var value = block[nodes[i].Offset + lane];
                var goesLeft = i < word.MissingLeft ? value <= nodes[i].Threshold : !(value > nodes[i].Threshold);
                expected &= goesLeft ? uint.MaxValue : nodes[i].Mask;
            }

            Assert.Equal(expected, wide[lane]);
            Assert.Equal(expected, narrow[lane]);
        }
    }

    [Fact]
    public void Choose_BothWays_TakeTheFirstLeafLeft()
    {
        var random = new Random(4);
        var bits = Enumerable.Range(0, MaskKernel.Lanes).Select(i => i % 5 == 0 ? 0 : i == 31 ? 1u << 31 : (uint)random.NextInt64() << random.Next(32)).ToArray();
        var values = Enumerable.Range(0, 32).Select(static i => (float)i).ToArray();
        var (fast, slow) = (new float[MaskKernel.Lanes], new float[MaskKernel.Lanes]);
        fast.AsSpan().Fill(-1);
        slow.AsSpan().Fill(-1);

        fixed (uint* b = bits)
        fixed (float* v = values, f = fast, s = slow)
        {
            MaskKernel.Choose(b, v, f);
            MaskKernel.ChooseScalar(b, v, s);
        }

        Assert.Equal(bits.Select(static b => b == 0 ? -1 : (float)System.Numerics.BitOperations.TrailingZeroCount(b)), slow);
        Assert.Equal(slow, fast);
    }

    private static FloatMatrix MakeRows(Random random, int rows, int columns = 9) =>
        new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => s_values[random.Next(s_values.Length)])]);

    /// <summary>Grows a tree by splitting leaves drawn at random.</summary>
    private static Tree MakeTree(Random random, int leaves, bool withSets, int columns = 9)
    {
        var (left, right) = (new int[leaves - 1], new int[leaves - 1]);
        var parents = new List<(int Node, bool IsLeft)> { (-1, false) };
        for (var node = 0; node < leaves - 1; node++)
        {
            // Leaf numbers are given at the end: until then a place stands for one.
            var place = random.Next(parents.Count);
            var (parent, isLeft) = parents[place];
            if (parent >= 0)
            {
                (isLeft ? left : right)[parent] = node;
            }

            parents[place] = (node, true);
            parents.Add((node, false));
        }

        for (var leaf = 0; leaf < parents.Count && leaves > 1; leaf++)
        {
            (parents[leaf].IsLeft ? left : right)[parents[leaf].Node] = ~leaf;
        }

        return new Tree(
            [.. left.Select(_ => random.Next(columns))],
            [.. left.Select(_ => random.Next(20) == 0 ? float.PositiveInfinity : s_values[random.Next(7)])],
            left,
            right,
            [.. left.Select(_ => random.Next(2) == 0)],
            [.. Enumerable.Range(0, leaves).Select(_ => random.NextSingle() - 0.5f)])
        {
            CategorySets = withSets ? [.. left.Select(i => random.Next(3) == 0 ? random.Next(2) == 0 ? new[] { 0, 2, 70 } : [1, 20_000] : null)] : [],
        };
    }
}
