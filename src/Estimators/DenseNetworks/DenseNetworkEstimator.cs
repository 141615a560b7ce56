using Microsoft.ML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;

namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>Trains a dense network on a feature vector, by default on this library's managed engine.</summary>
/// <remarks>
/// Features may be raw: they are scaled and missing ones filled inside, and the scaler is saved with the model. A share of the rows is set aside to pick the
/// best epoch. Inside a <see cref="TrialContext"/> training follows the context's budget, horizon and checkpoints. Fitting twice gives the same model.
/// </remarks>
public sealed class DenseNetworkEstimator : FeatureVectorEstimator<DenseNetworkTransformer>
{
    internal DenseNetworkEstimator(PredictionTask task, TrainingColumns columns, DenseNetworkOptions? options)
        : base(task, columns)
    {
        Options = options ?? new DenseNetworkOptions();
        Options.Validate();
        Options.Check(task);
    }

    /// <summary>The settings.</summary>
    public DenseNetworkOptions Options { get; }

    /// <inheritdoc/>
    public override DenseNetworkTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains on the rows; the best epoch is picked on rows of your own.</summary>
    /// <param name="input">The rows to train on.</param>
    /// <param name="validation">The rows to pick the best epoch on, with the same columns; null to set a share of <paramref name="input"/> aside.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type; the message names it and the remedy.</exception>
    /// <exception cref="ArgumentException">The validation rows have other features or classes than the training rows, or settings do not fit the rows.</exception>
    /// <exception cref="InvalidOperationException">No rows, one class only, labels missing in more than half of the rows, or a feature or weight that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public DenseNetworkTransformer Fit(IDataView input, IDataView? validation)
    {
        var (read, train, watched) = ReadParts(input, validation, Options.Standardize, Options.ValidationFraction, Options.Seed);
        var trained = new DenseNetworkTraining(Options.Engine ?? new ManagedEngine(), Options, Task).Run(train, watched, Task == PredictionTask.Multiclass ? read.Classes : 1);
        var history = trained.History with { DroppedRows = read.DroppedRows };
        return new DenseNetworkTransformer(Task, trained.Predictor, history, Columns, input.Schema, read.ClassValues);
    }
}
