using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of the trainers of forests.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract class RandomForestTrainerBase<TOptions, TTransformer, TModel> : FastTreeTrainerBase<TOptions, TTransformer, TModel>
    where TOptions : FastForestOptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected RandomForestTrainerBase(MLContext context, TOptions options, LabelKind label)
        : base(context, options, label)
    {
    }

    /// <summary>Grows trees whose sum, divided by their number, predicts the labels.</summary>
    private protected TreeEnsembleModel Grow(TrainingData data) => TreeGrowing.Forest(TreeOptions, data, Threads, Context.Cancellation);
}
