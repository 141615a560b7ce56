namespace Microsoft.ML.Trainers;

/// <summary>An estimator that trains a model and hands back a transformer that predicts with it.</summary>
/// <typeparam name="TTransformer">The transformer <c>Fit</c> gives.</typeparam>
/// <typeparam name="TModel">The model inside the transformer.</typeparam>
public interface ITrainerEstimator<out TTransformer, out TModel> : IEstimator<TTransformer>
    where TTransformer : IPredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>What the trainer wants of its data.</summary>
    TrainerInfo Info { get; }
}
