using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Linear;
using Solver = MLNetTuning.Trainers.Linear.SdcaTrainer;

namespace Microsoft.ML.Trainers;

/// <summary>Base of the linear trainers by stochastic dual coordinate ascent.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
/// <remarks>S. Shalev-Shwartz and T. Zhang, "Accelerated proximal stochastic dual coordinate ascent for regularized loss minimization", 2014.</remarks>
public abstract partial class SdcaTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
    where TOptions : SdcaTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
{
    // The dual exists only for a positive penalty; ML.NET raises smaller ones to this.
    private const double SmallestL2 = 1e-9;
    private static readonly TrainerInfo s_info = new(normalization: true, caching: true);
    private readonly int _seed;

    private protected SdcaTrainerBase(MLContext context, TOptions options, LabelKind label)
        : base(
            context,
            TrainerColumns.Features(options.FeatureColumnName),
            TrainerColumns.Label(options.LabelColumnName, label),
            TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        var violations = new OptionViolations(GetType().Name);
        options.Check(violations);
        violations.ThrowIfAny();
        TrainerOptions = options;
        _seed = context.NextSeed();
    }

    /// <summary>The penalties are the same for all features, so these should be of similar size.</summary>
    public override TrainerInfo Info => s_info;

    private protected TOptions TrainerOptions { get; }

    /// <summary>Fits weights and biases.</summary>
    /// <param name="loss">What is minimised.</param>
    /// <param name="classes">Number of classes of the softmax, else 0.</param>
    /// <param name="rows">What to learn from.</param>
    /// <param name="defaultL2">The L2 penalty when the options have none; null leaves it to the solver.</param>
    private protected LinearModel Solve(SdcaLoss loss, int classes, TrainingData rows, double? defaultL2 = null)
        => Solver.Fit(
            new SdcaOptions
            {
                Loss = loss,
                Classes = classes,
                L2 = TrainerOptions.L2Regularization is { } l2 ? Math.Max(l2, SmallestL2) : defaultL2,
                L1Threshold = TrainerOptions.L1Regularization,
                MaxIterations = TrainerOptions.MaximumNumberOfIterations,
                Tolerance = TrainerOptions.ConvergenceTolerance,
                Shuffle = TrainerOptions.Shuffle,
                Seed = _seed,
            },
            rows,
            Context.Cancellation);
}
