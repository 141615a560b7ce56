using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes columns with a user's code. Learns nothing from data.</summary>
/// <typeparam name="TSrc">The row the code reads.</typeparam>
/// <typeparam name="TDst">The row the code writes.</typeparam>
public sealed class CustomMappingEstimator<TSrc, TDst> : IEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly CustomMappingTransformer<TSrc, TDst> _transformer;

    internal CustomMappingEstimator(CustomMappingTransformer<TSrc, TDst> transformer)
    {
        _transformer = transformer;
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public CustomMappingTransformer<TSrc, TDst> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var member in TypedMember.Of(typeof(TSrc), _transformer.InputDefinition, SchemaDefinition.Direction.Both))
        {
            Check(inputSchema.Find(member.Name), SchemaShape.Column.Create(member.Name, member.Type), member.Type);
        }

        return inputSchema.With(_transformer.Outputs.Select(static o => SchemaShape.Column.Create(
            o.Name, o.Type, new SchemaShape(o.Annotations.Schema.Select(static a => SchemaShape.Column.Create(a.Name, a.Type))))));
    }

    private static void Check(SchemaShape.Column column, SchemaShape.Column expected, DataViewType type)
    {
        // A vector of any size takes vectors of one size too.
        var fits = expected.Kind == column.Kind
            || (expected.Kind == SchemaShape.Column.VectorKind.VariableVector && column.Kind == SchemaShape.Column.VectorKind.Vector);
        if (!fits || !expected.ItemType.Equals(column.ItemType) || expected.IsKey != column.IsKey)
        {
            throw SchemaErrors.WrongType(column.Name, "input", type.ToString()!, column.TypeName());
        }
    }
}
