using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Grows trees with the project's own engine.</summary>
internal static class TreeGrowing
{
    internal static TreeEnsembleModel Boost(BoostingOptions options, TrainContext rows, TreeStopping? stopping)
        => stopping is null
            ? new HistGradientBoosting().Fit(options, rows.Training.Data, null, rows.Cancellation)
            : stopping.Fit(options, rows);

    /// <summary>Grows trees on the squared error, each leaf holding the mean label of its rows.</summary>
    internal static TreeEnsembleModel Forest(FastForestOptionsBase options, TrainingData data, int threads, CancellationToken cancellation)
    {
        var forest = new ForestOptions
        {
            Task = PredictionTask.Regression,
            Trees = options.NumberOfTrees,
            Leaves = options.NumberOfLeaves,
            MinRowsPerLeaf = options.MinimumExampleCountPerLeaf,
            MaxBins = options.MaximumBinCountPerFeature,
            Bootstrap = false,
            RowSampling = options.RowSampling,
            ColumnSampling = options.FeatureFraction,
            ColumnSamplingByNode = options.FeatureFractionPerSplit,
            Seed = options.Seed,
            Threads = threads,
        };

        // The engine's leaves hold their share of the forest's mean; ML.NET's hold the value of their own tree.
        return Scale(new ForestTrainer().Fit(forest, data, cancellation), options.NumberOfTrees);
    }

    /// <summary>The same trees with every value multiplied.</summary>
    internal static TreeEnsembleModel Scale(TreeEnsembleModel model, double factor)
        => new(
            model.Inputs,
            Array.ConvertAll(model.BaseScores, score => (float)(score * factor)),
            [.. model.Trees.Select(tree => Scale(tree, factor))]);

    /// <summary>The same tree with a constant added to every leaf.</summary>
    internal static Tree Shift(Tree tree, double constant) => WithLeaves(tree, value => (float)(value + constant));

    private static Tree Scale(Tree tree, double factor) => WithLeaves(tree, value => (float)(value * factor));

    private static Tree WithLeaves(Tree tree, Converter<float, float> value)
        => new(tree.SplitFeatures, tree.Thresholds, tree.Left, tree.Right, tree.MissingGoesLeft, Array.ConvertAll(tree.LeafValues, value))
        {
            Gains = tree.Gains,
            LeafRows = tree.LeafRows,
        };
}
