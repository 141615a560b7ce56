using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms and filters that run a user's code.</summary>
public static class CustomMappingCatalog
{
    /// <summary>Computes columns with a user's code.</summary>
    /// <typeparam name="TSrc">The row the code reads.</typeparam>
    /// <typeparam name="TDst">The row the code writes.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="mapAction">The code; it may be called from several threads at once, and its row objects are used again and again.</param>
    /// <param name="contractName">The contract under which a <see cref="CustomMappingFactory{TSrc, TDst}"/> brings the code back when a model is loaded; null or empty for a transformer that is never saved.</param>
    /// <param name="inputSchemaDefinition">How the members of <typeparamref name="TSrc"/> are columns; null for what the class says.</param>
    /// <param name="outputSchemaDefinition">How the members of <typeparamref name="TDst"/> are columns; null for what the class says.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction,
        string? contractName,
        SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CustomMappingEstimator<TSrc, TDst>(
            new CustomMappingTransformer<TSrc, TDst>(mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition));
    }

    /// <summary>The rows a user's code keeps.</summary>
    /// <typeparam name="TSrc">The row the code reads.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="input">The data.</param>
    /// <param name="filterPredicate">True drops a row.</param>
    public static IDataView FilterByCustomPredicate<TSrc>(this DataOperationsCatalog catalog, IDataView input, Func<TSrc, bool> filterPredicate)
        where TSrc : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(filterPredicate);
        var bound = TypedWriter<TSrc>.Bind(input.Schema, false, null);
        return new FilteredDataView(input, new DelegateRowTest(bound.Select(static b => b.Column.Index).ToArray(), row =>
        {
            var source = new TSrc();
            var writer = TypedWriter<TSrc>.Create(row, bound);
            return () =>
            {
                writer.Write(source);
                return !filterPredicate(source);
            };
        }));
    }
}
