namespace MLNetTuning.Trainers.Onnx;

/// <summary>Nodes of a model by what they do, each with a name of its own. Everything has one row per scored row first, unless said otherwise.</summary>
internal sealed class OnnxGraph(OnnxModelBuilder builder)
{
    /// <summary>The model the nodes go to.</summary>
    public OnnxModelBuilder Builder { get; } = builder;

    /// <summary>A node of the main domain.</summary>
    /// <returns>The name of its output, as of all that follow.</returns>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Builder.Node(operation, inputs, Builder.FreeName(operation), attributes);

    /// <summary>A node of ai.onnx.ml.</summary>
    public string MachineLearningNode(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Builder.MachineLearningNode(operation, inputs, Builder.FreeName(operation), attributes);

    public string Floats(ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions) => Builder.Constant(Builder.FreeName("floats"), values, dimensions);

    public string Floats(ReadOnlySpan<float> values) => Floats(values, [values.Length]);

    public string Doubles(ReadOnlySpan<double> values) => Doubles(values, [values.Length]);

    public string Doubles(ReadOnlySpan<double> values, params ReadOnlySpan<long> dimensions) => Builder.Constant(Builder.FreeName("doubles"), values, dimensions);

    public string Longs(params ReadOnlySpan<long> values) => Builder.Constant(Builder.FreeName("longs"), values, [values.Length]);

    /// <summary>A single number.</summary>
    public string Float(float value) => Builder.Constant(Builder.FreeName("float"), [value]);

    /// <summary>A single number.</summary>
    public string Double(double value) => Builder.Constant(Builder.FreeName("double"), [value]);

    /// <summary>A single number.</summary>
    public string Long(long value) => Builder.Constant(Builder.FreeName("long"), [value]);

    public string Add(string x, string y) => Node("Add", [x, y]);

    public string Subtract(string x, string y) => Node("Sub", [x, y]);

    public string Multiply(string x, string y) => Node("Mul", [x, y]);

    public string Divide(string x, string y) => Node("Div", [x, y]);

    /// <summary>The matrix product of the last two dimensions.</summary>
    public string Product(string x, string y) => Node("MatMul", [x, y]);

    public string Where(string condition, string then, string otherwise) => Node("Where", [condition, then, otherwise]);

    public string IsMissing(string x) => Node("IsNaN", [x]);

    public string Clip(string x, string lowest, string highest) => Node("Clip", [x, lowest, highest]);

    public string Cast(string x, OnnxType type) => Node("Cast", [x], OnnxAttribute.Of("to", (long)type));

    /// <summary>Side by side along a dimension; one alone stays as it is.</summary>
    public string Concat(IReadOnlyList<string> parts, long axis = 1) => parts.Count == 1 ? parts[0] : Node("Concat", [.. parts], OnnxAttribute.Of("axis", axis));

    /// <summary>Columns of a table.</summary>
    public string Columns(string x, ReadOnlySpan<long> columns) => Node("Gather", [x, Longs(columns)], OnnxAttribute.Of("axis", 1L));

    /// <summary>Columns of a table.</summary>
    public string Columns(string x, IEnumerable<int> columns) => Columns(x, columns.Select(column => (long)column).ToArray());

    /// <summary>A run of columns of a table.</summary>
    public string Columns(string x, int start, int count) => Node("Slice", [x, Longs(start), Longs(start + count), Longs(1)]);

    /// <summary>One column of a table, as a vector.</summary>
    public string Column(string x, int column) => Node("Gather", [x, Long(column)], OnnxAttribute.Of("axis", 1L));

    /// <summary>Adds a dimension of length one.</summary>
    public string Unsqueeze(string x, long axis) => Node("Unsqueeze", [x, Longs(axis)]);

    /// <summary>Everything after the first dimension, by new lengths.</summary>
    public string Reshape(string x, params ReadOnlySpan<long> lengths) => Node("Reshape", [x, Longs([0, .. lengths])]);

    /// <summary>Swaps the first two of three dimensions.</summary>
    public string Swap(string x) => Node("Transpose", [x], OnnxAttribute.Of("perm", new long[] { 1, 0, 2 }));

    /// <summary>The sum over a dimension, which goes away.</summary>
    public string Sum(string x, long axis) => Node("ReduceSum", [x, Longs(axis)], OnnxAttribute.Of("keepdims", 0L));
}
