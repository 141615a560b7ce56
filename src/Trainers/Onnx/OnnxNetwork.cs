using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds a network: the front, the blocks, the head and wide part, and its members as one prediction. Members are a dimension before the rows.</summary>
internal sealed class OnnxNetwork
{
    private readonly OnnxGraph _graph;
    private readonly NetworkWeights _weights;
    private readonly NetworkSpec _spec;

    private OnnxNetwork(OnnxGraph graph, NetworkModel model)
    {
        _graph = graph;
        _weights = model.Weights;
        _spec = model.Spec;
    }

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="model">The network.</param>
    /// <param name="features">Its inputs, without missing values.</param>
    /// <returns>Its scores, rows x outputs: logits, or label units for regression.</returns>
    public static string Add(OnnxGraph graph, NetworkModel model, string features) => new OnnxNetwork(graph, model).Add(features);

    private string Add(string features)
    {
        var x = OnnxFront.Add(_graph, _weights, features);
        for (var i = 0; i < _spec.Blocks.Count; i++)
        {
            x = Block(i, x);
        }

        var head = _spec.Blocks.Count;
        x = _graph.Add(_graph.Product(x, Matrix(head, _spec.Members)), Rows(head, TensorKind.Bias));
        if (_spec.Wide)
        {
            x = _graph.Add(x, OnnxFront.AddWide(_graph, _weights, features));
        }

        return OnnxMembers.Add(_graph, _weights, x);
    }

    private string Block(int index, string input)
    {
        var block = _spec.Blocks[index];
        var x = _spec.ScalesInputs(index) ? _graph.Multiply(input, Rows(index, TensorKind.InputScale)) : input;
        x = _graph.Product(x, Matrix(index, _spec.Matrices));
        if (!block.NormalizesBefore)
        {
            x = _spec.ScalesOutputs ? _graph.Multiply(x, Rows(index, TensorKind.OutputScale)) : x;
            x = _graph.Add(x, Rows(index, TensorKind.Bias));
        }
        else
        {
            x = Norm(index, x);
        }

        var bent = OnnxActivations.Add(_graph, block.Activation, x);
        if (block.IsParametric)
        {
            bent = _graph.Add(x, _graph.Multiply(Rows(index, TensorKind.Slopes), _graph.Subtract(bent, x)));
        }

        x = block.HasSecondStage ? Norm(index, bent) : bent;
        return block.IsResidual ? _graph.Add(x, input) : x;
    }

    private string Norm(int index, string x)
    {
        var block = _spec.Blocks[index];
        if (block.Normalization == Normalization.Layer)
        {
            var ones = new float[block.Width];
            Array.Fill(ones, 1);
            x = _graph.Node("LayerNormalization", [x, _graph.Floats(ones)], OnnxAttribute.Of("axis", -1L), OnnxAttribute.Of("epsilon", block.NormEpsilon));
            return _graph.Add(_graph.Multiply(x, Rows(index, TensorKind.Gamma)), Rows(index, TensorKind.Beta));
        }

        // Running statistics as a factor and a summand of every unit.
        var gamma = _weights.Get(index, TensorKind.Gamma);
        var beta = _weights.Get(index, TensorKind.Beta);
        var mean = _weights.Get(index, TensorKind.RunningMean);
        var variance = _weights.Get(index, TensorKind.RunningVariance);
        var (scale, shift) = (new float[gamma.Length], new float[gamma.Length]);
        for (var i = 0; i < scale.Length; i++)
        {
            scale[i] = gamma[i] / MathF.Sqrt(variance[i] + block.NormEpsilon);
            shift[i] = beta[i] - (mean[i] * scale[i]);
        }

        return _graph.Add(_graph.Multiply(x, Rows(scale, _spec.Groups)), Rows(shift, _spec.Groups));
    }

    private string Matrix(int layer, int matrices)
    {
        var values = _weights.Get(layer, TensorKind.Weights);
        var outputs = layer == _spec.Blocks.Count ? _spec.Outputs : _spec.Blocks[layer].Width;
        var inputs = values.Length / outputs / matrices;
        return matrices == 1 ? _graph.Floats(values, inputs, outputs) : _graph.Floats(values, matrices, inputs, outputs);
    }

    private string Rows(int layer, TensorKind kind)
    {
        var values = _weights.Get(layer, kind);
        var groups = layer == _spec.Blocks.Count || kind == TensorKind.InputScale ? _spec.Members : _spec.Groups;
        return Rows(values, groups);
    }

    // A group's numbers stand beside the rows of its members.
    private string Rows(ReadOnlySpan<float> values, int groups) =>
        groups == 1 ? _graph.Floats(values) : _graph.Floats(values, groups, 1, values.Length / groups);
}
