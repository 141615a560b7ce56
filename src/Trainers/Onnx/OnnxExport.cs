using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Writes models as ONNX files (opset 17, ai.onnx.ml 3, IR version 8), to be run by ONNX Runtime and its like.</summary>
/// <remarks>
/// The file takes <c>features</c>, rows x inputs floats with NaN for missing where the model allows it, and gives <c>scores</c>, rows x outputs raw
/// scores. With a logistic or softmax link it also gives <c>probabilities</c>, rows x classes, and <c>label</c>, the likeliest class from 0; with any
/// other link <c>predictions</c>, rows x outputs. Sums are of floats, so scores agree with the model's own to about seven digits of the largest sum.
/// </remarks>
public static class OnnxExport
{
    private const string Features = "features";
    private const string Scores = "scores";

    /// <summary>Writes boosted or bagged trees; splits on sets of categories and missing values are kept.</summary>
    /// <param name="model">The model; its <see cref="TreeEnsembleModel.Link"/> decides on the outputs.</param>
    /// <param name="stream">Where to write; left open.</param>
    /// <exception cref="ArgumentException">The model has no inputs, or a category above 2^24, which floats do not tell apart.</exception>
    public static void Write(TreeEnsembleModel model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        var builder = Start("trees", model.Inputs);
        if (model.Trees.Any(t => t.CategorySets.Any(s => s is not null && s[^1] > 1 << 24)))
        {
            throw new ArgumentException("A split names a category above 16777216, which 32-bit floats do not hold; such a model cannot be written as ONNX.", nameof(model));
        }

        builder.MachineLearningNode("TreeEnsembleRegressor", [Features], Scores, TreeEnsembleNode.Of(model));
        Finish(builder, model.Outputs, model.Link, stream);
    }

    /// <summary>Writes a linear model.</summary>
    /// <param name="model">The model; its <see cref="LinearModel.Link"/> decides on the outputs.</param>
    /// <param name="stream">Where to write; left open.</param>
    /// <exception cref="ArgumentException">The model has no inputs.</exception>
    public static void Write(LinearModel model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        var builder = Start("linear", model.Inputs);
        builder.Constant("weights", model.Weights, model.Outputs, model.Inputs);
        builder.Constant("biases", model.Biases, model.Outputs);
        builder.Node("Gemm", [Features, "weights", "biases"], Scores, OnnxAttribute.Of("transB", 1L));
        Finish(builder, model.Outputs, model.Link, stream);
    }

    private static OnnxModelBuilder Start(string name, int inputs)
    {
        if (inputs == 0)
        {
            throw new ArgumentException("The model has no inputs; ONNX needs at least one column of features.");
        }

        var builder = new OnnxModelBuilder(name);
        builder.Input(Features, OnnxType.Float, inputs);
        return builder;
    }

    private static void Finish(OnnxModelBuilder builder, int outputs, ScoreLink link, Stream stream)
    {
        builder.Output(Scores, OnnxType.Float, outputs);
        OnnxLinks.Add(builder, Scores, outputs, link);
        builder.Write(stream);
    }
}
