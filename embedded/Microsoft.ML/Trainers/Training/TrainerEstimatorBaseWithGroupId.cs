namespace Microsoft.ML.Trainers;

/// <summary>Base of the tree trainers; rankers, which read a group column, are not part of this host.</summary>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract class TrainerEstimatorBaseWithGroupId<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected TrainerEstimatorBaseWithGroupId(MLContext context, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight)
        : base(context, feature, label, weight)
    {
    }
}
