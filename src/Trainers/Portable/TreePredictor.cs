using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Portable;

/// <summary>A sum of trees per output.</summary>
public sealed class TreePredictor : PortablePredictor
{
    /// <summary>Makes the predictor.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="link">How raw outputs become predictions.</param>
    public TreePredictor(TreeEnsembleModel trees, PortableLink link)
        : base(trees?.Inputs ?? 0, trees?.Outputs ?? 0, link)
    {
        ArgumentNullException.ThrowIfNull(trees);
        Trees = trees;
    }

    /// <summary>The trees.</summary>
    public TreeEnsembleModel Trees { get; }

    internal override string Kind => "trees";

    internal override void Score(FloatMatrix features, Span<float> raw) => Trees.Predict(features, raw);

    internal override void Save(Stream stream) => Trees.Save(stream);

    internal static TreePredictor Load(byte[] bytes, PortableLink link)
    {
        using var stream = new MemoryStream(bytes);
        return new TreePredictor(TreeEnsembleModel.Load(stream), link);
    }
}
