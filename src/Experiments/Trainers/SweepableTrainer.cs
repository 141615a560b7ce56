using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using MLNetTuning.Estimators;

namespace MLNetTuning.Experiments.Trainers;

/// <summary>A sweepable estimator with a name for leaderboards, a family and a budget.</summary>
/// <param name="name">Short name, such as <c>LightGbm</c>.</param>
/// <param name="family">What kind of model it trains.</param>
/// <param name="factory">Makes the trainer from sampled parameters; reads its budget from the ambient <see cref="TrialContext"/>.</param>
/// <param name="searchSpace">What may be varied.</param>
public sealed class SweepableTrainer(
    string name,
    TrainerFamily family,
    Func<MLContext, Parameter, IEstimator<ITransformer>> factory,
    SearchSpace searchSpace) : SweepableEstimator(factory, searchSpace)
{
    /// <summary>Short name, such as <c>LightGbm</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What kind of model it trains.</summary>
    public TrainerFamily Family { get; } = family;

    /// <summary>Epochs or trees at the sweeper's largest budget; 0 (default) for a trainer that is the same at every budget and is not fitted again.</summary>
    public int FullBudget { get; init; }

    /// <summary>Fewest epochs or trees worth comparing; 1 by default.</summary>
    public int MinimumBudget { get; init; } = 1;

    /// <summary>Whether its trials must be fitted one at a time in a process, as ML.NET's own FastTree and LightGbm; false by default. Others run beside it.</summary>
    public bool RunsAlone { get; init; }

    /// <summary>Epochs or trees at a share of the full budget.</summary>
    internal int BudgetAt(double share) => Math.Clamp((int)Math.Round(FullBudget * share), Math.Min(MinimumBudget, FullBudget), FullBudget);
}
