using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms made of a user's code.</summary>
public static class CustomMappingCatalog
{
    /// <summary>Adds columns made by a function from other columns of the same row.</summary>
    /// <typeparam name="TSrc">The row the mapping reads.</typeparam>
    /// <typeparam name="TDst">The row the mapping writes.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="mapAction">Writes the second row from the first. Both objects are used again for the next row; called from several threads.</param>
    /// <param name="contractName">Under what name a saved model finds the code again (<see cref="CustomMappingFactory{TSrc, TDst}"/>); null for one that is not saved.</param>
    /// <param name="inputSchemaDefinition">The columns read; null to take them from the class.</param>
    /// <param name="outputSchemaDefinition">The columns written; null to take them from the class.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog, Action<TSrc, TDst> mapAction, string? contractName, SchemaDefinition? inputSchemaDefinition = null, SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CustomMappingEstimator<TSrc, TDst>(mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);
    }
}
