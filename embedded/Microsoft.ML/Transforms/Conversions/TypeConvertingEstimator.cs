using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Converts columns to another type. Learns nothing from data.</summary>
public sealed class TypeConvertingEstimator : IEstimator<TypeConvertingTransformer>
{
    private readonly TypeConvertingTransformer _transformer;

    internal TypeConvertingEstimator((string Output, string Input)[] columns, DataKind outputKind)
    {
        _transformer = new TypeConvertingTransformer(columns, outputKind);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public TypeConvertingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or there is no conversion.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair => Convert(inputSchema.Find(pair.Input), pair.Output)));
    }

    private SchemaShape.Column Convert(SchemaShape.Column column, string output)
    {
        var target = ColumnTypes.FromKind(_transformer.OutputKind);
        var known = column.IsKey
            ? KeyDataViewType.IsValidDataType(target.RawType) || target is BooleanDataViewType or TextDataViewType || target.RawType == typeof(float) || target.RawType == typeof(double)
            : ValueConversions.Find((PrimitiveDataViewType)column.ItemType, target) is not null;
        if (!known)
        {
            throw new ArgumentOutOfRangeException("inputSchema", $"Can't convert column '{column.Name}' of type {column.TypeName()} into {_transformer.OutputKind}.");
        }

        var annotations = column.Annotations.Keep(
            AnnotationUtils.Kinds.SlotNames,
            column.IsKey ? AnnotationUtils.Kinds.KeyValues : "",
            column.ItemType is NumberDataViewType && target is NumberDataViewType ? AnnotationUtils.Kinds.IsNormalized : "");
        // The shape promises less than the schema keeps: a key is there a number, and truth values are not said to be normalised.
        return new SchemaShape.Column(output, column.Kind, target, false, annotations);
    }
}
