using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds what makes a network's outputs a prediction: label units for regression, and one answer of all members. In double precision, as the model does it.</summary>
internal static class OnnxMembers
{
    private const double LeastProbability = 1e-38;

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="weights">The network's.</param>
    /// <param name="outputs">Rows x outputs, of each member if there are several.</param>
    /// <returns>Rows x outputs.</returns>
    public static string Add(OnnxGraph graph, NetworkWeights weights, string outputs)
    {
        var spec = weights.Spec;
        if (spec.Task == PredictionTask.Regression)
        {
            var labels = Labels(graph, weights, graph.Cast(outputs, OnnxType.Double));
            return graph.Cast(spec.Members == 1 ? labels : Mean(graph, labels), OnnxType.Float);
        }

        if (spec.Members == 1)
        {
            return outputs;
        }

        var z = graph.Cast(outputs, OnnxType.Double);
        if (spec.Task == PredictionTask.Binary)
        {
            var positive = graph.Sum(graph.Node("Sigmoid", [z]), 0);
            var negative = graph.Sum(graph.Node("Sigmoid", [graph.Node("Neg", [z])]), 0);
            return graph.Cast(graph.Subtract(Log(graph, positive), Log(graph, negative)), OnnxType.Float);
        }

        return graph.Cast(Log(graph, Mean(graph, graph.Node("Softmax", [z], OnnxAttribute.Of("axis", -1L)))), OnnxType.Float);
    }

    private static string Labels(OnnxGraph graph, NetworkWeights weights, string z)
    {
        var value = graph.Add(graph.Multiply(z, graph.Double(weights.TargetScale)), graph.Double(weights.TargetMean));
        value = weights.Spec.IsExponential ? graph.Node("Exp", [value]) : value;
        return double.IsInfinity(weights.LowestTarget) && double.IsInfinity(weights.HighestTarget)
            ? value
            : graph.Clip(value, graph.Double(weights.LowestTarget), graph.Double(weights.HighestTarget));
    }

    private static string Mean(OnnxGraph graph, string x) => graph.Node("ReduceMean", [x], OnnxAttribute.Of("axes", new long[] { 0 }), OnnxAttribute.Of("keepdims", 0L));

    private static string Log(OnnxGraph graph, string x) => graph.Node("Log", [graph.Node("Max", [x, graph.Double(LeastProbability)])]);
}
