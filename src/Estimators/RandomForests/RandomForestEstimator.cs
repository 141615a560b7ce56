using Microsoft.ML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.RandomForests;

/// <summary>Grows this library's own bagged forests on a feature vector: random forests and extremely randomised trees, for classes with probabilities.</summary>
/// <remarks>
/// Missing features go the better way at each split. Fitting twice gives the same forest, at any number of threads. A forest has no state to go on from: inside a
/// <see cref="TrialContext"/> the budget counts trees, and all of them are grown.
/// </remarks>
public sealed class RandomForestEstimator : FeatureVectorEstimator<RandomForestTransformer>
{
    internal RandomForestEstimator(PredictionTask task, TrainingColumns columns, RandomForestOptions? options)
        : base(task, columns)
    {
        Options = options ?? new RandomForestOptions();
        Options.Validate();
    }

    /// <summary>The settings.</summary>
    public RandomForestOptions Options { get; }

    /// <inheritdoc/>
    public override RandomForestTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var context = TrialContext.Current;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Options.CancellationToken, context?.CancellationToken ?? default);
        var read = TrainingReader.Read(input, Columns, Task, allowMissing: true);
        var (trees, _) = TrialContext.Plan(context, Options.Forest.Trees, Options.Forest.Trees);
        var model = new ForestTrainer().Fit(Options.For(Task, read.Classes, trees), read.Rows, stop.Token);
        context?.Beat?.Invoke();
        var link = Task == PredictionTask.Regression ? PortableLink.Identity : PortableLink.Probabilities;
        return new RandomForestTransformer(Task, new TreePredictor(model, link), Columns, input.Schema, read.ClassValues);
    }
}
