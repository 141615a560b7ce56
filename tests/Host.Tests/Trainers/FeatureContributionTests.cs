using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class FeatureContributionTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Linear_NotNormalized_IsWeightTimesValue()
    {
        var rows = SampleRows.Binary(200);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data);

        var contributions = Read(_ml.Transforms.CalculateFeatureContribution(model, normalize: false).Fit(data).Transform(data));

        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < BinaryRow.Width; j++)
            {
                Assert.Equal(model.Model.SubModel.Weights[j] * rows[i].Features[j], contributions[i][j], 4);
            }
        }
    }

    [Fact]
    public void Trees_NotNormalized_ComparesTheLeafWithThatOfTheOtherBranch()
    {
        var rows = SampleRows.Regression(200);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.Regression.Trainers.FastTree(numberOfTrees: 5, numberOfLeaves: 4).Fit(data);

        var contributions = Read(_ml.Transforms.CalculateFeatureContribution(model, normalize: false).Fit(data).Transform(data));

        for (var i = 0; i < rows.Length; i++)
        {
            var expected = Naive(model.Model.TrainedTreeEnsemble, rows[i].Features);
            Assert.Equal(expected[0], contributions[i][0], 3);
            Assert.Equal(expected[1], contributions[i][1], 3);
        }
    }

    [Fact]
    public void Normalized_LargestSizeIsOne()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(100));
        var model = _ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10).Fit(data);

        var contributions = Read(_ml.Transforms.CalculateFeatureContribution(model).Fit(data).Transform(data));

        Assert.All(contributions, row => Assert.Equal(1, row.Max(Math.Abs), 4));
    }

    [Fact]
    public void OnePositiveAndNoneNegative_KeepsTheLargestAboveZero()
    {
        var rows = SampleRows.Binary(100);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data);
        var all = Read(_ml.Transforms.CalculateFeatureContribution(model, normalize: false).Fit(data).Transform(data));

        var one = Read(_ml.Transforms.CalculateFeatureContribution(model, 1, 0, normalize: false).Fit(data).Transform(data));

        for (var i = 0; i < rows.Length; i++)
        {
            var largest = all[i].Max();
            Assert.Equal(all[i].Select(value => value > 0 && value == largest ? value : 0), one[i]);
        }
    }

    [Fact]
    public void Save_Loaded_GivesTheSameContributions()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(100));
        var model = _ml.Regression.Trainers.FastTree(numberOfTrees: 5).Fit(data);
        var transformer = _ml.Transforms.CalculateFeatureContribution(model).Fit(data);
        using var stream = new MemoryStream();

        _ml.Model.Save(transformer, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);

        Assert.Equal(Read(transformer.Transform(data)), Read(loaded.Transform(data)));
    }

    [Fact]
    public void Transform_Schema_HasOneSlotAFeatureWithItsName()
    {
        var rows = _ml.Data.LoadFromEnumerable(SampleRows.Regression(50).Select(row => new Flat { Label = row.Label, A = row.Features[0], B = row.Features[1] }));
        var data = _ml.Transforms.Concatenate("Features", "A", "B").Fit(rows).Transform(rows);
        var model = _ml.Regression.Trainers.FastForest(numberOfTrees: 5).Fit(data);

        var column = _ml.Transforms.CalculateFeatureContribution(model).Fit(data).Transform(data).Schema["FeatureContributions"];

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        Assert.Equal(["A", "B"], names.DenseValues().Select(name => name.ToString()));
    }

    private static float[][] Read(IDataView data) => [.. data.Read<VBuffer<float>>("FeatureContributions").Select(row => row.DenseValues().ToArray())];

    private static double[] Naive(RegressionTreeEnsemble ensemble, float[] row)
    {
        var sums = new double[row.Length];
        foreach (var tree in ensemble.Trees)
        {
            bool Left(int node) => row[tree.NumericalSplitFeatureIndexes[node]] <= tree.NumericalSplitThresholds[node];
            double Value(int node)
            {
                while (node >= 0)
                {
                    node = Left(node) ? tree.LeftChild[node] : tree.RightChild[node];
                }

                return tree.LeafValues[~node];
            }

            for (var node = tree.NumberOfNodes > 0 ? 0 : -1; node >= 0; node = Left(node) ? tree.LeftChild[node] : tree.RightChild[node])
            {
                sums[tree.NumericalSplitFeatureIndexes[node]] += Value(0) - Value(Left(node) ? tree.RightChild[node] : tree.LeftChild[node]);
            }
        }

        return sums;
    }

    public sealed class Flat
    {
        public float Label { get; set; }

        public float A { get; set; }

        public float B { get; set; }
    }
}
