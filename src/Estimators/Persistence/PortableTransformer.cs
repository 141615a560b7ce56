using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence.Carrier;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence;

/// <summary>A portable model as an ML.NET transformer: reads the raw columns and adds the predictions, in batches.</summary>
public sealed class PortableTransformer : ScoringTransformer
{
    private readonly DataViewSchema? _schema;

    /// <summary>Wraps a model.</summary>
    /// <param name="model">The model.</param>
    public PortableTransformer(PortableModel model)
        : this(model, null)
    {
    }

    internal PortableTransformer(PortableModel model, DataViewSchema? schema)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        var label = model.Label;
        var values = label.Classes.Count == label.Outputs && label.Task == Trainers.PredictionTask.Multiclass ? ClassValues.FromNames(label.Classes, label.ClassesAreNumbers) : null;
        Columns = new ScoreColumns(label.Task, label.Outputs, model.HasProbabilities, values, label.PredictsValue) { DecisionWeights = label.DecisionWeights };
        _schema = schema;
    }

    /// <summary>The model.</summary>
    public PortableModel Model { get; }

    internal override ScoreColumns Columns { get; }

    /// <summary>The schema of the raw columns the model reads, with the types ML.NET gives to numbers, texts and booleans.</summary>
    public DataViewSchema InputSchema
    {
        get
        {
            var builder = new DataViewSchema.Builder();
            foreach (var column in Model.Columns)
            {
                PrimitiveDataViewType item = column.Kind switch
                {
                    PortableColumnKind.Text => TextDataViewType.Instance,
                    PortableColumnKind.Boolean => BooleanDataViewType.Instance,
                    _ => NumberDataViewType.Single,
                };
                builder.AddColumn(column.Name, column.Size == 1 ? item : new VectorDataViewType(item, column.Size));
            }

            return builder.ToSchema();
        }
    }

    internal override IReadOnlyList<DataViewSchema.Column> InputColumns(DataViewSchema schema) => [.. Model.Columns.Select(column => Find(schema, column))];

    internal override IScoreSource OpenSource(IDataView input, Random? random)
    {
        var cursor = input.GetRowCursor(InputColumns(input.Schema), random);
        return new CursorScoreSource(cursor, new PortableRowScorer(this, cursor, BlockRows));
    }

    internal override IRowScorer BindRow(DataViewRow row) => new PortableRowScorer(this, row, 1);

    private protected override void Save(ModelSaveContext context)
    {
        ICanSaveModel carrier = CarrierBuilder.Build(Model, Columns, _schema ?? InputSchema);
        carrier.Save(context);
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, PortableColumn column)
    {
        var found = schema.GetColumnOrNull(column.Name) ?? throw new ArgumentOutOfRangeException(
            nameof(schema), $"The model reads column '{column.Name}' ({Describe(column)}), which the data has not. Give the columns it was trained on.");
        var wantsText = column.Kind == PortableColumnKind.Text;
        var fits = wantsText ? ColumnReader.IsText(found.Type) : ColumnReader.IsNumeric(found.Type);
        return fits && ColumnReader.SizeOf(found.Type) == column.Size ? found : throw new ArgumentOutOfRangeException(
            nameof(schema), $"The model reads column '{column.Name}' as {Describe(column)}; in the data it is {found.Type}. Load or convert it as in training.");
    }

    private static string Describe(PortableColumn column) => column.Size == 1 ? column.Kind.ToString() : $"{column.Size} x {column.Kind}";
}
