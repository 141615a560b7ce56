using System.Globalization;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Puts an ONNX model together: inputs, constants, nodes in order, outputs. Opset 17 of the main domain, 3 of ai.onnx.ml, IR version 8.</summary>
internal sealed class OnnxModelBuilder
{
    /// <summary>The domain of classical models.</summary>
    public const string MachineLearning = "ai.onnx.ml";

    /// <summary>The name of the first dimension, the rows.</summary>
    public const string Rows = "rows";

    /// <summary>As many columns as the rows given have.</summary>
    public const int AnyColumns = -1;

    private const int IrVersion = 8;
    private const int MainOpset = 17;
    private const int MachineLearningOpset = 3;

    private readonly string _name;
    private readonly List<ProtoWriter> _nodes = [];
    private readonly List<ProtoWriter> _constants = [];
    private readonly List<ProtoWriter> _inputs = [];
    private readonly List<ProtoWriter> _outputs = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private bool _usesMachineLearning;

    /// <param name="name">The name of the graph.</param>
    public OnnxModelBuilder(string name) => _name = name;

    /// <summary>Declares an input of rows x <paramref name="columns"/>; null makes it a vector of one element per row.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="columns">Elements a row, or <see cref="AnyColumns"/>.</param>
    /// <param name="meaning">What it holds, for people.</param>
    /// <returns>The name.</returns>
    public string Input(string name, OnnxType type, int? columns, string? meaning = null)
    {
        _names.Add(name, 0);
        var input = Value(name, type, columns);
        if (meaning is not null)
        {
            input.Write(3, meaning);
        }

        _inputs.Add(input);
        return name;
    }

    /// <summary>A name that nothing in the model has yet: the one wished for, or that with a number behind it.</summary>
    public string FreeName(string wish)
    {
        var name = wish;
        while (!_names.TryAdd(name, 0))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wish}_{++_names[wish]}");
        }

        return name;
    }

    /// <summary>Declares an output of rows x <paramref name="columns"/>; null makes it a vector of one element per row.</summary>
    public void Output(string name, OnnxType type, int? columns) => _outputs.Add(Value(name, type, columns));

    /// <summary>Adds constant numbers.</summary>
    /// <param name="name">What nodes call them.</param>
    /// <param name="values">The numbers, last dimension fastest.</param>
    /// <param name="dimensions">The shape; none for a single number.</param>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions)
    {
        var tensor = Tensor(name, OnnxType.Float, dimensions);
        tensor.Write(9, ProtoWriter.LittleEndian(values));
        return name;
    }

    /// <summary>Adds constant whole numbers, such as axes.</summary>
    public string Constant(string name, ReadOnlySpan<long> values, params ReadOnlySpan<long> dimensions)
    {
        Tensor(name, OnnxType.Int64, dimensions).Write(7, values);
        return name;
    }

    /// <summary>Adds constant numbers of double precision.</summary>
    public string Constant(string name, ReadOnlySpan<double> values, params ReadOnlySpan<long> dimensions)
    {
        Tensor(name, OnnxType.Double, dimensions).Write(9, ProtoWriter.LittleEndian(values));
        return name;
    }

    /// <summary>Adds constant texts, one after the other.</summary>
    public string Constant(string name, IReadOnlyList<string> values)
    {
        var tensor = Tensor(name, OnnxType.String, [values.Count]);
        foreach (var value in values)
        {
            tensor.Write(6, value);
        }

        return name;
    }

    /// <summary>Adds a node of the main domain; nodes come after those they read from.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string operation, ReadOnlySpan<string> inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        Node(operation, inputs, [output], attributes);
        return output;
    }

    /// <summary>Adds a node of the main domain with several outputs.</summary>
    public void Node(string operation, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        _nodes.Add(NodeMessage(operation, inputs, outputs, attributes));

    /// <summary>Adds a node of ai.onnx.ml.</summary>
    /// <returns>The name of its output.</returns>
    public string MachineLearningNode(string operation, ReadOnlySpan<string> inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = NodeMessage(operation, inputs, [output], attributes);
        node.Write(7, MachineLearning);
        _nodes.Add(node);
        _usesMachineLearning = true;
        return output;
    }

    /// <summary>Writes the model.</summary>
    public void Write(Stream stream)
    {
        var graph = new ProtoWriter();
        Add(graph, 1, _nodes);
        graph.Write(2, _name);
        Add(graph, 5, _constants);
        Add(graph, 11, _inputs);
        Add(graph, 12, _outputs);
        var model = new ProtoWriter();
        model.Write(1, IrVersion);
        model.Write(2, "MLNetTuning");
        model.Write(3, typeof(OnnxModelBuilder).Assembly.GetName().Version?.ToString(3) ?? "unknown");
        model.Write(7, graph);
        model.Write(8, Opset(string.Empty, MainOpset));
        if (_usesMachineLearning)
        {
            model.Write(8, Opset(MachineLearning, MachineLearningOpset));
        }

        stream.Write(model.Bytes.Span);
    }

    private ProtoWriter Tensor(string name, OnnxType type, ReadOnlySpan<long> dimensions)
    {
        var tensor = new ProtoWriter();
        tensor.Write(1, dimensions);
        tensor.Write(2, (long)type);
        tensor.Write(8, name);
        _constants.Add(tensor);
        return tensor;
    }

    private static ProtoWriter NodeMessage(string operation, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
        {
            node.Write(1, input);
        }

        foreach (var output in outputs)
        {
            node.Write(2, output);
        }

        node.Write(3, outputs[0]);
        node.Write(4, operation);
        foreach (var attribute in attributes)
        {
            node.Write(5, attribute.Message);
        }

        return node;
    }

    private static ProtoWriter Value(string name, OnnxType type, int? columns)
    {
        var rows = new ProtoWriter();
        rows.Write(2, Rows);
        var shape = new ProtoWriter();
        shape.Write(1, rows);
        if (columns is { } count)
        {
            var second = new ProtoWriter();
            if (count == AnyColumns)
            {
                second.Write(2, name + "_columns");
            }
            else
            {
                second.Write(1, count);
            }

            shape.Write(1, second);
        }

        var tensor = new ProtoWriter();
        tensor.Write(1, (long)type);
        tensor.Write(2, shape);
        var typeMessage = new ProtoWriter();
        typeMessage.Write(1, tensor);
        var value = new ProtoWriter();
        value.Write(1, name);
        value.Write(2, typeMessage);
        return value;
    }

    private static ProtoWriter Opset(string domain, long version)
    {
        var opset = new ProtoWriter();
        opset.Write(1, domain);
        opset.Write(2, version);
        return opset;
    }

    private static void Add(ProtoWriter target, int field, List<ProtoWriter> messages)
    {
        foreach (var message in messages)
        {
            target.Write(field, message);
        }
    }
}
