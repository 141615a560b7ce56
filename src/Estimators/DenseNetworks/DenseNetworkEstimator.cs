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
public sealed class DenseNetworkEstimator : IEstimator<DenseNetworkTransformer>
{
    private readonly PredictionTask _task;
    private readonly TrainingColumns _columns;

    internal DenseNetworkEstimator(PredictionTask task, TrainingColumns columns, DenseNetworkOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(columns.Label);
        ArgumentException.ThrowIfNullOrEmpty(columns.Features);
        Options = options ?? new DenseNetworkOptions();
        Options.Validate();
        Options.Check(task);
        (_task, _columns) = (task, columns);
    }

    /// <summary>The settings.</summary>
    public DenseNetworkOptions Options { get; }

    /// <summary>Trains on the rows, a share of them set aside to pick the best epoch.</summary>
    /// <param name="input">The rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type; the message names it and the remedy.</exception>
    /// <exception cref="InvalidOperationException">No rows, one class only, labels missing in more than half of the rows, or a feature or weight that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public DenseNetworkTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains on the rows; the best epoch is picked on rows of your own.</summary>
    /// <param name="input">The rows to train on.</param>
    /// <param name="validation">The rows to pick the best epoch on, with the same columns; null to set a share of <paramref name="input"/> aside.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type; the message names it and the remedy.</exception>
    /// <exception cref="InvalidOperationException">No rows, one class only, labels missing in more than half of the rows, or a feature or weight that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public DenseNetworkTransformer Fit(IDataView input, IDataView? validation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var read = TrainingReader.Read(input, _columns, _task, Options.Standardize);
        var (train, watched) = validation is null
            ? ValidationSplit.Parts(read.Rows, _task, Options.ValidationFraction, Options.Seed)
            : (read.Rows, TrainingReader.Read(validation, _columns, _task, Options.Standardize, isTraining: false).Rows);
        var trained = new DenseNetworkTraining(Options.Engine ?? new ManagedEngine(), Options, _task).Run(train, watched, _task == PredictionTask.Multiclass ? read.Classes : 1);
        var history = trained.History with { DroppedRows = read.DroppedRows };
        return new DenseNetworkTransformer(_task, trained.Predictor, history, _columns, input.Schema, read.ClassValues);
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
