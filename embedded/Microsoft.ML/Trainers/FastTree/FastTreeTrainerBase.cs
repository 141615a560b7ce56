using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of the trainers of boosted trees and forests.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract class FastTreeTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBaseWithGroupId<TTransformer, TModel>
    where TOptions : TreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo s_info = new(normalization: false, caching: false);

    private protected FastTreeTrainerBase(MLContext context, TOptions options, LabelKind label)
        : base(
            context,
            TrainerColumns.Features(options.FeatureColumnName),
            TrainerColumns.Label(options.LabelColumnName, label),
            TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        var violations = new OptionViolations(GetType().Name);
        options.Check(violations);
        violations.ThrowIfAny();
        TreeOptions = options;
    }

    /// <summary>Trees need no normalization and are grown from one pass over the data.</summary>
    public override TrainerInfo Info => s_info;

    private protected TOptions TreeOptions { get; }

    private protected int Threads => TreeOptions.NumberOfThreads ?? Environment.ProcessorCount;
}
