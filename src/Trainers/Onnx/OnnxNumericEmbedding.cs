using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds the embedding of numeric inputs: components per input, then each input's own linear map.</summary>
internal static class OnnxNumericEmbedding
{
    private const float Turn = 6.28318531f;

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="weights">The network's.</param>
    /// <param name="x">The inputs that are embedded.</param>
    public static string Add(OnnxGraph graph, NetworkWeights weights, string x)
    {
        var embedding = weights.Spec.NumericEmbedding!;
        int inputs = weights.Spec.EmbeddedInputs;
        var column = graph.Unsqueeze(x, 2);
        var components = embedding.IsPeriodic ? Waves(graph, weights, column) : Shares(graph, weights, column);
        var maps = graph.Floats(weights.Get(TensorLayout.Front, TensorKind.EmbeddingWeights), inputs, embedding.Components, embedding.Width);
        var mapped = graph.Swap(graph.Product(graph.Swap(components), maps));
        mapped = graph.Add(mapped, Table(graph, weights, TensorKind.EmbeddingBias));
        if (!embedding.IsPeriodic)
        {
            mapped = graph.Add(mapped, graph.Multiply(column, Table(graph, weights, TensorKind.EmbeddingInput)));
        }

        mapped = embedding.Rectifies ? graph.Node("Relu", [mapped]) : mapped;
        mapped = embedding.KeepsInput ? graph.Concat([mapped, column], 2) : mapped;
        return graph.Reshape(mapped, inputs * embedding.OutputWidth);
    }

    // Angles in turns, less the whole ones: cosines of large angles are only as good as what is left of them.
    private static string Waves(OnnxGraph graph, NetworkWeights weights, string column)
    {
        var turns = graph.Multiply(column, Table(graph, weights, TensorKind.Frequencies));
        var hasPhases = weights.Spec.NumericEmbedding!.Kind == NumericEmbeddingKind.PeriodicPhase;
        if (hasPhases)
        {
            var phases = weights.Get(TensorLayout.Front, TensorKind.Phases).ToArray();
            turns = graph.Add(turns, graph.Floats(Array.ConvertAll(phases, phase => phase * (1 / Turn)), weights.Spec.EmbeddedInputs, phases.Length / weights.Spec.EmbeddedInputs));
        }

        var angle = graph.Multiply(graph.Subtract(turns, graph.Node("Round", [turns])), graph.Float(Turn));
        var cosines = graph.Node("Cos", [angle]);
        return hasPhases ? cosines : graph.Concat([cosines, graph.Node("Sin", [angle])], 2);
    }

    // How far each value is through each bin; a bin without width is a step at its edge.
    private static string Shares(OnnxGraph graph, NetworkWeights weights, string column)
    {
        var (inputs, bins) = (weights.Spec.EmbeddedInputs, weights.Spec.NumericEmbedding!.Bins);
        var edges = weights.Get(TensorLayout.Front, TensorKind.Edges);
        var (lows, widths, steps) = (new float[inputs * bins], new float[inputs * bins], new float[inputs * bins]);
        for (var i = 0; i < lows.Length; i++)
        {
            var at = (i / bins * (bins + 1)) + (i % bins);
            (lows[i], widths[i]) = (edges[at], edges[at + 1] - edges[at]);
            (widths[i], steps[i]) = widths[i] > 0 ? (widths[i], 0) : (1, 1);
        }

        var low = graph.Floats(lows, inputs, bins);
        var share = graph.Clip(graph.Divide(graph.Subtract(column, low), graph.Floats(widths, inputs, bins)), graph.Float(0), graph.Float(1));
        if (!steps.Contains(1))
        {
            return share;
        }

        var isStep = graph.Cast(graph.Floats(steps, inputs, bins), OnnxType.Bool);
        return graph.Where(isStep, graph.Cast(graph.Node("GreaterOrEqual", [column, low]), OnnxType.Float), share);
    }

    private static string Table(OnnxGraph graph, NetworkWeights weights, TensorKind kind)
    {
        var values = weights.Get(TensorLayout.Front, kind);
        var inputs = weights.Spec.EmbeddedInputs;
        return graph.Floats(values, inputs, values.Length / inputs);
    }
}
