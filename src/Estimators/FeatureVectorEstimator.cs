using Microsoft.ML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators;

/// <summary>A trainer of this library: learns from one feature vector column.</summary>
/// <typeparam name="TTransformer">What fitting gives.</typeparam>
public abstract class FeatureVectorEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : FeatureVectorTransformer
{
    private protected FeatureVectorEstimator(PredictionTask task, TrainingColumns columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(columns.Label);
        ArgumentException.ThrowIfNullOrEmpty(columns.Features);
        (Task, Columns) = (task, columns);
    }

    private protected PredictionTask Task { get; }

    private protected TrainingColumns Columns { get; }

    /// <summary>Trains on the rows.</summary>
    /// <param name="input">The rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type; the message names it and the remedy.</exception>
    /// <exception cref="ArgumentException">Settings that do not fit the rows, such as class weights; the message says how.</exception>
    /// <exception cref="InvalidOperationException">No rows, one class only, labels missing in more than half of the rows, or a feature or weight that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public abstract TTransformer Fit(IDataView input);

    /// <summary>The shape of the schema after the transformer, as ML.NET's own trainers give it.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return TrainerShapes.OutputSchema(Task, Columns, inputSchema);
    }

    /// <summary>The rows, as a part to train on and one to watch: the one given, or a share of the first set aside by class.</summary>
    private protected (TrainingRows Read, TrainingData Train, TrainingData? Watched) ReadParts(IDataView input, IDataView? validation, bool allowMissing, double share, int seed)
    {
        ArgumentNullException.ThrowIfNull(input);
        var read = TrainingReader.Read(input, Columns, Task, allowMissing);
        var (train, watched) = validation is null ? ValidationSplit.Parts(read.Rows, Task, share, seed) : (read.Rows, TrainingReader.ReadValidation(validation, Columns, Task, allowMissing, read));
        return (read, train, watched);
    }
}
