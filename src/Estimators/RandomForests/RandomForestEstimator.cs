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
public sealed class RandomForestEstimator : IEstimator<RandomForestTransformer>
{
    private readonly PredictionTask _task;
    private readonly TrainingColumns _columns;

    internal RandomForestEstimator(PredictionTask task, TrainingColumns columns, RandomForestOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(columns.Label);
        ArgumentException.ThrowIfNullOrEmpty(columns.Features);
        Options = options ?? new RandomForestOptions();
        Options.Validate();
        (_task, _columns) = (task, columns);
    }

    /// <summary>The settings.</summary>
    public RandomForestOptions Options { get; }

    /// <summary>Grows a forest on the rows.</summary>
    /// <param name="input">The rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type; the message names it and the remedy.</exception>
    /// <exception cref="ArgumentException">Class weights that do not fit the classes; the message says how many there are.</exception>
    /// <exception cref="InvalidOperationException">No rows, one class only, labels missing in more than half of the rows, or a feature or weight that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Fitting was cancelled.</exception>
    public RandomForestTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var context = TrialContext.Current;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Options.CancellationToken, context?.CancellationToken ?? default);
        var read = TrainingReader.Read(input, _columns, _task, allowMissing: true);
        var (trees, _) = TrialContext.Plan(context, Options.Forest.Trees, Options.Forest.Trees);
        var model = new ForestTrainer().Fit(Options.For(_task, read.Classes, trees), read.Rows, stop.Token);
        context?.Beat?.Invoke();
        var link = _task == PredictionTask.Regression ? PortableLink.Identity : PortableLink.Probabilities;
        return new RandomForestTransformer(_task, new TreePredictor(model, link), _columns, input.Schema, read.ClassValues);
    }

    /// <summary>The shape of the schema after the transformer, as ML.NET's own trainers give it.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return TrainerShapes.OutputSchema(_task, _columns, inputSchema);
    }
}
