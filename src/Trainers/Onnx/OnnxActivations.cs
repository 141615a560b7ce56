using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds a block's activation.</summary>
internal static class OnnxActivations
{
    private const float HalfRoot = 0.70710678f;

    public static string Add(OnnxGraph graph, Activation activation, string x) => activation switch
    {
        Activation.ReLU => graph.Node("Relu", [x]),
        Activation.LeakyReLU => graph.Node("LeakyRelu", [x], OnnxAttribute.Of("alpha", 0.01f)),
        Activation.Elu => graph.Node("Elu", [x], OnnxAttribute.Of("alpha", 1f)),
        Activation.Selu => graph.Node("Selu", [x], OnnxAttribute.Of("alpha", 1.67326324f), OnnxAttribute.Of("gamma", 1.05070099f)),
        Activation.Gelu => Gelu(graph, x),
        Activation.SiLU => graph.Multiply(x, graph.Node("Sigmoid", [x])),
        Activation.Mish => graph.Multiply(x, graph.Node("Tanh", [graph.Node("Softplus", [x])])),
        Activation.Tanh => graph.Node("Tanh", [x]),
        Activation.Sigmoid => graph.Node("Sigmoid", [x]),
        Activation.Softplus => graph.Node("Softplus", [x]),
        Activation.Identity => x,
        _ => throw new ArgumentException($"The activation {activation} has no ONNX form."),
    };

    // x times the normal distribution function of x.
    private static string Gelu(OnnxGraph graph, string x)
    {
        var error = graph.Node("Erf", [graph.Multiply(x, graph.Float(HalfRoot))]);
        return graph.Multiply(graph.Multiply(x, graph.Float(0.5f)), graph.Add(error, graph.Float(1)));
    }
}
