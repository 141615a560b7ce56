using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Grows trees with the project's own engine.</summary>
internal static class TreeGrowing
{
    internal static TreeEnsembleModel Boost(BoostingOptions options, TrainContext rows)
        => new BoostingTrainer().Fit(options, rows.Training.Data, rows.Validation?.Data);

    /// <summary>The same trees with every value multiplied.</summary>
    internal static TreeEnsembleModel Scale(TreeEnsembleModel model, double factor)
        => new(
            model.Inputs,
            Array.ConvertAll(model.BaseScores, score => (float)(score * factor)),
            [.. model.Trees.Select(tree => Scale(tree, factor))]);

    private static Tree Scale(Tree tree, double factor)
        => new(
            tree.SplitFeatures,
            tree.Thresholds,
            tree.Left,
            tree.Right,
            tree.MissingGoesLeft,
            Array.ConvertAll(tree.LeafValues, value => (float)(value * factor)))
        {
            Gains = tree.Gains,
            LeafRows = tree.LeafRows,
        };
}
