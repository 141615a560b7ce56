using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Portable forms of fitted trainers, through what their model parameters publish.</summary>
internal static class PredictorConverter
{
    /// <summary>Converts a predictor.</summary>
    /// <param name="model">The model of the prediction transformer.</param>
    /// <param name="inputs">Features per row.</param>
    /// <param name="task">What is predicted.</param>
    /// <exception cref="NotSupportedException">The model publishes too little of itself.</exception>
    public static PortablePredictor Convert(object model, int inputs, PredictionTask task) => model switch
    {
        CalibratedModelParametersBase calibrated => Plain(calibrated.SubModel, inputs, task).With(Link(calibrated.Calibrator)),
        _ => Plain(model, inputs, task),
    };

    public static PortableLink Link(object calibrator) => calibrator is PlattCalibrator platt
        ? PortableLink.Logistic((float)platt.Slope, (float)platt.Offset)
        : throw new NotSupportedException($"The calibrator {calibrator.GetType().Name} has no portable form; Platt's has.");

    // Asked first: a model that hands out its own portable form knows more than it publishes.
    private static PortablePredictor Plain(object model, int inputs, PredictionTask task) =>
        model is IPortablePredictorSource source ? source.CreatePortablePredictor() : Published(model, inputs, task);

    private static PortablePredictor Published(object model, int inputs, PredictionTask task) => model switch
    {
        FastForestRegressionModelParameters forest => Trees(forest.TrainedTreeEnsemble, inputs, 1.0 / forest.TrainedTreeEnsemble.Trees.Count),
        TreeEnsembleModelParametersBasedOnRegressionTree trees => Trees(trees.TrainedTreeEnsemble, inputs, 1),
        TreeEnsembleModelParametersBasedOnQuantileRegressionTree trees => Trees(trees.TrainedTreeEnsemble, inputs, 1),
        MaximumEntropyModelParameters entropy => Linear(entropy, inputs),
        PoissonRegressionModelParameters poisson => Linear(poisson, PortableLink.Exponential),
        LinearModelParameters linear => Linear(linear, PortableLink.Identity),
        _ => throw new NotSupportedException(
            $"The {task} model {model.GetType().Name} publishes too little of itself to be made portable. Save with ml.Model.Save, or use a trainer that has a portable form: DenseNetwork, BoostedTrees, FastTree, FastForest, LightGbm (not multiclass), Lbfgs*, Sdca*."),
    };

    private static LinearPredictor Linear(LinearModelParameters model, PortableLink link) =>
        new(new FloatMatrix(1, model.Weights.Count, [.. model.Weights]), [model.Bias], link);

    private static LinearPredictor Linear(MaximumEntropyModelParameters model, int inputs)
    {
        VBuffer<float>[] rows = [];
        model.GetWeights(ref rows, out var classes);
        var weights = new FloatMatrix(classes, inputs);
        for (var k = 0; k < classes; k++)
        {
            rows[k].CopyTo(weights.Row(k));
        }

        return new LinearPredictor(weights, [.. model.GetBiases()], PortableLink.Softmax);
    }

    private static TreePredictor Trees<T>(TreeEnsemble<T> ensemble, int inputs, double scale)
        where T : RegressionTreeBase
    {
        var trees = ensemble.Trees.Select((tree, i) => Tree(tree, ensemble.TreeWeights[i] * scale)).ToArray();
        return new TreePredictor(new TreeEnsembleModel(inputs, [(float)(ensemble.Bias * scale)], trees), PortableLink.Identity);
    }

    private static Tree Tree(RegressionTreeBase tree, double weight)
    {
        var nodes = tree.NumberOfNodes;
        if (tree.CategoricalSplitFlags.Take(nodes).Contains(true))
        {
            throw new NotSupportedException("A tree with splits on sets of categories has no portable form yet; train with categorical splits off (UseCategoricalSplit = false).");
        }

        return new Tree(
            [.. tree.NumericalSplitFeatureIndexes.Take(nodes)],
            [.. tree.NumericalSplitThresholds.Take(nodes)],
            [.. tree.LeftChild.Take(nodes)],
            [.. tree.RightChild.Take(nodes)],
            new bool[nodes],
            [.. tree.LeafValues.Take(tree.NumberOfLeaves).Select(value => (float)(value * weight))]);
    }
}
