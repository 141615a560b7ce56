using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>Base of the linear trainers that minimise a smooth loss with L-BFGS, or OWL-QN when there is an L1 penalty.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
/// <remarks>
/// D. Liu and J. Nocedal, "On the limited memory BFGS method", Mathematical Programming 45, 1989; G. Andrew and J. Gao, "Scalable training of
/// L1-regularized log-linear models", ICML 2007.
/// </remarks>
public abstract partial class LbfgsTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
    where TOptions : LbfgsTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
{
    private static readonly TrainerInfo s_info = new(normalization: true, caching: true);

    private protected LbfgsTrainerBase(MLContext context, TOptions options, LabelKind label)
        : base(
            context,
            TrainerColumns.Features(options.FeatureColumnName),
            TrainerColumns.Label(options.LabelColumnName, label),
            TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        var violations = new OptionViolations(GetType().Name);
        options.Check(violations);
        violations.ThrowIfAny();
        SolverOptions = new LinearOptions
        {
            L1 = options.L1Regularization,
            L2 = options.L2Regularization,
            Tolerance = options.OptimizationTolerance,
            MemorySize = options.HistorySize,
            MaxIterations = options.MaximumNumberOfIterations,
            Threads = options.NumberOfThreads ?? Environment.ProcessorCount,
        };
    }

    /// <summary>The penalties are the same for all features, so these should be of similar size.</summary>
    public override TrainerInfo Info => s_info;

    private protected LinearOptions SolverOptions { get; }
}
