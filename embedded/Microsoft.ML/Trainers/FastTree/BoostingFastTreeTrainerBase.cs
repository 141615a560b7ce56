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

    /// <summary>Grows the trees of these options.</summary>
    private protected TreeEnsembleModel Grow(BoostingLoss loss, TrainContext rows)
    {
        var options = new BoostingOptions
        {
            Loss = loss,
            Trees = TreeOptions.NumberOfTrees,
            Leaves = TreeOptions.NumberOfLeaves,
            MinRowsPerLeaf = TreeOptions.MinimumExampleCountPerLeaf,
            LearningRate = TreeOptions.LearningRate * TreeOptions.Shrinkage,
            MaxBins = TreeOptions.MaximumBinCountPerFeature,
            RowSampling = TreeOptions.RowSampling,
            ColumnSampling = TreeOptions.FeatureFraction,
            ColumnSamplingByNode = TreeOptions.FeatureFractionPerSplit,
            Seed = TreeOptions.Seed,
            Threads = Threads,
        };
        return TreeGrowing.Boost(options, rows);
    }
}
