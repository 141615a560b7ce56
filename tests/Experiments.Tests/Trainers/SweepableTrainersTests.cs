using Microsoft.ML;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tests.Trainers;

public class SweepableTrainersTests
{
    private static SweepableTrainer Trainer(PredictionTask task, string name) => new MLContext(1).Tuning().Trainers(task).Single(t => t.Name == name);

    private static (double Min, double Max, bool Log) Range(SweepableTrainer trainer, string parameter)
    {
        var option = Assert.IsAssignableFrom<UniformNumericOption>(trainer.SearchSpace[parameter]);
        return (option.Min, option.Max, option.LogBase);
    }

    [Theory]
    [InlineData(PredictionTask.Binary, "FastTree LightGbm DenseNetwork LbfgsLogisticRegression")]
    [InlineData(PredictionTask.Multiclass, "BoostedTrees DenseNetwork LbfgsMaximumEntropy")]
    [InlineData(PredictionTask.Regression, "FastTree LightGbm DenseNetwork LbfgsPoissonRegression")]
    public void Trainers_OfATask_AreTheDocumentedOnes(PredictionTask task, string names) =>
        Assert.Equal(names, string.Join(' ', new MLContext(1).Tuning().Trainers(task).Select(t => t.Name)));

    [Fact]
    public void Trainers_Budgets_AreTheDocumentedOnes()
    {
        var trees = Trainer(PredictionTask.Binary, "LightGbm");
        Assert.Equal((300, 50), (trees.FullBudget, trees.MinimumBudget));
        Assert.Equal([50, 60, 140, 300], new[] { 1.0, 3, 7, 15 }.Select(rung => trees.BudgetAt(rung / 15)));
        Assert.Equal([4, 12, 28, 60], new[] { 1.0, 3, 7, 15 }.Select(rung => Trainer(PredictionTask.Binary, "DenseNetwork").BudgetAt(rung / 15)));
        Assert.Equal(0, Trainer(PredictionTask.Binary, "LbfgsLogisticRegression").FullBudget);
        Assert.Equal(0.06, SweepableTrainerDefaults.TreeLearningRate);
    }

    [Fact]
    public void Trainers_Ranges_AreTheDocumentedOnes()
    {
        var trees = Trainer(PredictionTask.Regression, "LightGbm");
        Assert.Equal((4, 64, true), Range(trees, "Leaves"));
        Assert.Equal((5, 100, true), Range(trees, "RowsPerLeaf"));
        Assert.Equal((0.3, 1, false), Range(trees, "Columns"));
        Assert.Equal((0.5, 1, false), Range(trees, "Rows"));
        Assert.Equal((0.01, 30, true), Range(trees, "L2"));
        var network = Trainer(PredictionTask.Regression, "DenseNetwork");
        Assert.Equal((0, 3, false), Range(network, "Depth"));
        Assert.Equal((0, 0.5, false), Range(network, "Dropout"));
        Assert.Equal((3e-4, 2e-2, true), Range(network, "LearningRate"));
        Assert.Equal((1e-3, 1, true), Range(network, "WeightDecay"));
        Assert.Equal((0.03, 100, true), Range(Trainer(PredictionTask.Regression, "LbfgsPoissonRegression"), "L2"));
    }
}
