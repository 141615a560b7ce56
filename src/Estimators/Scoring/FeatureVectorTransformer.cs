using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Persistence.Carrier;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>A fitted trainer of this library: predicts from one feature vector column.</summary>
public abstract class FeatureVectorTransformer : ScoringTransformer, ISingleFeaturePredictionTransformer<object>
{
    // A block of wide rows stays this small: 2 MB, whole.
    private const int MostValues = 1 << 19;
    private const int LeastRows = 16;

    private readonly DataViewSchema _trainSchema;
    private readonly TrainingColumns _columns;

    private protected FeatureVectorTransformer(PredictionTask task, PortablePredictor predictor, TrainingColumns columns, DataViewSchema trainSchema, ClassValues? values)
    {
        Task = task;
        Predictor = predictor;
        Columns = new ScoreColumns(task, predictor.Outputs, predictor.Link.Kind != PortableLinkKind.Identity, values);
        _columns = columns;
        _trainSchema = trainSchema;
    }

    /// <summary>What is predicted.</summary>
    public PredictionTask Task { get; }

    /// <summary>The name of the label column it was trained on.</summary>
    public string LabelColumnName => _columns.Label;

    /// <inheritdoc/>
    public string FeatureColumnName => _columns.Features;

    /// <inheritdoc/>
    public DataViewType FeatureColumnType => _trainSchema[_columns.Features].Type;

    /// <summary>The fitted model itself.</summary>
    public abstract object Model { get; }

    /// <summary>The model in the form that needs no ML.NET.</summary>
    public PortablePredictor Predictor { get; }

    internal override ScoreColumns Columns { get; }

    internal override int BlockRows => Math.Clamp(MostValues / Predictor.Inputs, LeastRows, ScoredDataView.MostRows);

    internal override IReadOnlyList<DataViewSchema.Column> InputColumns(DataViewSchema schema) =>
        [ColumnCheck.Features(schema, FeatureColumnName, Predictor.Inputs)];

    internal override IScoreSource OpenSource(IDataView input, Random? random)
    {
        var column = InputColumns(input.Schema)[0];
        var cursor = input.GetRowCursor([column], random);
        return new CursorScoreSource(cursor, new FeatureScorer(Predictor, cursor, column, BlockRows));
    }

    internal override IRowScorer BindRow(DataViewRow row) => new FeatureScorer(Predictor, row, InputColumns(row.Schema)[0], 1);

    private protected override void Save(ModelSaveContext context)
    {
        ICanSaveModel carrier = CarrierBuilder.Build(FeatureVectorModels.Make(Task, Predictor, FeatureColumnName, Columns), Columns, _trainSchema);
        carrier.Save(context);
    }
}
