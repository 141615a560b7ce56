using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds the steps from raw columns to features. A column is rows x size.</summary>
internal static class OnnxSteps
{
    // What people write for a missing number. A text that is neither one of these nor a number makes the runtime refuse the rows.
    private static readonly string[] Missing = ["", "NA", "N/A", "n/a", "na", "null", "NULL", "None", "nan", "?", "-"];

    /// <summary>Adds a step.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="step">The step.</param>
    /// <param name="inputs">The columns it reads.</param>
    /// <param name="size">Values per row of the first of them.</param>
    /// <returns>The column it writes.</returns>
    /// <exception cref="ArgumentException">It has no ONNX form.</exception>
    public static string Add(OnnxGraph graph, PortableStep step, string[] inputs, int size) => step switch
    {
        AffineStep affine => graph.Multiply(graph.Subtract(inputs[0], graph.Floats([.. affine.Offset])), graph.Floats([.. affine.Scale])),
        ReplaceMissingStep replace => graph.Where(graph.IsMissing(inputs[0]), graph.Floats([.. replace.Replacement]), inputs[0]),
        MissingIndicatorStep => graph.Cast(graph.IsMissing(inputs[0]), OnnxType.Float),
        ConcatenateStep => graph.Concat(inputs),
        ParseNumberStep => Parse(graph, inputs[0]),
        CategoryStep category => Category(graph, category, inputs[0], size),
        WordSumStep sums => WordSums(graph, sums, inputs[0]),
        DateStep => OnnxDates.Add(graph, inputs[0]),
        _ => throw new ArgumentException($"The step {step.GetType().Name} that writes '{step.Output}' has no ONNX form."),
    };

    /// <summary>Adds what free text becomes: its length, the number of its words, and which words of a list are there.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="step">The step.</param>
    /// <param name="words">Rows x any words, empty for none.</param>
    /// <param name="length">Rows x 1 lengths.</param>
    public static string Words(OnnxGraph graph, WordsStep step, string words, string length)
    {
        var isWord = graph.MachineLearningNode(
            "LabelEncoder",
            [words],
            OnnxAttribute.Of("keys_strings", new[] { string.Empty }),
            OnnxAttribute.Of("values_int64s", new[] { 0L }),
            OnnxAttribute.Of("default_int64", 1L));
        var count = graph.Node("ReduceSum", [graph.Cast(isWord, OnnxType.Float), graph.Longs(1)], OnnxAttribute.Of("keepdims", 1L));
        if (step.Words.Count == 0)
        {
            return graph.Concat([length, count]);
        }

        var places = OnnxLookup.OneHot(graph, OnnxLookup.Codes(graph, words, step.Words, step.Words.Count), step.Words.Count);
        var there = graph.Node("ReduceMax", [places], OnnxAttribute.Of("axes", new[] { 1L }), OnnxAttribute.Of("keepdims", 0L));
        return graph.Concat([length, count, there]);
    }

    // Words that are not known have a row of zeros.
    private static string WordSums(OnnxGraph graph, WordSumStep step, string words)
    {
        var width = step.Weights.Columns;
        var table = graph.Floats([.. step.Weights.Values.AsSpan(0, step.Words.Count * width), .. new float[width]], step.Words.Count + 1, width);
        var weights = graph.Node("Gather", [table, OnnxLookup.Codes(graph, words, step.Words, step.Words.Count)], OnnxAttribute.Of("axis", 0L));
        return graph.Sum(weights, 1);
    }

    private static string Parse(OnnxGraph graph, string texts)
    {
        var isMissing = graph.MachineLearningNode(
            "LabelEncoder",
            [texts],
            OnnxAttribute.Of("keys_strings", Missing),
            OnnxAttribute.Of("values_int64s", Missing.Select(_ => 1L).ToArray()),
            OnnxAttribute.Of("default_int64", 0L));
        var isNumber = graph.Where(graph.Cast(isMissing, OnnxType.Bool), graph.Builder.Constant(graph.Builder.FreeName("text"), ["NaN"]), texts);
        return graph.Cast(isNumber, OnnxType.Float);
    }

    private static string Category(OnnxGraph graph, CategoryStep step, string x, int size)
    {
        var count = step.TextCategories?.Count ?? step.NumberCategories!.Count;
        var codes = step.TextCategories is { } texts ? Codes(graph, x, texts) : Codes(graph, x, step.NumberCategories!);
        string table;
        int width;
        if (step.Table is null)
        {
            width = count;
            table = OnnxLookup.OneHot(graph, codes, count, count + 1);
        }
        else
        {
            width = step.Table.Columns;
            var values = graph.Floats(step.Table.Values.AsSpan(0, step.Table.Rows * width), step.Table.Rows, width);
            table = graph.Node("Gather", [values, codes], OnnxAttribute.Of("axis", 0L));
        }

        return step.Sum ? graph.Sum(table, 1) : graph.Reshape(table, (long)size * width);
    }

    // The empty text counts as missing unless it is a category itself.
    private static string Codes(OnnxGraph graph, string x, IReadOnlyList<string> categories)
    {
        IReadOnlyList<string> keys = categories.Contains(string.Empty, StringComparer.Ordinal) ? categories : [.. categories, string.Empty];
        long[] codes = [.. Enumerable.Range(0, keys.Count).Select(i => (long)(i < categories.Count ? i : i + 1))];
        return graph.MachineLearningNode(
            "LabelEncoder",
            [x],
            OnnxAttribute.Of("keys_strings", keys),
            OnnxAttribute.Of("values_int64s", codes),
            OnnxAttribute.Of("default_int64", (long)categories.Count));
    }

    private static string Codes(OnnxGraph graph, string x, IReadOnlyList<float> categories)
    {
        var codes = OnnxLookup.Codes(graph, x, categories, categories.Count);
        return graph.Where(graph.IsMissing(x), graph.Long(categories.Count + 1), codes);
    }
}
