using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Linear;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Serialization;

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

    /// <summary>Writes a network that takes its inputs as they are: finite, categories as level numbers.</summary>
    /// <param name="model">The model. Scores are logits for classification, label units for regression.</param>
    /// <param name="stream">Where to write; left open.</param>
    public static void Write(NetworkModel model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        Write(new NetworkPredictor(model, encoder: null), stream);
    }

    /// <summary>Writes a network with the encoding in front of it.</summary>
    /// <param name="predictor">The network and its encoding. Scores are logits for classification, label units for regression.</param>
    /// <param name="stream">Where to write; left open.</param>
    public static void Write(NetworkPredictor predictor, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(stream);
        var builder = Start("network", predictor.Inputs);
        builder.Node("Identity", [OnnxPredictors.Add(new OnnxGraph(builder), predictor, Features)], Scores);
        Finish(builder, predictor.Outputs, LinkOf(predictor.Network.Spec.Task), stream);
    }

    /// <summary>Writes a portable model, with every step from raw columns to features and all members, as one file.</summary>
    /// <remarks>
    /// There is an input per raw column, under its name: rows x size of floats (booleans as 1 and 0, NaN for missing) or of strings (empty for missing).
    /// Dates and free text have forms of their own, which <see cref="Describe"/> tells.
    /// Outputs of a binary model: <c>scores</c>, <c>probabilities</c> (rows x 2, where probabilities are known), <c>label</c> (0 or 1); multiclass:
    /// <c>probabilities</c>, <c>label</c> (by the model's decision weights where it has some); regression: <c>predictions</c>. Where classes have names, <c>class</c> is that of <c>label</c>. An output whose
    /// name a column has gets a number behind it.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to write; left open.</param>
    /// <exception cref="ArgumentException">Something in the model has no ONNX form; the message names it.</exception>
    public static void Write(PortableModel model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        var builder = new OnnxModelBuilder("pipeline");
        OnnxPipeline.Add(new OnnxGraph(builder), model);
        builder.Write(stream);
    }

    /// <summary>Says of each input of a portable model's file what it holds: columns of numbers and categories as they are, dates in seconds, free text as its words.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">Something in the model has no ONNX form; the message names it.</exception>
    public static IReadOnlyList<(string Input, string Meaning)> Describe(PortableModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var inputs = new List<(string, string)>();
        foreach (var column in model.Columns)
        {
            var (type, columns, meaning) = OnnxInputs.Of(model, column);
            var element = type switch { OnnxType.Int64 => "int64", OnnxType.String => "string", _ => "float" };
            inputs.Add((column.Name, meaning is null ? $"{element}, {(type == OnnxType.String ? "empty" : "NaN")} for missing" : $"{element}: {meaning}"));
            if (columns == OnnxModelBuilder.AnyColumns)
            {
                var length = OnnxInputs.LengthOf(model, column.Name);
                inputs.Add((length.Name, "float: " + length.Meaning));
            }
        }

        return inputs;
    }

    /// <summary>Writes a portable model to a file, replacing one that is there only once the new one is whole.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="ArgumentException">Something in the model has no ONNX form; the message names it.</exception>
    public static void Save(PortableModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var whole = new MemoryStream();
        Write(model, whole);
        WholeFile.Write(path, part => File.WriteAllBytes(part, whole.ToArray()));
    }

    private static ScoreLink LinkOf(PredictionTask task) => task switch
    {
        PredictionTask.Binary => ScoreLink.Logistic,
        PredictionTask.Multiclass => ScoreLink.Softmax,
        _ => ScoreLink.Identity,
    };

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
