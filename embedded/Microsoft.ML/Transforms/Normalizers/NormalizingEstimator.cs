using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Scales numbers by what it learns of their range or spread.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly NormalizerSettings _settings;
    private readonly (string Output, string Input)[] _columns;

    internal NormalizingEstimator(NormalizerSettings settings, (string Output, string Input)[] columns)
    {
        if (settings.MaximumExampleCount <= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.MaximumExampleCount, "maximumExampleCount is 2 or more.");
        }

        _settings = settings;
        _columns = columns;
    }

    /// <summary>Learns from one pass over the rows.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or neither a number nor a vector of known size of Single or Double.</exception>
    public NormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = Array.ConvertAll(_columns, pair => NormalizerColumn.CheckType(input.Schema.Find(pair.Input)));
        using var cursor = input.GetRowCursor(columns);
        var learners = Array.ConvertAll(columns, column => NormalizerLearner.Create(_settings, cursor, cursor.Schema[column.Index]));
        var whole = learners.Select((learner, i) => learner.Whole(input, columns[i])).ToArray();
        ColumnLearning.Run(input, cursor, whole, i => learners[i].Process, _settings.MaximumExampleCount);
        var functions = learners.Select((learner, i) => new NormalizerColumn(columns[i].Type, learner.Finish())).ToArray();
        return new NormalizingTransformer(_columns, functions);
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            var isNumber = column.ItemType.Equals(NumberDataViewType.Single) || column.ItemType.Equals(NumberDataViewType.Double);
            if (!isNumber || column.IsKey || column.Kind == SchemaShape.Column.VectorKind.VariableVector)
            {
                throw SchemaErrors.WrongType(pair.Input, "input", NormalizerColumn.Expected, column.TypeName());
            }

            var annotations = new SchemaShape([Shapes.IsNormalized, .. column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames)]);
            return new SchemaShape.Column(pair.Output, column.Kind, column.ItemType, false, annotations);
        }));
    }
}
