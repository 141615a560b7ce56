using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the values of columns and maps them to keys.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    internal const int DefaultMaximumNumberOfKeys = 1000000;

    private readonly (string Output, string Input)[] _columns;
    private readonly ValueToKeySettings _settings;
    private readonly IDataView? _keyData;

    internal ValueToKeyMappingEstimator((string Output, string Input)[] columns, ValueToKeySettings settings, IDataView? keyData)
    {
        if (settings.MaximumNumberOfKeys <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.MaximumNumberOfKeys, "maximumNumberOfKeys is 1 or more.");
        }

        if (keyData is not null && keyData.Schema.Count != 1)
        {
            throw new ArgumentOutOfRangeException(nameof(keyData), $"If specified, this data view should contain only a single column containing the terms to map, but this had {keyData.Schema.Count} columns.");
        }

        _columns = columns;
        _settings = settings;
        _keyData = keyData;
    }

    /// <summary>In which order values get their keys.</summary>
    public enum KeyOrdinality : byte
    {
        /// <summary>In the order they are met.</summary>
        ByOccurrence = 0,

        /// <summary>Sorted: numbers by size, text character by character.</summary>
        ByValue = 1,
    }

    /// <summary>Learns the values in one pass over the rows.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var source = _keyData ?? input;
        var columns = _columns.Select(pair => input.Schema.Find(pair.Input)).ToArray();
        var learned = Array.ConvertAll(columns, column => _keyData is null ? column : CheckKeyData(column, _keyData.Schema[0]));
        using var cursor = source.GetRowCursor(learned);
        var learners = Array.ConvertAll(learned, column => TermMap.Learn(
            cursor, cursor.Schema[column.Index], _settings.MaximumNumberOfKeys, _settings.Ordinality == KeyOrdinality.ByValue));
        var whole = learners.Select((learner, i) => learner.Whole(source, learned[i])).ToArray();
        ColumnLearning.Run(source, cursor, whole, i => learners[i].Process);

        return new ValueToKeyMappingTransformer(_columns, Array.ConvertAll(learners, static l => l.Finish()), _settings.ValuesAsText);
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            var hasValues = column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values);
            if (!column.IsKey || !hasValues)
            {
                values = _settings.ValuesAsText ? Shapes.KeyValues(TextDataViewType.Instance) : Shapes.KeyValues(column.ItemType, column.IsKey);
            }

            var annotations = column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames).With(values);
            return new SchemaShape.Column(pair.Output, column.Kind, NumberDataViewType.UInt32, true, annotations);
        }));
    }

    private static DataViewSchema.Column CheckKeyData(DataViewSchema.Column column, DataViewSchema.Column keys) =>
        keys.Type.ItemType().RawType == column.Type.ItemType().RawType
            ? keys
            : throw new ArgumentOutOfRangeException("keyData", $"The key data hold {keys.Type}, but column '{column.Name}' is of type {column.Type}; both need the same item type.");
}
