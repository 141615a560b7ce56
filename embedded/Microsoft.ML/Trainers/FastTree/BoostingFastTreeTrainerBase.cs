using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of the trainers of boosted trees.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract class BoostingFastTreeTrainerBase<TOptions, TTransformer, TModel> : FastTreeTrainerBase<TOptions, TTransformer, TModel>
    where TOptions : BoostedTreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected BoostingFastTreeTrainerBase(MLContext context, TOptions options, LabelKind label)
        : base(context, options, label)
    {
    }

    /// <summary>What the options say of growing trees.</summary>
    private protected BoostingOptions GrowingOptions => new()
    {
        Trees = TreeOptions.NumberOfTrees,
        Leaves = TreeOptions.NumberOfLeaves,
        MinRowsPerLeaf = TreeOptions.MinimumExampleCountPerLeaf,
        MinHessianPerLeaf = 0,
        LearningRate = TreeOptions.LearningRate * TreeOptions.Shrinkage,
        MaxBins = TreeOptions.MaximumBinCountPerFeature,
        RowSampling = TreeOptions.RowSampling,
        ColumnSampling = TreeOptions.FeatureFraction,
        ColumnSamplingByNode = TreeOptions.FeatureFractionPerSplit,
        Dropout = TreeOptions.DropoutRate > 0 ? new DropoutOptions { Rate = TreeOptions.DropoutRate, MaxTrees = 0, SkipRate = 0, Uniform = true, AtLeastOne = true } : null,
        LeastSquaresSplits = true,
        StartFromMean = false,
        Seed = TreeOptions.Seed,
        Threads = Threads,
    };

    /// <summary>Grows trees, stopping as the options say.</summary>
    private protected TreeEnsembleModel Grow(BoostingOptions options, TrainContext rows, ValidationMetric metric)
        => TreeGrowing.Boost(options, rows, TreeOptions.NeedsValidation ? new TreeStopping(TreeOptions.EarlyStoppingRule, metric) : null);
}
