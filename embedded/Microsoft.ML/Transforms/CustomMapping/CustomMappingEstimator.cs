using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds columns made by a user's code. Learns nothing from data.</summary>
/// <typeparam name="TSrc">The row the mapping reads.</typeparam>
/// <typeparam name="TDst">The row the mapping writes.</typeparam>
public sealed class CustomMappingEstimator<TSrc, TDst> : IEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly CustomMappingTransformer<TSrc, TDst> _transformer;
    private readonly SchemaDefinition? _input;

    internal CustomMappingEstimator(Action<TSrc, TDst> mapping, string? contractName, SchemaDefinition? input, SchemaDefinition? output)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        _transformer = new CustomMappingTransformer<TSrc, TDst>(mapping, contractName, input, output);
        _input = input;
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
    /// <exception cref="ArgumentOutOfRangeException">A column the mapping reads is missing.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var member in TypedMember.Of(typeof(TSrc), _input, SchemaDefinition.Direction.Write))
        {
            inputSchema.Find(member.Name);
        }

        var builder = new DataViewSchema.Builder();
        foreach (var member in _transformer.Added)
        {
            builder.AddColumn(member.Name, member.Type, member.Annotations);
        }

        return inputSchema.With(SchemaShape.Create(builder.ToSchema()));
    }
}
