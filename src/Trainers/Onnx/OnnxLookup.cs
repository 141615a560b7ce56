namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds lookups in lists of values, and what follows them.</summary>
internal static class OnnxLookup
{
    /// <summary>The place of each number in a list, as whole numbers; one more value for those that are not in it, missing ones among them.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="values">The list, without NaN.</param>
    /// <param name="unknown">What stands for all others.</param>
    /// <param name="first">The place of the first.</param>
    public static string Codes(OnnxGraph graph, string x, IReadOnlyList<float> values, int unknown, int first = 0) => values.Count == 0
        ? graph.Cast(graph.Multiply(graph.Cast(graph.IsMissing(x), OnnxType.Float), graph.Float(0)), OnnxType.Int64)
        : graph.MachineLearningNode(
            "LabelEncoder",
            [x],
            OnnxAttribute.Of("keys_floats", [.. values]),
            OnnxAttribute.Of("values_int64s", Places(values.Count, first)),
            OnnxAttribute.Of("default_int64", (long)unknown));

    /// <summary>The place of each text in a list.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="x">Texts.</param>
    /// <param name="values">The list.</param>
    /// <param name="unknown">What stands for all others.</param>
    public static string Codes(OnnxGraph graph, string x, IReadOnlyList<string> values, int unknown) => graph.MachineLearningNode(
        "LabelEncoder",
        [x],
        OnnxAttribute.Of("keys_strings", values),
        OnnxAttribute.Of("values_int64s", Places(values.Count, 0)),
        OnnxAttribute.Of("default_int64", (long)unknown));

    /// <summary>A number for each number in a list, and one for all others.</summary>
    public static string Floats(OnnxGraph graph, string x, IReadOnlyList<float> keys, float[] values, float otherwise) => keys.Count == 0
        ? graph.Add(graph.Multiply(graph.Cast(graph.IsMissing(x), OnnxType.Float), graph.Float(0)), graph.Float(otherwise))
        : graph.MachineLearningNode(
            "LabelEncoder",
            [x],
            OnnxAttribute.Of("keys_floats", [.. keys]),
            OnnxAttribute.Of("values_floats", values),
            OnnxAttribute.Of("default_float", otherwise));

    /// <summary>Codes as columns with a 1 at their place; a code of <paramref name="count"/> or more has none.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="codes">Whole numbers, any shape.</param>
    /// <param name="count">Columns per code, which come as the last dimension.</param>
    /// <param name="largest">The largest code; -1 for the number of columns.</param>
    public static string OneHot(OnnxGraph graph, string codes, int count, int largest = -1)
    {
        var depth = (largest < 0 ? count : largest) + 1;
        var columns = graph.Node("OneHot", [codes, graph.Long(depth), graph.Floats([0, 1])], OnnxAttribute.Of("axis", -1L));
        return graph.Node("Slice", [columns, graph.Longs(0), graph.Longs(count), graph.Longs(-1)]);
    }

    private static long[] Places(int count, int first) => [.. Enumerable.Range(first, count).Select(place => (long)place)];
}
