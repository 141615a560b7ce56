using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds what is before a network's first block: embedded numbers, plain columns, vectors of categories; and the wide part, which reads the same.</summary>
internal static class OnnxFront
{
    /// <summary>Adds what the first block reads.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="weights">The network's.</param>
    /// <param name="features">Its inputs.</param>
    public static string Add(OnnxGraph graph, NetworkWeights weights, string features)
    {
        var spec = weights.Spec;
        var parts = new List<string>();
        if (spec.EmbeddedInputs > 0)
        {
            parts.Add(OnnxNumericEmbedding.Add(graph, weights, graph.Columns(features, 0, spec.EmbeddedInputs)));
        }

        if (spec.HasPlainFront)
        {
            parts.Add(features);
        }
        else if (spec.PlainColumns > spec.EmbeddedInputs)
        {
            parts.Add(graph.Columns(features, spec.EmbeddedInputs, spec.PlainColumns - spec.EmbeddedInputs));
        }

        if (spec.Categories.Count > 0)
        {
            parts.AddRange(Levels(graph, weights, features, weights.Get(TensorLayout.Front, TensorKind.Categories)));
        }

        var front = graph.Concat(parts);
        return spec.FrontScale ? graph.Multiply(front, graph.Floats(weights.Get(TensorLayout.Front, TensorKind.FrontScale))) : front;
    }

    /// <summary>Adds the wide part.</summary>
    /// <returns>What it adds to the outputs.</returns>
    public static string AddWide(OnnxGraph graph, NetworkWeights weights, string features)
    {
        var spec = weights.Spec;
        var layer = spec.Blocks.Count + 1;
        var parts = new List<string>();
        if (spec.PlainColumns > 0)
        {
            parts.Add(spec.Categories.Count == 0 ? features : graph.Columns(features, 0, spec.PlainColumns));
        }

        if (spec.Crosses.Count > 0)
        {
            var first = graph.Columns(features, spec.Crosses.Select(cross => cross.First));
            parts.Add(graph.Multiply(first, graph.Columns(features, spec.Crosses.Select(cross => cross.Second))));
        }

        var sums = new List<string>();
        if (parts.Count > 0)
        {
            sums.Add(graph.Product(graph.Concat(parts), graph.Floats(weights.Get(layer, TensorKind.Weights), spec.WideColumns, spec.Outputs)));
        }

        if (spec.Categories.Count > 0)
        {
            sums.AddRange(Levels(graph, weights, features, weights.Get(layer, TensorKind.WideCategories)));
        }

        return graph.Node("Sum", [.. sums]);
    }

    // A table per category: a level it has not is an error in the runtime, not another category's vector.
    private static string[] Levels(OnnxGraph graph, NetworkWeights weights, string features, ReadOnlySpan<float> tables)
    {
        var spec = weights.Spec;
        var width = (int)(tables.Length / spec.TotalLevels);
        var result = new string[spec.Categories.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var length = spec.Categories[i] * width;
            var level = graph.Cast(graph.Column(features, spec.PlainColumns + i), OnnxType.Int64);
            result[i] = graph.Node("Gather", [graph.Floats(tables[..length], spec.Categories[i], width), level], OnnxAttribute.Of("axis", 0L));
            tables = tables[length..];
        }

        return result;
    }
}
