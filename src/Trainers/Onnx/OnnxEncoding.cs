using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds what stands between features and a network: a table encoder, or a scaler with perhaps piecewise linear components beside it.</summary>
internal static class OnnxEncoding
{
    /// <summary>Adds a table encoder.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="table">The encoder.</param>
    /// <param name="features">Columns with NaN for missing.</param>
    /// <returns>The network's inputs.</returns>
    public static string Add(OnnxGraph graph, TableEncoder table, string features)
    {
        var shown = new List<string>();
        if (table.Numbers.Count > 0)
        {
            shown.Add(graph.Columns(features, table.Numbers));
        }

        if (table.Indicators.Count > 0)
        {
            shown.Add(graph.Cast(graph.IsMissing(graph.Columns(features, table.Indicators)), OnnxType.Float));
        }

        shown.AddRange(table.Shown.Select(column => Show(graph, column, features)));
        var parts = new List<string>();
        if (shown.Count > 0)
        {
            parts.Add(OnnxScaler.Add(graph, table.Scaler, graph.Concat(shown)));
        }

        parts.AddRange(table.Embedded.Select(column => graph.Cast(OnnxLookup.Codes(graph, Column(graph, column, features), column.Levels, 0, 1), OnnxType.Float)));
        return graph.Concat(parts);
    }

    /// <summary>Adds a scaler and the components beside it.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="encoder">Both.</param>
    /// <param name="features">Columns with NaN for missing.</param>
    /// <returns>The network's inputs.</returns>
    public static string Add(OnnxGraph graph, NetworkEncoder encoder, string features)
    {
        var scaled = OnnxScaler.Add(graph, encoder.Scaler, features);
        return encoder.Pieces is null ? scaled : graph.Concat([scaled, Pieces(graph, encoder.Pieces, features)]);
    }

    // 0 for missing and unknown.
    private static string Show(OnnxGraph graph, CategoryColumn column, string features)
    {
        if (column.Levels.Length <= 2)
        {
            var sides = new float[column.Levels.Length];
            for (var i = 0; i < sides.Length; i++)
            {
                sides[i] = i == 0 ? -1 : 1;
            }

            return OnnxLookup.Floats(graph, Column(graph, column, features), column.Levels, sides, 0);
        }

        var unknown = column.Levels.Length;
        return OnnxLookup.OneHot(graph, graph.Reshape(OnnxLookup.Codes(graph, Column(graph, column, features), column.Levels, unknown)), unknown);
    }

    private static string Column(OnnxGraph graph, CategoryColumn column, string features) => graph.Columns(features, column.Column, 1);

    private static string Pieces(OnnxGraph graph, PiecewiseLinearEncoder pieces, string features)
    {
        var (columns, lows, widths) = (new List<int>(), new List<float>(), new List<float>());
        for (var c = 0; c < pieces.Columns.Count; c++)
        {
            var edges = pieces.BinEdges[c];
            for (var t = 0; t + 1 < edges.Length; t++)
            {
                columns.Add(pieces.Columns[c]);
                lows.Add(edges[t]);
                widths.Add(edges[t + 1] - edges[t]);
            }
        }

        var x = graph.Columns(features, columns);
        var share = graph.Divide(graph.Subtract(x, graph.Floats([.. lows])), graph.Floats([.. widths]));
        share = graph.Clip(share, graph.Float(0), graph.Float(1));
        share = graph.Multiply(graph.Subtract(share, graph.Floats(pieces.Means)), graph.Floats(pieces.Factors));
        return graph.Where(graph.IsMissing(x), graph.Float(0), share);
    }
}
