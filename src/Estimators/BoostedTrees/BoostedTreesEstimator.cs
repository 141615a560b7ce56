using Microsoft.ML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.BoostedTrees;

/// <summary>Trains this library's own gradient-boosted trees on a feature vector.</summary>
/// <remarks>
/// Unlike FastTree and LightGBM they go on from a checkpoint: inside a <see cref="TrialContext"/> the budget counts trees (rounds), and a promoted trial pays
/// only for the trees it lacks. Missing features go the better way at each split. Fitting twice gives the same model, at any number of threads.
/// </remarks>
public sealed class BoostedTreesEstimator : IEstimator<BoostedTreesTransformer>
{
    private readonly PredictionTask _task;
    private readonly TrainingColumns _columns;

    internal BoostedTreesEstimator(PredictionTask task, TrainingColumns columns, BoostedTreesOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(columns.Label);
        ArgumentException.ThrowIfNullOrEmpty(columns.Features);
        Options = options ?? new BoostedTreesOptions();
        Options.Validate();
        (_task, _columns) = (task, columns);
    }

    /// <summary>The settings.</summary>
    public BoostedTreesOptions Options { get; }

    /// <summary>Trains on the rows.</summary>
    /// <param name="input">The rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type; the message names it and the remedy.</exception>
    /// <exception cref="InvalidOperationException">No rows, one class only, labels missing in more than half of the rows, or a feature or weight that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public BoostedTreesTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains on the rows; early stopping watches rows of your own.</summary>
    /// <param name="input">The rows to train on.</param>
    /// <param name="validation">The rows to watch, with the same columns; null to set a share of <paramref name="input"/> aside.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type; the message names it and the remedy.</exception>
    /// <exception cref="InvalidOperationException">No rows, one class only, labels missing in more than half of the rows, or a feature or weight that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public BoostedTreesTransformer Fit(IDataView input, IDataView? validation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var context = TrialContext.Current;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Options.CancellationToken, context?.CancellationToken ?? default);
        var read = TrainingReader.Read(input, _columns, _task, allowMissing: true);
        var (train, watched) = validation is null
            ? ValidationSplit.Parts(read.Rows, _task, Options.ValidationFraction, Options.Boosting.Seed)
            : (read.Rows, TrainingReader.Read(validation, _columns, _task, allowMissing: true, isTraining: false).Rows);
        var (trees, horizon) = TrialContext.Plan(context, Options.Boosting.Trees, Options.Boosting.Trees);
        var boosting = Options.For(_task, read.Classes, horizon, watched is not null);
        var session = new HistGradientBoosting().Start(boosting, train, watched, stop.Token);
        Run(session, trees, context, stop.Token);
        var history = new BoostedTreesHistory(session.Trees, watched is null ? session.Trees : session.BestTrees, session.ValidationLosses, train.Rows, watched?.Rows ?? 0, read.DroppedRows)
        {
            ValidationMetrics = session.ValidationMetrics,
        };
        return new BoostedTreesTransformer(_task, new TreePredictor(session.CreateModel(), Link(boosting.Loss, _task)), history, _columns, input.Schema, read.ClassValues);
    }

    /// <summary>The shape of the schema after the transformer, as ML.NET's own trainers give it.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return TrainerShapes.OutputSchema(_task, _columns, inputSchema);
    }

    private static void Run(BoostingSession session, int trees, TrialContext? context, CancellationToken stop)
    {
        Restore(session, context);
        stop.ThrowIfCancellationRequested();
        try
        {
            Grow(session, trees, context, stop);
        }
        finally
        {
            // A paused trial goes on from the trees that are whole.
            context?.Checkpoints?.Put(context.CheckpointKey, session.Checkpoint());
        }
    }

    private static void Grow(BoostingSession session, int trees, TrialContext? context, CancellationToken stop)
    {
        bool watched = context is { Report: not null } or { Beat: not null };
        while (session.Trees < trees && !session.Stopped)
        {
            session.RunTo(watched ? session.Trees + 1 : trees, stop);
            if (!double.IsNaN(session.ValidationLoss))
            {
                context?.Report?.Invoke(session.Trees, session.ValidationLoss);
            }

            context?.Beat?.Invoke();
        }
    }

    private static void Restore(BoostingSession session, TrialContext? context)
    {
        if (context?.Checkpoints is not { } checkpoints)
        {
            return;
        }

        if (checkpoints.Get(context.CheckpointKey) is { } own)
        {
            session.Restore(own);
            context.HasResumed = true;
        }
        else if (context.ResumeKey is { } key && checkpoints.Get(key) is { } state)
        {
            try
            {
                session.Restore(state);
                context.HasResumed = true;
            }
            catch (InvalidDataException)
            {
                // Trees grown with other options: these start anew.
            }
        }
    }

    private static PortableLink Link(BoostingLoss loss, PredictionTask task) => loss switch
    {
        BoostingLoss.Custom when task == PredictionTask.Binary => PortableLink.Logistic(),
        BoostingLoss.Custom when task == PredictionTask.Multiclass => PortableLink.Softmax,
        BoostingLoss.Logistic => PortableLink.Logistic(),
        BoostingLoss.Softmax => PortableLink.Softmax,
        BoostingLoss.Poisson or BoostingLoss.Tweedie => PortableLink.Exponential,
        _ => PortableLink.Identity,
    };
}
