using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes columns with a user's code.</summary>
/// <typeparam name="TSrc">The row the code reads.</typeparam>
/// <typeparam name="TDst">The row the code writes.</typeparam>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _mapping;
    private readonly string? _contractName;

    internal CustomMappingTransformer(Action<TSrc, TDst> mapping, string? contractName, SchemaDefinition? inputDefinition, SchemaDefinition? outputDefinition)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        _mapping = mapping;
        _contractName = contractName;
        InputDefinition = inputDefinition;
        Outputs = TypedMember.Of(typeof(TDst), outputDefinition, SchemaDefinition.Direction.Write);
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal SchemaDefinition? InputDefinition { get; }

    internal TypedMember[] Outputs { get; }

    /// <summary>The schema after the transformation.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ColumnBindings(inputSchema, CreateMapper(inputSchema).CreateColumns()).Schema;
    }

    /// <summary>The transformed data, computed as it is read.</summary>
    /// <param name="input">The data.</param>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, CreateMapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new BoundRowMapper(CreateMapper(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        if (string.IsNullOrEmpty(_contractName))
        {
            throw new InvalidOperationException("Empty contract name for a transform: the transform cannot be saved. Give CustomMapping a contractName and write a CustomMappingFactory for it.");
        }

        CustomMappingFile.Save(ctx, _contractName, _mapping.Method.DeclaringType!.Assembly.GetName().Name!);
    }

    private CustomRowMapper<TSrc, TDst> CreateMapper(DataViewSchema schema) => new(schema, _mapping, Outputs, InputDefinition);
}
