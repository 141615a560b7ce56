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
public sealed class BoostedTreesEstimator : FeatureVectorEstimator<BoostedTreesTransformer>
{
    internal BoostedTreesEstimator(PredictionTask task, TrainingColumns columns, BoostedTreesOptions? options)
        : base(task, columns)
    {
        Options = options ?? new BoostedTreesOptions();
        Options.Validate();
    }

    /// <summary>The settings.</summary>
    public BoostedTreesOptions Options { get; }

    /// <inheritdoc/>
    public override BoostedTreesTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains on the rows; early stopping watches rows of your own.</summary>
    /// <param name="input">The rows to train on.</param>
    /// <param name="validation">The rows to watch, with the same columns; null to set a share of <paramref name="input"/> aside.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type; the message names it and the remedy.</exception>
    /// <exception cref="InvalidOperationException">No rows, one class only, labels missing in more than half of the rows, or a feature or weight that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public BoostedTreesTransformer Fit(IDataView input, IDataView? validation)
    {
        var context = TrialContext.Current;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Options.CancellationToken, context?.CancellationToken ?? default);
        var (read, train, watched) = ReadParts(input, validation, allowMissing: true, Options.ValidationFraction, Options.Boosting.Seed);
        var (trees, horizon) = TrialContext.Plan(context, Options.Boosting.Trees, Options.Boosting.Trees);
        var boosting = Options.For(Task, read.Classes, horizon, watched is not null);
        var session = new HistGradientBoosting().Start(boosting, train, watched, stop.Token);
        Run(session, trees, context, stop.Token);
        var history = new BoostedTreesHistory(session.Trees, watched is null ? session.Trees : session.BestTrees, session.ValidationLosses, train.Rows, watched?.Rows ?? 0, read.DroppedRows)
        {
            ValidationMetrics = session.ValidationMetrics,
        };
        return new BoostedTreesTransformer(Task, new TreePredictor(session.CreateModel(), Link(boosting.Loss, Task)), history, Columns, input.Schema, read.ClassValues);
    }

    private static void Run(BoostingSession session, int trees, TrialContext? context, CancellationToken stop)
    {
        context?.Resume(state => session.Restore(state));
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
            context?.Tell(session.Trees, session.ValidationLoss);
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
