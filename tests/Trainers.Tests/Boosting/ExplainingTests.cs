using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class ExplainingTests
{
    [Theory]
    [InlineData(1, 4, 0)]
    [InlineData(2, 6, 0.2)]
    public void Contributions_SmallTrees_EqualShapleyValuesByDefinition(int seed, int columns, double missing)
    {
        var data = Rows.Regression(200, columns, seed, distinct: 8, missing: missing);
        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Trees = 3, Leaves = 9, MinRowsPerLeaf = 5 };
        var model = new HistGradientBoosting().Fit(options, data);
        var rows = data.Features.Select([0, 1, 2, 3, 4]);
        var parts = model.Contributions(rows);
        for (var i = 0; i < rows.Rows; i++)
        {
            for (var c = 0; c < columns; c++)
            {
                Assert.Equal(Shapley(model, rows.Row(i).ToArray(), c), parts.Row(i)[c], 1e-4);
            }
        }
    }

    [Fact]
    public void Contributions_EveryRow_SumToTheScore()
    {
        var data = Rows.Multiclass(800, 6, 3, 4);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 3, Trees = 15 }, data);
        var scores = new float[data.Rows * 3];
        model.Predict(data.Features, scores);
        for (var k = 0; k < 3; k++)
        {
            var parts = model.Contributions(data.Features, k);
            for (var i = 0; i < data.Rows; i++)
            {
                Assert.Equal(scores[(i * 3) + k], parts.Row(i).ToArray().Sum(), 1e-3);
            }
        }
    }

    [Fact]
    public void Contributions_CategoriesAndMissing_SumToTheScoreAtAnyThreads()
    {
        var data = Rows.Regression(900, 5, 6, distinct: 30, missing: 0.15);
        for (var i = 0; i < data.Rows; i++)
        {
            data.Features.Row(i)[0] = MathF.Abs(data.Features.Row(i)[0]);
        }

        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Categorical = [0], Trees = 25, MinRowsPerCategory = 2, RowSampling = 0.7 };
        var model = new HistGradientBoosting().Fit(options, data);
        Assert.Contains(model.Trees, t => t.CategorySets.Any(s => s is not null));
        data.Features.Row(0)[0] = 1000;
        data.Features.Row(1)[0] = float.NaN;
        var scores = new float[data.Rows];
        model.Predict(data.Features, scores);
        var parts = model.Contributions(data.Features);
        for (var i = 0; i < data.Rows; i++)
        {
            Assert.Equal(scores[i], parts.Row(i).ToArray().Sum(), 1e-4);
        }

        Assert.Equal(parts.Values, model.Contributions(data.Features, threads: 3).Values);
    }

    [Fact]
    public void PermutationImportance_ColumnsThatMatter_ComeFirstAtAnyThreads()
    {
        var (train, test) = (Rows.Regression(2000, 5, 1), Rows.Regression(5000, 5, 2));
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Loss = BoostingLoss.SquaredError, Trees = 20 }, train);
        var worth = model.PermutationImportance(test, ValidationMetric.RootMeanSquaredError, repeats: 3, seed: 4);
        Assert.True(worth[0] > worth[1] && worth[1] > 0.3 && worth[2..].All(w => Math.Abs(w) < 0.05));
        Assert.Equal(worth, model.PermutationImportance(test, ValidationMetric.RootMeanSquaredError, repeats: 3, seed: 4, threads: 3));
        Assert.NotEqual(worth, model.PermutationImportance(test, ValidationMetric.RootMeanSquaredError, repeats: 3, seed: 5));
        Assert.Throws<ArgumentException>(() => model.PermutationImportance(Rows.Regression(5, 4, 1), ValidationMetric.RootMeanSquaredError));
    }

    [Fact]
    public void PermutationImportance_HigherIsBetter_CountsLossesAsPositive()
    {
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Trees = 20 }, Rows.Binary(2000, 4, 1));
        var worth = model.PermutationImportance(Rows.Binary(3000, 4, 2), ValidationMetric.AreaUnderRocCurve);
        Assert.True(worth[0] > 0.1 && Math.Abs(worth[3]) < 0.02);
    }

    [Fact]
    public void Contributions_TreesOfUnknownRows_AreRefused()
    {
        var model = new TreeEnsembleModel(1, [0f], [new Tree([0], [1], [~0], [~1], [true], [10, 20])]);
        Assert.Throws<InvalidOperationException>(() => model.Contributions(new FloatMatrix(1, 1)));
        Assert.Throws<ArgumentException>(() => model.Contributions(new FloatMatrix(1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Contributions(new FloatMatrix(1, 1), 1));
    }

    [Fact]
    public void Importances_ColumnsThatMatter_ComeFirst()
    {
        var data = Rows.Regression(2000, 6, 1);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Loss = BoostingLoss.SquaredError, Trees = 10 }, data);
        var gains = model.GainImportance();
        Assert.True(gains[0] > gains[1] && gains[1] > 5 * gains[2..].Max());
        Assert.Equal(model.Trees.Sum(t => t.Nodes), model.SplitImportance().Sum());
    }

    // The mean over all orders of the columns of what knowing the column adds, by walking every subset.
    private static double Shapley(TreeEnsembleModel model, float[] row, int column)
    {
        var others = Enumerable.Range(0, row.Length).Where(c => c != column).ToArray();
        double sum = 0;
        for (var set = 0; set < 1 << others.Length; set++)
        {
            var known = others.Where((_, i) => ((set >> i) & 1) == 1).ToHashSet();
            var weight = Factorial(known.Count) * Factorial(row.Length - known.Count - 1) / Factorial(row.Length);
            sum += weight * model.Trees.Sum(t => Expected(t, 0, row, [.. known, column]) - Expected(t, 0, row, known));
        }

        return sum;

        static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
    }

    private static double Expected(Tree tree, int node, float[] row, HashSet<int> known)
    {
        if (node < 0)
        {
            return tree.LeafValues[~node];
        }

        if (known.Contains(tree.SplitFeatures[node]))
        {
            return Expected(tree, tree.GoesLeft(node, row) ? tree.Left[node] : tree.Right[node], row, known);
        }

        var (left, right) = (Cover(tree, tree.Left[node]), Cover(tree, tree.Right[node]));
        return ((left * Expected(tree, tree.Left[node], row, known)) + (right * Expected(tree, tree.Right[node], row, known))) / (left + right);
    }

    private static double Cover(Tree tree, int node)
        => node < 0 ? tree.LeafRows[~node] : Cover(tree, tree.Left[node]) + Cover(tree, tree.Right[node]);
}
