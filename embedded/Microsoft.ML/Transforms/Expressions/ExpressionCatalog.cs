using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>The transform by an expression.</summary>
public static class ExpressionCatalog
{
    /// <summary>Computes a column by an expression, such as <c>(x, y) => x / max(y, 1)</c>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="expression">The parameters, one for every input column in order, and what is computed of them.</param>
    /// <param name="inputColumnNames">The columns read, 1 to 5 of Boolean, Int32, Int64, Single, Double or text; at most one of them a vector.</param>
    public static ExpressionEstimator Expression(this TransformsCatalog catalog, string outputColumnName, string expression, params string[] inputColumnNames)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ExpressionEstimator(outputColumnName, expression, inputColumnNames);
    }
}
