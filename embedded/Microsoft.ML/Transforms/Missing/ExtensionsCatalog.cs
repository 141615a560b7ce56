using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms of missing values.</summary>
public static class ExtensionsCatalog
{
    /// <summary>Tells which values of a column are missing.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The Boolean column made.</param>
    /// <param name="inputColumnName">The column looked at; null for the output column's name.</param>
    public static MissingValueIndicatorEstimator IndicateMissingValues(this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MissingValueIndicatorEstimator(NamePairs.Of(outputColumnName, inputColumnName));
    }

    /// <summary>Tells which values of columns are missing.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and looked at.</param>
    public static MissingValueIndicatorEstimator IndicateMissingValues(this TransformsCatalog catalog, InputOutputColumnPair[] columns)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MissingValueIndicatorEstimator(NamePairs.Of(columns));
    }

    /// <summary>Replaces missing values of a column.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read; null for the output column's name.</param>
    /// <param name="replacementMode">By what. Default 0.</param>
    /// <param name="imputeBySlot">Whether every slot of a vector has a replacement of its own. Default true.</param>
    public static MissingValueReplacingEstimator ReplaceMissingValues(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue,
        bool imputeBySlot = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MissingValueReplacingEstimator(NamePairs.Of(outputColumnName, inputColumnName), replacementMode, imputeBySlot);
    }

    /// <summary>Replaces missing values of columns.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="replacementMode">By what. Default 0.</param>
    /// <param name="imputeBySlot">Whether every slot of a vector has a replacement of its own. Default true.</param>
    public static MissingValueReplacingEstimator ReplaceMissingValues(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue,
        bool imputeBySlot = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MissingValueReplacingEstimator(NamePairs.Of(columns), replacementMode, imputeBySlot);
    }
}
