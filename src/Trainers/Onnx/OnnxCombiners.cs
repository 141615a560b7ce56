using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds what makes one prediction of the members': averages of all kinds with their calibration, and stacks.</summary>
internal static class OnnxCombiners
{
    private const double LowestProbability = 1e-7;

    /// <summary>Adds an average.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="average">The average.</param>
    /// <param name="predictions">The members' predictions side by side.</param>
    /// <returns>Its raw outputs.</returns>
    public static string Add(OnnxGraph graph, AveragingCombiner average, string predictions)
    {
        var raw = average.Averaging switch
        {
            AveragingKind.Median => Median(graph, average, predictions),
            AveragingKind.Logit => Mean(graph, average, Logarithm(graph, average.Task, predictions)),
            AveragingKind.Rank => Mean(graph, average, Ranks(graph, average, predictions)),
            _ => Mean(graph, average, predictions),
        };
        if (average.Link.Kind is PortableLinkKind.Probabilities or PortableLinkKind.Identity)
        {
            return raw;
        }

        raw = average.Averaging is AveragingKind.Logit or AveragingKind.Rank ? raw : Logarithm(graph, average.Task, raw);
        return graph.Subtract(graph.Multiply(raw, graph.Float(average.Scale)), graph.Float(average.Shift));
    }

    /// <summary>Adds a stack.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="inputs">The members' predictions side by side, then the features passed through.</param>
    /// <returns>Its raw outputs.</returns>
    public static string Add(OnnxGraph graph, StackCombiner stack, string inputs)
    {
        var read = stack.Members * stack.Outputs;
        var predictions = stack.Passed == 0 ? inputs : graph.Columns(inputs, 0, read);
        var passed = stack.Passed == 0 ? null : graph.Columns(inputs, read, stack.Passed);
        foreach (var layer in stack.Layers)
        {
            var scaled = stack.Task == PredictionTask.Regression ? predictions : Logarithm(graph, stack.Task, predictions);
            var features = passed is null ? scaled : graph.Concat([scaled, passed]);
            predictions = graph.Concat([.. layer.Select(model => OnnxPredictors.Link(graph, model.Link, OnnxPredictors.Add(graph, model, features)))]);
        }

        return Add(graph, stack.Last, predictions);
    }

    /// <summary>Adds the logits of probabilities, finite at 0 and 1.</summary>
    public static string Logit(OnnxGraph graph, string probabilities)
    {
        var p = graph.Clip(graph.Cast(probabilities, OnnxType.Double), graph.Double(LowestProbability), graph.Double(1 - LowestProbability));
        return graph.Cast(graph.Node("Log", [graph.Divide(p, graph.Subtract(graph.Double(1), p))]), OnnxType.Float);
    }

    private static string Logarithm(OnnxGraph graph, PredictionTask task, string probabilities) => task == PredictionTask.Binary
        ? Logit(graph, probabilities)
        : graph.Node("Log", [graph.Node("Max", [probabilities, graph.Float((float)LowestProbability)])]);

    // Sums of doubles, as the model's own.
    private static string Mean(OnnxGraph graph, AveragingCombiner average, string values)
    {
        var (members, outputs) = (average.Weights.Count, average.Outputs);
        var total = average.Weights.Sum(weight => (double)weight);
        var shares = new double[members * outputs * outputs];
        for (var i = 0; i < members * outputs; i++)
        {
            shares[(i * outputs) + (i % outputs)] = average.Weights[i / outputs] / total;
        }

        return graph.Cast(graph.Product(graph.Cast(values, OnnxType.Double), graph.Doubles(shares, members * outputs, outputs)), OnnxType.Float);
    }

    /// <summary>The share of known values below, equal ones counted half.</summary>
    private static string Ranks(OnnxGraph graph, AveragingCombiner average, string predictions)
    {
        var (below, notAbove) = OnnxCounts.Add(graph, [.. average.References], predictions);
        return graph.Divide(graph.Add(below, notAbove), graph.Floats([.. average.References.Select(known => 2f * known.Length)]));
    }

    /// <summary>The weighted median: the first value, in order, up to which there is more than half of the weight, or its mean with the next where it is half.</summary>
    private static string Median(OnnxGraph graph, AveragingCombiner average, string predictions)
    {
        var (members, outputs) = (average.Weights.Count, average.Outputs);
        var byClass = graph.Reshape(predictions, members, outputs);
        byClass = graph.Node("Transpose", [byClass], OnnxAttribute.Of("perm", new long[] { 0, 2, 1 }));
        var (values, places) = graph.Sorted(byClass, members);
        var weights = graph.Node("Gather", [graph.Doubles([.. average.Weights.Select(weight => (double)weight)]), places], OnnxAttribute.Of("axis", 0L));
        var sums = graph.Node("CumSum", [weights, graph.Long(-1)]);
        var half = graph.Double(average.Weights.Sum(weight => (double)weight) / 2);
        var reached = graph.Cast(graph.Node("GreaterOrEqual", [sums, half]), OnnxType.Float);
        var place = graph.Node("ArgMax", [reached], OnnxAttribute.Of("axis", -1L), OnnxAttribute.Of("keepdims", 1L));
        var next = graph.Node("Min", [graph.Add(place, graph.Long(1)), graph.Long(members - 1)]);
        string At(string table, string where) => graph.Node("GatherElements", [table, where], OnnxAttribute.Of("axis", -1L));
        var value = At(values, place);
        var between = graph.Multiply(graph.Add(value, At(values, next)), graph.Float(0.5f));
        var median = graph.Reshape(graph.Where(graph.Node("Equal", [At(sums, place), half]), between, value), outputs);
        if (average.Task != PredictionTask.Multiclass)
        {
            return median;
        }

        var total = graph.Node("ReduceSum", [median, graph.Longs(1)], OnnxAttribute.Of("keepdims", 1L));
        return graph.Where(graph.Node("Greater", [total, graph.Float(0)]), graph.Divide(median, total), median);
    }
}
