using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds a feature scaler: medians for missing values, then every column on one scale.</summary>
internal static class OnnxScaler
{
    private const float Limit = 3;
    private const float Huge = 1e15f;

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="scaler">The scaler.</param>
    /// <param name="x">Columns with NaN for missing.</param>
    /// <returns>The columns, scaled.</returns>
    public static string Add(OnnxGraph graph, FeatureScaler scaler, string x)
    {
        var filled = graph.Where(graph.IsMissing(x), graph.Floats(scaler.Medians), x);
        if (scaler.Kind != FeatureScaling.QuantileNormal || scaler.Quantiles.All(quantiles => quantiles.Length == 0))
        {
            var linear = Linear(graph, graph.Subtract(filled, graph.Floats(scaler.Centres)), graph.Floats(scaler.Factors));
            return scaler.Kind == FeatureScaling.RobustSmoothClip ? Clip(graph, linear) : linear;
        }

        int[] bent = [.. Enumerable.Range(0, scaler.Columns).Where(i => scaler.Quantiles[i].Length > 0)];
        int[] straight = [.. Enumerable.Range(0, scaler.Columns).Where(i => scaler.Quantiles[i].Length == 0)];
        var normal = OnnxNormalQuantile.Add(graph, [.. bent.Select(i => scaler.Quantiles[i])], graph.Columns(filled, bent));
        if (straight.Length == 0)
        {
            return normal;
        }

        var (centres, factors) = (scaler.Centres.ToArray(), scaler.Factors.ToArray());
        var rest = graph.Subtract(graph.Columns(filled, straight), graph.Floats([.. straight.Select(i => centres[i])]));
        rest = Linear(graph, rest, graph.Floats([.. straight.Select(i => factors[i])]));
        int[] order = [.. bent, .. straight];
        return graph.Columns(graph.Concat([normal, rest]), Enumerable.Range(0, scaler.Columns).Select(i => Array.IndexOf(order, i)));
    }

    // As the scaler: values far from the training rows stay finite.
    private static string Linear(OnnxGraph graph, string difference, string factors)
    {
        var finite = graph.Node("Clip", [difference, graph.Float(float.MinValue), graph.Float(float.MaxValue)]);
        return graph.Node("Clip", [graph.Multiply(finite, factors), graph.Float(-FeatureScaler.Limit), graph.Float(FeatureScaler.Limit)]);
    }

    // x / sqrt(1 + (x/3)^2), and 3 where the square would not fit.
    private static string Clip(OnnxGraph graph, string x)
    {
        var limit = graph.Float(Limit);
        var part = graph.Divide(x, limit);
        var bent = graph.Divide(x, graph.Node("Sqrt", [graph.Add(graph.Float(1), graph.Multiply(part, part))]));
        var isHuge = graph.Node("Greater", [graph.Node("Abs", [x]), graph.Float(Huge)]);
        return graph.Where(isHuge, graph.Multiply(graph.Node("Sign", [x]), limit), bent);
    }
}
