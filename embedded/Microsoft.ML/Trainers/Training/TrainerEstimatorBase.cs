using Microsoft.ML.Runtime;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>What all trainers share: the columns they read and the check of the schema.</summary>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>, IPartTrainer
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>The column of features.</summary>
    public readonly SchemaShape.Column FeatureColumn;

    /// <summary>The column of labels.</summary>
    public readonly SchemaShape.Column LabelColumn;

    /// <summary>The column of row weights; its name is null when there is none.</summary>
    public readonly SchemaShape.Column WeightColumn;

    private protected TrainerEstimatorBase(MLContext context, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight)
    {
        Context = context;
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    /// <summary>What the trainer wants of its data.</summary>
    public abstract TrainerInfo Info { get; }

    string IPartTrainer.FeatureColumnName => FeatureColumn.Name;

    string? IPartTrainer.WeightColumnName => WeightColumn.Name;

    bool IPartTrainer.KeepsMissingFeatures => KeepsMissingFeatures;

    CancellationToken IPartTrainer.Cancellation => Context.Cancellation;

    private protected MLContext Context { get; }

    /// <summary>Whether rows with a missing feature are learnt from; a trainer that cannot leaves them out.</summary>
    private protected virtual bool KeepsMissingFeatures => false;

    /// <summary>Trains on the rows of a data view.</summary>
    /// <param name="input">The rows; those without a label are left out.</param>
    /// <returns>A transformer that adds the predictions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows cannot be learnt from, for example because there is none.</exception>
    public TTransformer Fit(IDataView input) => TrainTransformer(input, null);

    /// <summary>The schema after the transformer, as far as it is known without data.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckSchema(inputSchema);
        return inputSchema.With(OutputColumns(inputSchema));
    }

    IScoreModel IPartTrainer.Train(TrainContext context) => (IScoreModel)(object)TrainModel(context with { Cancellation = Context.Cancellation });

    private protected TTransformer TrainTransformer(IDataView trainData, IDataView? validationData, LinearModel? start = null)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        var (rows, label) = Read(trainData);
        var validation = validationData is null ? null : Read(validationData).Rows;
        if (validation is not null && validation.Data.Features.Columns != rows.Data.Features.Columns)
        {
            throw new ArgumentException(
                $"The training rows have {rows.Data.Features.Columns} features but the validation rows {validation.Data.Features.Columns}; prepare both with one fitted pipeline.", nameof(validationData));
        }

        if (start is not null && start.Inputs != rows.Data.Features.Columns)
        {
            throw new ArgumentException(
                $"The model to start from was trained on {start.Inputs} features, but column '{FeatureColumn.Name}' has {rows.Data.Features.Columns}; give a model of the same features.", "modelParameters");
        }

        var model = TrainModel(new TrainContext(rows, validation, label) { Cancellation = Context.Cancellation, Start = start });
        return MakeTransformer(model, trainData.Schema);
    }

    private protected abstract TModel TrainModel(TrainContext context);

    private protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);

    private protected abstract SchemaShape.Column[] OutputColumns(SchemaShape inputSchema);

    private (TrainingRows Rows, DataViewSchema.Column Label) Read(IDataView data)
    {
        CheckSchema(SchemaShape.Create(data.Schema));
        var columns = TrainingColumns.Find(data.Schema, FeatureColumn.Name, LabelColumn.Name, WeightColumn.Name, Context.Cancellation);
        var rows = TrainingRows.Read(data, columns, KeepsMissingFeatures);
        if (rows.MissingLabels + rows.MissingFeatures > 0)
        {
            using var channel = Context.Start(GetType().Name);
            channel.Warning(MessageSensitivity.Schema, $"Left out {rows.MissingLabels} rows without a '{LabelColumn.Name}' and {rows.MissingFeatures} rows with a missing '{FeatureColumn.Name}'; {rows.Count} rows remain.");
        }

        return (rows, columns.Label);
    }

    private void CheckSchema(SchemaShape schema)
    {
        TrainerColumns.Check(schema, FeatureColumn, "feature");
        TrainerColumns.Check(schema, LabelColumn, "label");
        if (WeightColumn.IsValid)
        {
            TrainerColumns.Check(schema, WeightColumn, "weight");
        }
    }
}
