namespace MLNetTuning.Trainers.Portable;

/// <summary>Stacking: models that read the members' predictions, in one layer or several, and the average of the last layer.</summary>
/// <remarks>
/// D. Wolpert, "Stacked generalization", Neural Networks 5, 1992. A layer reads the predictions before it as logits (binary), logarithms of probabilities
/// (multiclass) or values (regression), and behind them the features passed through, if any.
/// </remarks>
public sealed class StackCombiner : PortablePredictor
{
    private const float LowestProbability = 1e-7f;
    private const int MostLayers = 8;

    private readonly PortablePredictor[][] _layers;

    /// <summary>Makes the combiner.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="members">How many members' predictions are read.</param>
    /// <param name="layers">The layers in order, 1 to 8, each of one model or more with as many outputs as the task has; a layer reads all of the layer before.</param>
    /// <param name="last">The average of the last layer's predictions.</param>
    /// <exception cref="PortableModelException">The parts do not fit the task or each other.</exception>
    public StackCombiner(PredictionTask task, int members, IReadOnlyList<IReadOnlyList<PortablePredictor>> layers, AveragingCombiner last)
        : base(layers is [[var first, ..], ..] ? first.Inputs : 0, last?.Outputs ?? 0, last?.Link ?? PortableLink.Identity)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(last);
        (Task, Members, Last) = (task, members, last);
        _layers = [.. layers.Select(layer => layer.ToArray())];
        Passed = Inputs - (members * Outputs);
        Check();
    }

    /// <summary>What is predicted.</summary>
    public PredictionTask Task { get; }

    /// <summary>How many members' predictions are read.</summary>
    public int Members { get; }

    /// <summary>How many features are passed through to every layer.</summary>
    public int Passed { get; }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<IReadOnlyList<PortablePredictor>> Layers => _layers;

    /// <summary>The average of the last layer.</summary>
    public AveragingCombiner Last { get; }

    internal override string Kind => "stack";

    /// <summary>The same layers with another average at their end, as a calibration needs.</summary>
    /// <param name="last">The average.</param>
    public StackCombiner With(AveragingCombiner last) => new(Task, Members, _layers, last);

    /// <summary>Puts predictions of members on the scale that layers read: logits, logarithms of probabilities, or values as they are.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="predictions">Probabilities or values; changed in place.</param>
    public static void ToLayerScale(PredictionTask task, Span<float> predictions)
    {
        if (task == PredictionTask.Regression)
        {
            return;
        }

        foreach (ref var value in predictions)
        {
            value = task == PredictionTask.Binary ? PortableModel.Logit(value) : MathF.Log(Math.Max(value, LowestProbability));
        }
    }

    internal override void Score(FloatMatrix features, Span<float> raw)
    {
        var predictions = new FloatMatrix(features.Rows, Members * Outputs);
        for (var row = 0; row < features.Rows; row++)
        {
            features.Row(row)[..predictions.Columns].CopyTo(predictions.Row(row));
        }

        foreach (var layer in _layers)
        {
            predictions = Run(layer, predictions, features);
        }

        Last.Score(predictions, raw);
    }

    internal override void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write((int)Task);
        writer.Write(Members);
        writer.Write(_layers.Length);
        foreach (var layer in _layers)
        {
            writer.Write(layer.Length);
            foreach (var model in layer)
            {
                PortablePredictorCodec.WriteNested(writer, model);
            }
        }

        PortablePredictorCodec.WriteNested(writer, Last);
    }

    internal static StackCombiner Load(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (task, members) = ((PredictionTask)reader.ReadInt32(), reader.ReadInt32());
        var layers = new PortablePredictor[Count(reader, MostLayers)][];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = new PortablePredictor[Count(reader, bytes.Length)];
            for (var j = 0; j < layers[i].Length; j++)
            {
                layers[i][j] = PortablePredictorCodec.ReadNested(reader);
            }
        }

        return PortablePredictorCodec.ReadNested(reader) is AveragingCombiner last && members > 0 && members <= bytes.Length
            ? new StackCombiner(task, members, layers, last)
            : throw new PortableModelException($"A stack of {members} members does not end in an average; the file is damaged.");
    }

    private static int Count(BinaryReader reader, int most)
    {
        var count = reader.ReadInt32();
        return count > 0 && count <= most ? count : throw new PortableModelException($"A stack names {count} parts where 1 to {most} can be; the file is damaged.");
    }

    private FloatMatrix Run(PortablePredictor[] layer, FloatMatrix predictions, FloatMatrix features)
    {
        var rows = predictions.Rows;
        ToLayerScale(Task, predictions.Values.AsSpan(0, rows * predictions.Columns));
        var inputs = new FloatMatrix(rows, predictions.Columns + Passed);
        for (var row = 0; row < rows; row++)
        {
            predictions.Row(row).CopyTo(inputs.Row(row));
            features.Row(row)[(Members * Outputs)..].CopyTo(inputs.Row(row)[predictions.Columns..]);
        }

        var next = new FloatMatrix(rows, layer.Length * Outputs);
        var one = new float[rows * Outputs];
        for (var j = 0; j < layer.Length; j++)
        {
            layer[j].Score(inputs, one);
            layer[j].Link.Apply(one, Outputs);
            for (var row = 0; row < rows; row++)
            {
                one.AsSpan(row * Outputs, Outputs).CopyTo(next.Row(row)[(j * Outputs)..]);
            }
        }

        return next;
    }

    private void Check()
    {
        var width = Members * Outputs;
        if (Members < 1 || _layers.Length is 0 or > MostLayers || Passed < 0)
        {
            throw new PortableModelException($"A stack of {Members} members, {_layers.Length} layers and {Inputs} inputs is not possible; it needs one member or more, 1 to {MostLayers} layers, and {Outputs} inputs a member.");
        }

        foreach (var layer in _layers)
        {
            foreach (var model in layer)
            {
                if (model.Inputs != width + Passed || model.Outputs != Outputs)
                {
                    throw new PortableModelException($"A model of the stack takes {model.Inputs} inputs and gives {model.Outputs} outputs; its layer has {width + Passed} and needs {Outputs}.");
                }

                model.Link.Check(Task, Outputs);
                if (Task == PredictionTask.Binary && model.Link.Kind == PortableLinkKind.Identity)
                {
                    throw new PortableModelException("A model of the stack gives no probability; give it a logistic link.");
                }
            }

            width = layer.Length * Outputs;
        }

        if (Last.Inputs != width || Last.Task != Task)
        {
            throw new PortableModelException($"The last layer makes {width} predictions, but the average after it reads {Last.Inputs} of a {Last.Task} task.");
        }
    }
}
