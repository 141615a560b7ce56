using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Base of the LightGbm trainers, which here run on the project's own boosting engine.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <typeparam name="TOutput">The type of a score.</typeparam>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
/// <remarks>G. Ke et al., "LightGBM: a highly efficient gradient boosting decision tree", NIPS 2017.</remarks>
public abstract partial class LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel> : TrainerEstimatorBaseWithGroupId<TTransformer, TModel>
    where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo s_info = new(normalization: false, caching: false);

    private protected LightGbmTrainerBase(MLContext context, TOptions options, LabelKind label)
        : base(
            context,
            TrainerColumns.Features(options.FeatureColumnName),
            TrainerColumns.Label(options.LabelColumnName, label),
            TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        var violations = new OptionViolations(GetType().Name);
        options.Check(violations);
        violations.ThrowIfAny();
        GbmOptions = options;
        Seed = options.Seed ?? context.NextSeed();
    }

    /// <summary>Trees need no normalization and are grown from one pass over the data.</summary>
    public override TrainerInfo Info => s_info;

    private protected override bool KeepsMissingFeatures => true;

    private protected TOptions GbmOptions { get; }

    private protected int Seed { get; }

    /// <summary>Grows the trees of these options.</summary>
    /// <param name="loss">What is minimised.</param>
    /// <param name="classes">Number of classes the minimum rows of a leaf are shared by; 1 outside multiclass.</param>
    /// <param name="sigmoid">
    /// The factor LightGBM puts before the score inside the sigmoid. Its penalties are meant for derivatives by that score, the engine's for
    /// derivatives by the log odds, hence the divisions.
    /// </param>
    /// <param name="train">The rows to learn from.</param>
    /// <param name="validation">The rows to stop by, or null.</param>
    private protected TreeEnsembleModel Grow(BoostingLoss loss, int classes, double sigmoid, TrainingData train, TrainingData? validation)
    {
        // Rows to stop by are of no use to what never stops.
        validation = GbmOptions.EarlyStoppingRound > 0 && GbmOptions.Booster is not DartBooster.Options ? validation : null;
        var booster = GbmOptions.Booster;
        var leaves = GbmOptions.NumberOfLeaves ?? Defaults.NumberOfLeaves(train.Rows);
        var options = new BoostingOptions
        {
            Loss = loss,
            Classes = loss == BoostingLoss.Softmax ? classes : 0,
            Trees = GbmOptions.NumberOfIterations,
            Leaves = leaves,
            MinRowsPerLeaf = GbmOptions.MinimumExampleCountPerLeaf ?? Defaults.MinimumExampleCountPerLeaf(train.Rows, leaves, classes),
            LearningRate = GbmOptions.LearningRate ?? Defaults.LearningRate(train.Rows),
            MaxBins = GbmOptions.MaximumBinCountPerFeature,
            MaxDepth = booster.MaximumTreeDepth,
            MinGain = booster.MinimumSplitGain,
            MinHessianPerLeaf = booster.MinimumChildWeight / (sigmoid * sigmoid),
            L1 = booster.L1Regularization / sigmoid,
            L2 = booster.L2Regularization / (sigmoid * sigmoid),
            RowSampling = booster.RowSampling,
            ColumnSampling = booster.FeatureFraction,
            EarlyStoppingRounds = validation is null ? 0 : GbmOptions.EarlyStoppingRound,
            EarlyStoppingMetric = validation is null ? null : StoppingMetric(loss),
            Seed = Seed,
            Threads = GbmOptions.NumberOfThreads ?? Environment.ProcessorCount,
        };
        return TreeGrowing.Scale(FoldBase(new HistGradientBoosting().Fit(booster.Apply(options), train, validation, Context.Cancellation)), 1 / sigmoid);
    }

    /// <summary>What early stopping watches; null for the loss itself.</summary>
    private protected abstract ValidationMetric? StoppingMetric(BoostingLoss loss);

    /// <summary>Moves the constant each score starts from into the leaves of the first trees, as LightGBM does: published trees have no bias.</summary>
    private static TreeEnsembleModel FoldBase(TreeEnsembleModel model)
    {
        if (model.Trees.Count == 0)
        {
            return model;
        }

        var trees = model.Trees.Select((tree, i) => i < model.Outputs ? TreeGrowing.Shift(tree, model.BaseScores[i]) : tree);
        return new TreeEnsembleModel(model.Inputs, new float[model.Outputs], [.. trees]);
    }
}
