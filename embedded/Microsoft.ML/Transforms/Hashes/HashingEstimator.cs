using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Hashes values into keys. Learns nothing from data, unless values behind hashes are to be kept.</summary>
public sealed class HashingEstimator : IEstimator<HashingTransformer>
{
    private readonly HashingTransformer _transformer;
    private readonly HashSettings _settings;

    internal HashingEstimator((string Output, string Input)[] columns, HashSettings settings)
    {
        _settings = settings;
        _transformer = new HashingTransformer(columns, settings);
    }

    /// <summary>The transformer; the data is only checked, or read once where values behind hashes are to be kept.</summary>
    /// <param name="input">The data.</param>
    public HashingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        if (_settings.Inverts == 0)
        {
            return _transformer;
        }

        var pairs = _transformer.ColumnPairs;
        using var cursor = input.GetRowCursor(pairs.Select(pair => input.Schema.Find(pair.Input)).Distinct());
        var names = pairs.Select((pair, i) => HashNames.Create(cursor, cursor.Schema.Find(pair.Input), _settings, _transformer.CreateGetter(cursor, i))).ToArray();
        while (cursor.MoveNext())
        {
            foreach (var name in names)
            {
                name.Process();
            }
        }

        return new HashingTransformer(pairs, _settings, Array.ConvertAll(names, static n => n.Finish()));
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a type that cannot be hashed.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            return ValueHashes.IsSupported(column.ItemType)
                ? new SchemaShape.Column(pair.Output, column.Kind, NumberDataViewType.UInt32, true, Annotations(column))
                : throw SchemaErrors.WrongType(pair.Input, "input", HashingTransformer.Expected, column.TypeName());
        }));
    }

    private SchemaShape Annotations(SchemaShape.Column column)
    {
        var kept = column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames);
        return _settings.Inverts == 0 ? kept : kept.With(Shapes.KeyValues(TextDataViewType.Instance));
    }
}
