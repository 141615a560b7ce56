using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Looks into data.</summary>
public static class DebuggerExtensions
{
    /// <summary>The first rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="maxRows">How many at most. Default 100.</param>
    public static DataDebuggerPreview Preview(this IDataView data, int maxRows = DataDebuggerPreview.DefaultMaxRows) => new(data, maxRows);

    /// <summary>The first rows after a transformation.</summary>
    /// <param name="transformer">The transformer.</param>
    /// <param name="data">The data.</param>
    /// <param name="maxRows">How many at most. Default 100.</param>
    public static DataDebuggerPreview Preview(this ITransformer transformer, IDataView data, int maxRows = DataDebuggerPreview.DefaultMaxRows)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new DataDebuggerPreview(transformer.Transform(data), maxRows);
    }
}
