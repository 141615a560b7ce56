using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds predictors: features to raw outputs, and raw outputs to predictions.</summary>
internal static class OnnxPredictors
{
    /// <summary>Adds a predictor.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="predictor">The predictor.</param>
    /// <param name="features">Its features.</param>
    /// <returns>Its raw outputs.</returns>
    /// <exception cref="ArgumentException">It has no ONNX form.</exception>
    public static string Add(OnnxGraph graph, PortablePredictor predictor, string features) => predictor switch
    {
        TreePredictor trees => graph.MachineLearningNode("TreeEnsembleRegressor", [features], TreeEnsembleNode.Of(trees.Trees)),
        LinearPredictor linear => Linear(graph, linear, features),
        NetworkPredictor network => OnnxNetwork.Add(graph, network.Network, Encoded(graph, network, features)),
        _ => throw new ArgumentException($"A predictor of type {predictor.GetType().Name} has no ONNX form."),
    };

    /// <summary>Adds what makes raw outputs probabilities or values.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="link">The link.</param>
    /// <param name="raw">The raw outputs.</param>
    public static string Link(OnnxGraph graph, PortableLink link, string raw)
    {
        switch (link.Kind)
        {
            case PortableLinkKind.Logistic:
                return Curve(graph, link, raw);
            case PortableLinkKind.NormalizedLogistic:
                var curves = Curve(graph, link, raw);
                return graph.Divide(curves, graph.Node("ReduceSum", [curves, graph.Longs(1)], OnnxAttribute.Of("keepdims", 1L)));
            case PortableLinkKind.Softmax:
                return graph.Node("Softmax", [raw], OnnxAttribute.Of("axis", 1L));
            case PortableLinkKind.Exponential:
                return graph.Node("Exp", [raw]);
            case PortableLinkKind.Identity or PortableLinkKind.Probabilities:
                return raw;
            default:
                throw new ArgumentException($"A {link.Kind} link has no ONNX form.");
        }
    }

    // Double precision, as the model has it: probabilities close to 1 keep their digits.
    private static string Curve(OnnxGraph graph, PortableLink link, string raw)
    {
        double[] slopes = [.. link.Slope.Select(slope => -(double)slope)];
        double[] offsets = [.. link.Offset.Select(offset => -(double)offset)];
        var z = graph.Add(graph.Multiply(graph.Cast(raw, OnnxType.Double), graph.Doubles(slopes)), graph.Doubles(offsets));
        return graph.Cast(graph.Node("Sigmoid", [z]), OnnxType.Float);
    }

    private static string Encoded(OnnxGraph graph, NetworkPredictor network, string features)
    {
        if (network.Table is not null)
        {
            return OnnxEncoding.Add(graph, network.Table, features);
        }

        return network.Encoder is null ? features : OnnxEncoding.Add(graph, network.Encoder, features);
    }

    // Sums of doubles, as the model's own.
    private static string Linear(OnnxGraph graph, LinearPredictor linear, string features)
    {
        features = linear.Table is null ? features : OnnxEncoding.Add(graph, linear.Table, features);
        var inputs = linear.Weights.Columns;
        var weights = new double[inputs * linear.Outputs];
        for (var k = 0; k < linear.Outputs; k++)
        {
            for (var j = 0; j < inputs; j++)
            {
                weights[(j * linear.Outputs) + k] = linear.Weights.Row(k)[j];
            }
        }

        var sums = graph.Product(graph.Cast(features, OnnxType.Double), graph.Doubles(weights, inputs, linear.Outputs));
        return graph.Cast(graph.Add(sums, graph.Doubles(Array.ConvertAll(linear.Biases, bias => (double)bias))), OnnxType.Float);
    }
}
