using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that rearrange columns.</summary>
public static class TransformExtensionsCatalog
{
    /// <summary>Copies a column.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The name of the copy.</param>
    /// <param name="inputColumnName">The column copied.</param>
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        return new ColumnCopyingEstimator(NamePairs.Of(outputColumnName, inputColumnName));
    }

    /// <summary>Joins columns of one item type into a vector column.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The name of the vector column.</param>
    /// <param name="inputColumnNames">The columns joined, one or more.</param>
    public static ColumnConcatenatingEstimator Concatenate(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ColumnConcatenatingEstimator(outputColumnName, inputColumnNames);
    }

    /// <summary>Drops columns.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columnNames">The columns dropped.</param>
    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ColumnSelectingEstimator(columnNames, keep: false, keepHidden: false);
    }

    /// <summary>Keeps columns, in the order named, and drops all others.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columnNames">The columns kept.</param>
    /// <param name="keepHidden">Whether hidden columns of these names are kept too.</param>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ColumnSelectingEstimator(columnNames, keep: true, keepHidden);
    }

    /// <summary>Keeps columns, in the order named, and drops all others.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columnNames">The columns kept.</param>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames) =>
        catalog.SelectColumns(columnNames, false);
}
